package admin

import (
	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
	"youku.example/tui/words/lists"
)

// partFlags choose the part of a list in memory that is shown.
type partFlags[T any] struct {
	text    func(T) string
	orders  []lists.Order[T]
	search  *string
	sort    *string
	reverse *bool
	limit   *int64
}

func newPartFlags[T any](f *cli.Flags, text func(T) string, orders []lists.Order[T]) partFlags[T] {
	names := lists.Names(orders)
	return partFlags[T]{
		text: text, orders: orders,
		search:  f.Text("search", "TEXT", words.Say("只看含有这些字的", "those that have it in them only")),
		sort:    f.Choice("sort", words.Say("排序", "the order"), names[0], names[1:]...),
		reverse: f.Switch("reverse", words.Say("倒过来排", "in the reverse order")),
		limit:   f.Number("limit", words.Say("最多几条", "how many at most"), 10_000, 1, 10_000),
	}
}

// part is the part that was asked for.
func (p partFlags[T]) part(all []T) []T {
	rows := lists.Part(all, p.text, *p.search, lists.Named(p.orders, *p.sort), *p.reverse)
	return rows[:min(len(rows), int(*p.limit))]
}
