package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"youku.example/store"
)

func TestAdmin_Goldens(t *testing.T) {
	for _, scene := range []struct {
		name  string
		stock stocker
		play  func(*backstage)
	}{
		{"uploads_empty", nothing, func(b *backstage) {}},
		{"uploads", stocked, func(b *backstage) {}},
		{"uploads_receiving", stocked, func(b *backstage) { b.press("down", "down", "down") }},
		{"uploads_partial", stocked, func(b *backstage) { b.press("down") }},
		{"uploads_twin", stocked, func(b *backstage) { b.press("down", "down", "down", "down", "down") }},
		{"uploads_refused", stocked, func(b *backstage) { b.press("down", "down", "down", "down") }},
		{"publish", stocked, func(b *backstage) { b.press("enter") }},
		{"publish_wrong", stocked, func(b *backstage) { b.press("enter", "down", "down", "ctrl+u"); b.write("1.005") }},
		{"check", stocked, func(b *backstage) {
			b.press("c")
			b.paste(strings.Repeat("ab", 32) + "  movie.mp4\n")
			b.press("enter")
		}},
		{"check_wrong", stocked, func(b *backstage) { b.press("c"); b.write("abc"); b.press("enter") }},
		{"discard", stocked, func(b *backstage) { b.press("x") }},
		{"uploads_search", stocked, func(b *backstage) { b.press("/"); b.write("mkv") }},
		{"uploads_search_nothing", stocked, func(b *backstage) { b.press("/"); b.write("avi"); b.press("enter") }},
		{"uploads_marked", stocked, func(b *backstage) { b.press("space", "shift+down") }},
		{"uploads_discard_several", stocked, func(b *backstage) { b.press("*", "x") }},
		{"uploads_publish_several", stocked, func(b *backstage) { b.press("*", "enter") }},
		{"uploads_tree", shows, func(b *backstage) { b.press("down") }},
		{"uploads_tree_open", shows, func(b *backstage) { b.press("down", "enter", "down", "down", "right", "down") }},
		{"uploads_tree_nfo", shows, func(b *backstage) { b.press("/"); b.write("S01E02"); b.press("enter", "down", "down") }},
		{"uploads_tree_clash", shows, func(b *backstage) { b.press("/"); b.write("S01E03"); b.press("enter", "down", "down") }},
		{"uploads_tree_sidecar", shows, func(b *backstage) { b.press("/"); b.write("forced"); b.press("enter", "G") }},
		{"uploads_tree_none", shows, func(b *backstage) { b.press("G") }},
		{"uploads_tree_marked", shows, func(b *backstage) { b.press("down", "enter", "down", "down", "space", "up") }},
		{"uploads_edit", shows, func(b *backstage) { b.press("right", "down", "e") }},
		{"uploads_edit_nfo", shows, func(b *backstage) { b.press("/"); b.write("旧案"); b.press("enter", "G", "up", "e") }},
		{"uploads_edit_several", shows, func(b *backstage) { b.press("e") }},
		{"uploads_edit_tags", shows, func(b *backstage) { b.press("e", "down", "down"); b.write("剧") }},
		{"uploads_tree_publish", shows, func(b *backstage) { b.press("down", "p") }},
		{"series_edit", shows, func(b *backstage) { b.tab(1); b.press("E") }},
		{"subtitles", shows, func(b *backstage) { b.tab(1); b.press("b") }},
		{"subtitles_give", shows, func(b *backstage) { b.tab(1); b.press("b", "G", "enter") }},
		{"subtitles_none", nothingWaiting, func(b *backstage) { b.tab(1); b.press("b") }},
		{"movies_marked", stocked, func(b *backstage) { b.tab(1); b.press("space", "space") }},
		{"movies_delete_several", stocked, func(b *backstage) { b.tab(1); b.press("*", "x") }},
		{"movies_edit_several", stocked, func(b *backstage) { b.tab(1); b.press("*", "e", "right") }},
		{"movies_empty", nothing, func(b *backstage) { b.tab(1) }},
		{"movies", stocked, func(b *backstage) { b.tab(1) }},
		{"movies_search", stocked, func(b *backstage) { b.tab(1); b.press("/"); b.write("城") }},
		{"movies_off", stocked, func(b *backstage) { b.tab(1); b.press("f") }},
		{"edit", stocked, func(b *backstage) { b.tab(1); b.press("enter") }},
		{"takedown", stocked, func(b *backstage) { b.tab(1); b.press("t") }},
		{"delete", stocked, func(b *backstage) { b.tab(1); b.press("x") }},
		{"purge", stocked, func(b *backstage) { b.tab(1); b.press("f", "p") }},
		{"movies_takedown_several", stocked, func(b *backstage) { b.tab(1); b.press("space", "space", "t") }},
		{"movies_off_marked", stocked, func(b *backstage) { b.tab(1); b.press("f", "space", "space") }},
		{"movies_results", stocked, func(b *backstage) {
			b.tab(1)
			b.press("*", "t")
			b.c.err = &store.Refusal{Code: "busy"}
			b.press("y")
		}},
		{"movies_refused", stocked, func(b *backstage) {
			b.tab(1)
			b.press("*", "x")
			b.c.err = &store.Refusal{Code: "busy"}
			b.press("y", "enter")
		}},
		{"people_marked", stocked, func(b *backstage) { b.tab(2); b.press("space", "J") }},
		{"people_lock_several", stocked, func(b *backstage) { b.tab(2); b.press("*", "x") }},
		{"people_credit_several", stocked, func(b *backstage) { b.tab(2); b.press("*", "c") }},
		{"people_search_nothing", stocked, func(b *backstage) { b.tab(2); b.press("/"); b.write("zoe"); b.press("enter") }},
		{"notices_search", stocked, func(b *backstage) { b.tab(3); b.press("/"); b.write("keys") }},
		{"notices_withdraw_several", stocked, func(b *backstage) { b.tab(3); b.press("*", "x") }},
		{"live_search", stocked, func(b *backstage) { b.tab(5); b.press("/"); b.write("sftp"); b.press("enter") }},
		{"live_search_nothing", stocked, func(b *backstage) { b.tab(5); b.press("/"); b.write("nobody"); b.press("enter") }},
		{"live_marked", stocked, func(b *backstage) { b.tab(5); b.press("space", "G", "space") }},
		{"live_kick_several", stocked, func(b *backstage) { b.tab(5); b.press("space", "G", "space", "x") }},
		{"live_many", crowded, func(b *backstage) { b.tab(5); b.press("pgdown", "pgdown") }},
		{"live_many_end", crowded, func(b *backstage) { b.tab(5); b.press("G", "space", "up") }},
		{"bans_many", crowded, func(b *backstage) { b.tab(7); b.press("pgdown", "pgdown", "space") }},
		{"log_search", stocked, func(b *backstage) { b.tab(6); b.press("/"); b.write("充值 alice"); b.press("enter") }},
		{"log_search_nothing", stocked, func(b *backstage) { b.tab(6); b.press("/"); b.write("zoe") }},
		{"bans_marked", stocked, func(b *backstage) { b.tab(7); b.press("space", "space") }},
		{"bans_lift_several", stocked, func(b *backstage) { b.tab(7); b.press("*", "x") }},
		{"people_lock", stocked, func(b *backstage) { b.tab(2); b.press("x") }},
		{"people_kick", stocked, func(b *backstage) { b.tab(2); b.press("e") }},
		{"withdraw", stocked, func(b *backstage) { b.tab(3); b.press("x") }},
		{"live_kick", stocked, func(b *backstage) { b.tab(5); b.press("G", "x") }},
		{"minted_leave", stocked, func(b *backstage) {
			b.tab(4)
			b.press("enter")
			b.write("50")
			b.press("enter", "ctrl+u", "3", "enter", "esc")
		}},
		{"people_empty", nothing, func(b *backstage) { b.tab(2) }},
		{"people", stocked, func(b *backstage) { b.tab(2) }},
		{"bought", stocked, func(b *backstage) { b.tab(2); b.press("b") }},
		{"refund", stocked, func(b *backstage) { b.tab(2); b.press("b", "down", "enter") }},
		{"bought_none", stocked, func(b *backstage) {
			b.c.bought = nil
			b.tab(2)
			b.press("b")
		}},
		{"log", stocked, func(b *backstage) { b.tab(6) }},
		{"log_empty", nothing, func(b *backstage) { b.tab(6) }},
		{"bans", stocked, func(b *backstage) { b.tab(7) }},
		{"bans_empty", nothing, func(b *backstage) { b.tab(7) }},
		{"credit", stocked, func(b *backstage) { b.tab(2); b.press("enter") }},
		{"notices_empty", nothing, func(b *backstage) { b.tab(3) }},
		{"notices", stocked, func(b *backstage) { b.tab(3) }},
		{"post", stocked, func(b *backstage) { b.tab(3); b.press("n"); b.write("停机"); b.press("tab"); b.write("22:00") }},
		{"codes_empty", nothing, func(b *backstage) { b.tab(4) }},
		{"codes", stocked, func(b *backstage) { b.tab(4); b.press("down") }},
		{"codes_void", stocked, func(b *backstage) { b.tab(4); b.press("down", "x") }},
		{"mint_invitations", stocked, func(b *backstage) { b.tab(4); b.press("i") }},
		{"minted_invitations", stocked, func(b *backstage) { b.tab(4); b.press("i", "ctrl+u", "3", "tab", "right", "ctrl+s") }},
		{"people_password", stocked, func(b *backstage) { b.tab(2); b.press("p") }},
		{"people_key", stocked, func(b *backstage) { b.tab(2); b.press("a") }},
		{"people_remove", stocked, func(b *backstage) { b.tab(2); b.press("D") }},
		{"mint", stocked, func(b *backstage) { b.tab(4); b.press("enter") }},
		{"minted", stocked, func(b *backstage) {
			b.tab(4)
			b.press("enter")
			b.write("50")
			b.press("enter", "ctrl+u", "3", "enter")
		}},
		{"live_empty", nothing, func(b *backstage) { b.tab(5) }},
		{"live", stocked, func(b *backstage) { b.tab(5) }},
		{"live_visit", stocked, func(b *backstage) { b.tab(5); b.press("G") }},
	} {
		t.Run(scene.name, func(t *testing.T) {
			inBubble(t, scene.stock, func(b *backstage) {
				scene.play(b)
				b.rest(6 * time.Second) // words about what was done have gone
				golden(t, "admin_"+scene.name, b.drawn(b.tabBody))
				b.fits()
			})
		})
	}
}

