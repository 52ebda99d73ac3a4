package admin

import (
	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// What publish and edit take.
const (
	publishArgs = "--title T (--free|--price YUAN)"
	editArgs    = "[--title T] [--free|--price YUAN]"
)

// movieFlags are the flags for what an admin says of a movie.
type movieFlags struct {
	flags *cli.Flags
	title *string
	free  *bool
	price *store.Fen
}

func newMovieFlags(f *cli.Flags) movieFlags {
	return movieFlags{
		flags: f,
		title: f.Text("title", "T", words.Say("片名", "the title")),
		free:  f.Switch("free", words.Say("免费", "free")),
		price: f.Yuan("price", words.Say("价格", "the price")),
	}
}

// publication is what the flags say of a movie that is published.
func (m movieFlags) publication() (store.Publication, error) {
	if !m.flags.Given("title") {
		return store.Publication{}, cli.Misused(words.Say("还缺片名：--title T。", "It needs a title: --title T."))
	}
	if *m.free == m.flags.Given("price") {
		return store.Publication{}, cli.Misused(sayFreeOrPrice)
	}
	return store.Publication{Title: *m.title, Free: *m.free, Price: *m.price}, nil
}

// edit is what the flags change of a movie.
func (m movieFlags) edit() (e store.Edit, err error) {
	if m.flags.Given("title") {
		e.Title = m.title
	}
	switch {
	case *m.free && m.flags.Given("price"):
		return e, cli.Misused(sayFreeOrPrice)
	case *m.free:
		e.Free = m.free
	case m.flags.Given("price"):
		e.Price = m.price
	}
	if e.IsZero() {
		return e, cli.Misused(words.Say("要改什么？--title、--free 或 --price。", "What should change? --title, --free or --price."))
	}
	return e, nil
}

var sayFreeOrPrice = words.Say("--free 和 --price 要选一个。", "Choose one of --free and --price.")
