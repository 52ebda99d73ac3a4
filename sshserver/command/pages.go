package command

import (
	"youku.example/store"
	"youku.example/tui/words"
)

// pageFlags choose the part of a list that is shown.
type pageFlags struct {
	limit, after *int64
	reverse      *bool
}

// pages adds --limit (usual unless told, most at most), --after and --reverse,
// which says what comes first then.
func (f *flags) pages(usual, most int64, reversed words.T) pageFlags {
	return pageFlags{
		limit:   f.number("limit", words.Say("最多几条", "how many at most"), usual, 1, most),
		reverse: f.yes("reverse", reversed),
		after:   f.number("after", words.Say("从这个编号之后开始", "go on after this number"), 0, 1, 1<<53),
	}
}

func (p pageFlags) span() store.Span {
	return store.Span{After: *p.after, Reverse: *p.reverse, Limit: int(*p.limit)}
}

// next says how a list goes on, if it may: n rows are shown, up to the number
// last.
func (p pageFlags) next(to *page, n int, last int64) {
	if n == int(*p.limit) {
		to.say(words.Say("下一页：--after %d", "next page: --after %d"), last)
	}
}