// tabsLine is the line of tabs of the admins' place, the first of its body; 0 where
// something else is seen.
func (b *backstage) tabsLine(frame string) int {
	if b.kind() != "Screen" {
		return 0
	}
	if strings.Count(frame, "\n")+1 >= roomy {
		return titleLines + 1
	}
	return titleLines
}

// tabBody is a frame below its title bar, without the line of tabs.
func (b *backstage) tabBody(frame string) string {
	ls := strings.Split(frame, "\n")
	if i := b.tabsLine(frame); i > 0 {
		ls = slices.Delete(ls, i, i+1)
	}
	return body(strings.Join(ls, "\n"))
}

// TestAdmin_Tabs compares the line of tabs, and what stands at its right, with a
// golden of its own: one more tab changes this alone.
func TestAdmin_Tabs(t *testing.T) {
	for _, scene := range []struct {
		name  string
		stock stocker
		play  func(*backstage)
	}{
		{"uploads", stocked, func(*backstage) {}},
		{"uploads_search", stocked, func(b *backstage) { b.press("/"); b.write("mkv") }},
		{"uploads_sorted", stocked, func(b *backstage) { b.press("s", "s", "S") }},
		{"movies", stocked, func(b *backstage) { b.tab(1) }},
		{"movies_search", stocked, func(b *backstage) { b.tab(1); b.press("/"); b.write("城") }},
		{"movies_off", stocked, func(b *backstage) { b.tab(1); b.press("f") }},
		{"people", stocked, func(b *backstage) { b.tab(2) }},
		{"people_empty", nothing, func(b *backstage) { b.tab(2) }},
		{"people_sorted", stocked, func(b *backstage) { b.tab(2); b.press("s", "S") }},
		{"people_marked", stocked, func(b *backstage) { b.tab(2); b.press("*") }},
		{"people_search", stocked, func(b *backstage) { b.tab(2); b.press("/"); b.write("o") }},
		{"notices_sorted", stocked, func(b *backstage) { b.tab(3); b.press("s") }},
		{"live_many", crowded, func(b *backstage) { b.tab(5); b.press("down") }},
		{"live_sorted", stocked, func(b *backstage) { b.tab(5); b.press("s") }},
		{"live_search", stocked, func(b *backstage) { b.tab(5); b.press("/"); b.write("alice") }},
		{"log_search", stocked, func(b *backstage) { b.tab(6); b.press("/"); b.write("alice") }},
		{"log_reversed", stocked, func(b *backstage) { b.tab(6); b.press("S") }},
		{"bans_sorted", stocked, func(b *backstage) { b.tab(7); b.press("s") }},
		{"notices", stocked, func(b *backstage) { b.tab(3) }},
		{"codes", stocked, func(b *backstage) { b.tab(4) }},
		{"live", stocked, func(b *backstage) { b.tab(5) }},
		{"log", stocked, func(b *backstage) { b.tab(6) }},
		{"bans", stocked, func(b *backstage) { b.tab(7) }},
	} {
		t.Run(scene.name, func(t *testing.T) {
			inBubble(t, scene.stock, func(b *backstage) {
				scene.play(b)
				golden(t, "admin_tabs_"+scene.name, b.drawn(func(frame string) string {
					return strings.Split(frame, "\n")[b.tabsLine(frame)]
				}))
			})
		})
	}
}
