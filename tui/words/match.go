package words

import (
	"fmt"

	"youku.example/store"
)

// Match is the answer to whether a content is here already. That of a deleted
// movie names the command that brings it back; a screen has a key for it.
func Match(m store.Match) T {
	title := store.Clean(m.Title)
	switch {
	case m.Movie == 0:
		return Say("还没有，可以上传。", "It is new here.")
	case MatchesDeleted(m):
		return Say(fmt.Sprintf("和已删除的《%s》（%d）相同；restore %d 恢复它。", title, m.Movie, m.Movie),
			fmt.Sprintf("It is “%s” (%d), which is deleted: restore %d brings it back.", title, m.Movie, m.Movie))
	case m.By == "sha256":
		return Say(fmt.Sprintf("已经有了：《%s》（%d）。", title, m.Movie), fmt.Sprintf("It is here already: “%s” (%d).", title, m.Movie))
	}
	return Say(fmt.Sprintf("看起来和《%s》（%d）相同（抽样 MD5）。", title, m.Movie), fmt.Sprintf("It looks like “%s” (%d), by the sampled MD5.", title, m.Movie))
}

// MatchesDeleted reports whether the content is that of a movie which is off
// the shelf and can be restored.
func MatchesDeleted(m store.Match) bool {
	return m.Movie != 0 && (m.Shelf == store.Deleted || m.Shelf == store.TakenDown)
}
