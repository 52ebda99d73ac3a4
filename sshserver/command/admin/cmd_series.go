package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// SeriesEdit changes what is said of a series.
func SeriesEdit(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "series edit", Gate: cli.Admin, Args: "ID [--title T] …", Need: 1, Group: cli.GroupMovies,
		Help:     words.Say("改合集的名字、年份、标签、简介", "changes a series' title, year, tags, words"),
		More:     words.Say("合集的文件夹名不变。回答是这部合集和它的每一集。", "Its folder keeps its name. The answer is the series with its episodes."),
		Examples: []string{`series edit 2 --title "'The Four Hours'"`, "series edit 2 --year 2021 --tag +科幻 --tag -旧", "series edit 2 --about-stdin < about.txt"},
		Make: func(f *cli.Flags) cli.Runner {
			flags := newSaidFlags(f)
			return func(ctx context.Context, call *cli.Call) error {
				id, err := call.ID(0)
				if err != nil {
					return err
				}
				about, err := flags.readAbout(ctx, call)
				if err != nil {
					return err
				}
				now, _, err := shop.Series(ctx, call.Actor, id)
				if err != nil {
					return err
				}
				e, err := flags.seriesEdit(now.Series, about)
				if err != nil {
					return err
				}
				if _, err := shop.EditSeries(ctx, call.Actor, id, e); err != nil {
					return err
				}
				l, episodes, err := shop.Series(ctx, call.Actor, id)
				if err != nil {
					return err
				}
				return call.Answer(view.WholeSeries(l, episodes), func(p *cli.Page) {
					p.Say(words.Say("《%[2]s》（合集 %[1]d）改好了。", "“%[2]s” (series %[1]d) is changed."), id, l.Title)
				})
			}
		},
	}
}

// seriesEdit is what the flags change of a series.
func (m saidFlags) seriesEdit(now store.Series, about *string) (e store.SeriesEdit, err error) {
	e.About = about
	if m.flags.Given("title") {
		e.Title = m.title
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
	if e == (store.SeriesEdit{}) {
		return e, cli.Misused(words.Say("要改什么？help series edit 列出了能改的。", "What should change? `help series edit` lists what can."))
	}
	return e, nil
}
