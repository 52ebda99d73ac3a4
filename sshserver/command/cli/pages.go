package cli

import (
	"youku.example/store"
	"youku.example/tui/words"
)

// Pages choose the part of a list that is shown.
type Pages struct {
	limit, after *int64
	reverse      *bool
}

// Pages adds --limit (usual unless told, most at most), --after and --reverse,
// which says what comes first then.
func (f *Flags) Pages(usual, most int64, reversed words.T) Pages {
	return Pages{
		limit:   f.Number("limit", words.Say("最多几条", "how many at most"), usual, 1, most),
		reverse: f.Switch("reverse", reversed),
		after:   f.Number("after", words.Say("从这个编号之后开始", "go on after this number"), 0, 1, 1<<53),
	}
}

// Span is the part of the list that was asked for.
func (p Pages) Span() store.Span {
	return store.Span{After: *p.after, Reverse: *p.reverse, Limit: int(*p.limit)}
}

// Next says how a list goes on, if it may: n rows are shown, up to the number
// last.
func (p Pages) Next(to *Page, n int, last int64) {
	if n == int(*p.limit) {
		to.Say(words.Say("下一页：--after %d", "next page: --after %d"), last)
	}
}
