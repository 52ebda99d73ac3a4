package tui

import (
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
)

// A folder opens and closes, and the keys go in and out of it; what is done to it
// is done to all that is in it.
func TestUploads_Tree(t *testing.T) {
	t.Run("InAndOut", func(t *testing.T) {
		inBubble(t, shows, func(b *backstage) {
			b.size(120, 40)
			b.misses("S01E01")
			b.press("down", "right", "right", "right")
			b.sees("▌   ▾ Extras", "▸ Season 1")
			b.press("down", "down", "enter", "down", "down")
			b.sees("subtitles en forced")
			b.press("left")
			b.sees("▌     S01E01 First Light")
			b.press("h")
			b.sees("▌   ▾ Season 1")
			b.press("left", "left", "left")
			b.sees("▌ ▸ 潮汐 Tides")
			b.press("left") // no step too far into another tab
			b.sees("▌ ▸ 潮汐 Tides")
		})
	})
	t.Run("Mark", func(t *testing.T) {
		inBubble(t, shows, func(b *backstage) {
			b.size(120, 40)
			b.press("down", "space")
			b.sees("◆ 11")
			b.press("up", "right", "down", "space")
			b.sees("◆ 10", "· ▾ 潮汐 Tides", "  ▸ Extras")
			b.press("esc", "*")
			b.sees("◆ 15")
		})
	})
	t.Run("Publish", func(t *testing.T) {
		inBubble(t, shows, func(b *backstage) {
			b.press("p") // Waves, under the cursor
			b.sees("Files: 2, published as:", "Waves S01E01")
			b.press("right", "ctrl+s")
			b.did("publish Waves/第1集.mp4 as Waves S01E01 ¥0.00", "publish Waves/第2集.mp4 as Waves S01E02 ¥0.00")
		})
	})
	t.Run("Clash", func(t *testing.T) { // neither of two files of one episode is published
		inBubble(t, shows, func(b *backstage) {
			b.press("/")
			b.write("S01E03")
			b.press("enter", "*", "enter", "ctrl+s")
			b.did()
			b.sees("Done: 0; refused: 3", "e gives")
		})
	})
	t.Run("Changed", func(t *testing.T) { // by another admin, while the form is open
		inBubble(t, shows, func(b *backstage) {
			b.press("p")
			b.c.files[len(b.c.files)-1].Edited = plan.EditedText(proposal.Proposal{Details: proposal.Details{Title: "Other"}})
			b.press("right", "ctrl+s")
			b.did("publish Waves/第1集.mp4 as Waves S01E01 ¥0.00")
			b.sees("refused: 1", "is proposed")
		})
	})
}

// What an upload is proposed as is edited where it stands, also while it still
// arrives, and the files speak again when that is taken back.
func TestUploads_Edit(t *testing.T) {
	t.Run("One", func(t *testing.T) {
		inBubble(t, shows, func(b *backstage) {
			b.size(120, 40)
			b.press("right", "down", "e")
			b.sees("Edit before publishing", "Waves S01E01", "guessed: look at it")
			b.press("tab", "tab", "ctrl+u")
			b.write("2x05")
			b.press("tab")
			b.write("2019")
			b.press("tab")
			b.write("剧情，海")
			b.press("ctrl+s")
			b.did("propose Waves/第1集.mp4 as Waves 2x05 Waves S02E05 2019 [剧情 海]")
			b.sees("S02E05")
			b.press("u")
			b.did("propose Waves/第1集.mp4 as Waves 1x01 Waves S01E01 0 []")
		})
	})
	t.Run("Several", func(t *testing.T) { // the folder under the cursor
		inBubble(t, shows, func(b *backstage) {
			b.press("e")
			b.sees("what they are proposed as: 2")
			b.write("Rivers")
			b.press("tab")
			b.write("2020")
			b.press("tab")
			b.write("海")
			b.press("ctrl+s")
			b.did("propose Waves/第1集.mp4 as Rivers 1x01 Rivers S01E01 2020 [海]", "propose Waves/第2集.mp4 as Rivers 1x02 Rivers S01E02 2020 [海]")
			b.sees("? 2") // the season is guessed as before
		})
	})
	t.Run("NoNumber", func(t *testing.T) { // a movie by itself comes into no series
		inBubble(t, stocked, func(b *backstage) {
			b.press("space", "e")
			b.write("Rivers")
			b.press("ctrl+s")
			b.did()
			b.sees("season and number, so it")
		})
	})
	t.Run("Changed", func(t *testing.T) {
		inBubble(t, shows, func(b *backstage) {
			b.press("right", "down", "e")
			b.c.files[len(b.c.files)-2].Edited = plan.EditedText(proposal.Proposal{Details: proposal.Details{Title: "Other"}})
			b.press("ctrl+s")
			b.did()
			b.sees("proposed otherwise now")
		})
	})
}

// A form that publishes is not sent when the upload is proposed otherwise by now;
// what was typed stays, to be sent once it was looked at again.
func TestUploads_PublishChanged(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.press("enter", "ctrl+u")
		b.write("Typed")
		b.c.files = append(b.c.files, store.Incoming{
			ID: 99, Name: strings.Replace(b.c.files[0].Name, ".mp4", ".nfo", 1), State: store.Sidecar,
			Said: plan.NFO{Kind: "movie", Details: proposal.Details{Title: "霸王别姬"}}.Said(),
		})
		b.press("ctrl+s")
		b.did()
		b.sees("proposed otherwise now", "Typed")
		b.press("ctrl+s")
		b.did("publish Farewell_My_Concubine.mp4 as Typed ¥20.00")
	})
}

// While a tag is typed, one of the library is offered behind the cursor: Tab and →
// take it, anything else goes on without it.
func TestForm_Tags(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.press("space", "e", "down", "down")
		b.write("dr")
		b.sees("drama", "Tab complete")
		b.press("tab")
		b.sees("Drama ")
		b.write(", dra")
		b.misses("Tab complete") // it is there already
		b.press("backspace", "backspace", "backspace")
		b.write("剧")
		b.sees("Drama, 剧情")
		b.write("x")
		b.misses("剧情")
		b.press("backspace", "right", "ctrl+s")
		b.did("propose Farewell_My_Concubine.mp4 as   Farewell My Concubine 0 [Drama 剧情]")
	})
}

// A series is edited from one of its episodes; only what was changed is sent.
func TestMovies_EditSeries(t *testing.T) {
	inBubble(t, shows, func(b *backstage) {
		b.tab(1)
		b.press("E")
		b.sees("Edit the series", "潮汐", "2023", "剧情", "海风吹过旧码头。")
		b.write("!")
		b.press("tab", "ctrl+u")
		b.write("2024")
		b.press("ctrl+s")
		b.did("edit series 3 潮汐! 2024")
		b.sees("潮汐! is saved")
		b.press("down", "E") // of no series
		b.misses("Edit the series")
	})
}

// The subtitles of a movie are removed after a question, and it is given those
// that lie among the uploads.
func TestMovies_Subtitles(t *testing.T) {
	inBubble(t, shows, func(b *backstage) {
		b.tab(1)
		b.press("b")
		b.sees("✓ zh", "en forced", "lost.zh.ass", "subtitle add 12 --language zh <")
		b.press("down", "x")
		b.did()
		b.press("y")
		b.did("remove subtitle en forced")
		b.misses("✓ en forced")
		b.press("G", "enter")
		b.sees("Add subtitles", "all that is spoken")
		b.press("ctrl+s")
		b.did("give lost.zh.ass zh ")
	})
}
