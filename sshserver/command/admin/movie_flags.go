package admin

import (
	"context"
	"slices"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/title"
	"youku.example/tui/words"
)

// What publish and edit take.
const (
	publishArgs = "(--free|--price YUAN) [--title T] …"
	editArgs    = "[--title T] [--free|--price YUAN] …"
)

// saidFlags are the flags for what an admin says of a movie or a series.
type saidFlags struct {
	flags *cli.Flags
	title *string
	year  *int64
	tags  *[]string
	about *bool
}

func newSaidFlags(f *cli.Flags) saidFlags {
	return saidFlags{
		flags: f,
		title: f.Text("title", "T", words.Say("片名", "the title")),
		year:  f.Number("year", words.Say("年份，0 是去掉", "the year; 0 takes it away"), 0, 0, 9999),
		tags:  f.Texts("tag", "+T|-T", words.Say("加上（+）或去掉（-）一个标签，可以写多次", "adds (+) or removes (-) a tag; may stand more than once")),
		about: f.Switch("about-stdin", words.Say("从 stdin 读简介", "reads what it is about from stdin")),
	}
}

// movieFlags are the flags for what an admin says of a movie.
type movieFlags struct {
	saidFlags
	free    *bool
	price   *store.Fen
	vipFree *bool
	series  *string
	episode *string
}

func newMovieFlags(f *cli.Flags) movieFlags {
	return movieFlags{
		saidFlags: newSaidFlags(f),
		free:      f.Switch("free", words.Say("免费", "free")),
		price:     f.Yuan("price", words.Say("价格", "the price")),
		vipFree:   f.YesNo("vip-free", words.Say("收费，但 VIP 免费；--vip-free=no 取消", "has a price, and is free for VIPs; --vip-free=no ends that")),
		series:    f.Text("series", "TITLE", words.Say("属于哪部合集，none 是不属于；没有的会新建", "the series it belongs to, none for none; one that is not there is made")),
		episode:   f.Text("episode", "2x03", words.Say("第几季第几集：2x03，两集连播 2x03-04；0 季是特别篇", "season and episode: 2x03, a double one 2x03-04; season 0 holds specials")),
	}
}

// maxAbout bounds what is read of paragraphs, in bytes; the shop counts their
// characters.
const maxAbout = 64 << 10

// readAbout is the paragraphs on stdin, nil if they were not asked for.
func (m saidFlags) readAbout(ctx context.Context, call *cli.Call) (*string, error) {
	if !*m.about {
		return nil, nil
	}
	about, err := call.ReadAll(ctx, maxAbout)
	return &about, err
}

// over is what a plan says of a movie with what the flags say over it. An
// episode that is called by its series and number follows them, and a movie that
// the flags make an episode is called so.
func (m movieFlags) over(p store.Publication, about *string) (_ store.Publication, err error) {
	p.Free, p.Price, p.VIPFree = *m.free, *m.price, *m.vipFree
	if about != nil {
		p.About = *about
	}
	if m.flags.Given("year") {
		p.Year = int(*m.year)
	}
	if p.Tags, err = retag(p.Tags, *m.tags); err != nil {
		return p, err
	}
	byNumber := p.Episode == (store.Episode{}) && m.flags.Given("episode") || p.Title == p.Episode.DefaultTitle() || p.Episode.Series == "" && p.Title == numberOf(p.Episode)
	if m.flags.Given("series") || m.flags.Given("episode") {
		if p.Episode, err = m.place(p.Episode); err != nil {
			return p, err
		}
	}
	switch {
	case m.flags.Given("title"):
		if p.Title = *m.title; p.Episode.Series == "" { // a number in no series says nothing
			p.Episode = store.Episode{}
		}
	case byNumber && p.Episode.Series != "":
		p.Title = p.Episode.DefaultTitle()
	}
	return p, nil
}

// numberOf is the number of an episode whose series is not known.
func numberOf(e store.Episode) string {
	e.Series = "-"
	return e.Code()
}

// edit is what the flags change of a movie.
func (m movieFlags) edit(now store.Movie, about *string) (e store.Edit, err error) {
	e.About = about
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
	if m.flags.Given("vip-free") {
		e.VIPFree = m.vipFree
	}
	if m.flags.Given("year") {
		year := int(*m.year)
		e.Year = &year
	}
	if m.flags.Given("tag") {
		tags, err := retag(now.Tags, *m.tags)
		if err != nil {
			return e, err
		}
		e.Tags = &tags
	}
	if m.flags.Given("series") || m.flags.Given("episode") {
		place, err := m.place(now.Episode)
		if err != nil {
			return e, err
		}
		e.Episode = &place
	}
	if e.IsZero() {
		return e, cli.Misused(words.Say("要改什么？help edit 列出了能改的。", "What should change? `help edit` lists what can."))
	}
	return e, nil
}

// noSeries as the series of a movie takes it out of its series.
const noSeries = "none"

// place is where the flags put a movie that stands somewhere now: another series
// or another number, the other one staying.
func (m movieFlags) place(now store.Episode) (store.Episode, error) {
	if *m.series == noSeries {
		if m.flags.Given("episode") {
			return now, cli.Misused(words.Say("--series none 不能和 --episode 一起用。", "Choose one of --series none and --episode."))
		}
		return store.Episode{}, nil
	}
	if m.flags.Given("episode") {
		number, err := store.ParseEpisode(*m.episode)
		if err != nil {
			return now, err
		}
		number.Series = now.Series
		now = number
	}
	if m.flags.Given("series") {
		if now == (store.Episode{}) {
			return now, cli.Misused(words.Say("它是第几季第几集？--episode 2x03。", "Which season and episode is it? --episode 2x03."))
		}
		now.Series = *m.series
	}
	return now, nil
}

// retag is tags with changes: +T and T add one, -T removes one.
func retag(tags, changes []string) ([]string, error) {
	tags = slices.Clone(tags)
	for _, c := range changes {
		name, drop := strings.CutPrefix(c, "-")
		if !drop {
			name = strings.TrimPrefix(c, "+")
		}
		tag, err := store.CheckTag(name)
		if err != nil {
			return nil, err
		}
		tags = slices.DeleteFunc(tags, func(t string) bool { return drop && title.Folded(t) == title.Folded(tag) })
		if !drop {
			tags = append(tags, tag)
		}
	}
	return tags, nil
}

var sayFreeOrPrice = words.Say("--free 和 --price 要选一个。", "Choose one of --free and --price.")
