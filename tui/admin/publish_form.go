package admin

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/proposal"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// publishForm is a form for what is said of a movie and what it costs. The price
// is asked for only where there is one, and the number only in a series.
type publishForm struct {
	*ui.Form
	priceless                      bool // it asks for no price
	title, kind, price             *ui.Field
	series, episode, year, details *ui.Field
	tags                           *tagsField
}

const (
	kindFree    = "free"
	kindPaid    = "paid"
	kindVIPFree = "vip-free"
)

// kinds are the ways in which a movie may cost something, or nothing.
var kinds = []ui.Option{{Value: kindPaid, Says: screen.TextPaid}, {Value: kindFree, Says: screen.TextFree}, {Value: kindVIPFree, Says: words.VIPFree}}

// newPublishForm shows what a movie is, or may become.
func newPublishForm(d *Screen, shown store.Publication) publishForm {
	t := publishForm{
		title: &ui.Field{Label: textTitle, Max: store.MaxTitle, Check: checkTitle},
		kind:  &ui.Field{Label: textKind, Kind: ui.Choice, Options: kinds},
		price: &ui.Field{Label: textYuan, Hint: textYuanHint, Max: 12, Narrow: true, Check: checkPaid},

		series:  &ui.Field{Label: textSeries, Hint: textSeriesHint, Max: store.MaxTitle, Check: checkSeries},
		episode: &ui.Field{Label: textEpisode, Hint: textEpisodeHint, Max: 16, Narrow: true, Check: checkEpisode},
		year:    &ui.Field{Label: textYear, Max: 4, Narrow: true, Check: checkYear},
		tags:    newTagsField(d, textTags),
		details: &ui.Field{Label: textAbout, Kind: ui.ManyLines, Max: store.MaxAbout, Rows: 4, Shrinks: true, Check: checkAbout},
	}
	t.title.Set(shown.Title)
	t.series.Set(shown.Episode.Series)
	if shown.Episode != (store.Episode{}) { // it may have a number and no series yet
		at := shown.Episode
		at.Series = "-"
		t.episode.Set(at.Short())
	}
	if shown.Year != 0 {
		t.year.Set(strconv.Itoa(shown.Year))
	}
	t.tags.Set(strings.Join(shown.Tags, ", "))
	t.details.Set(shown.About)
	switch {
	case shown.Free:
		t.kind.Set(kindFree)
	case shown.VIPFree:
		t.kind.Set(kindVIPFree)
	}
	t.price.Set(shown.Price.Yuan())
	t.Form = &ui.Form{Display: &d.Display, Fail: d.Fail}
	t.arrange()
	t.Clicked = t.arrange
	return t
}

func checkTitle(s string) error {
	_, err := store.CheckTitle(s)
	return err
}

// checkPaid takes a price above nothing; for nothing there is the choice.
func checkPaid(s string) error {
	price, err := store.ParseYuan(s)
	if err == nil && price == 0 {
		return store.ErrNoFreeOrPrice
	}
	return err
}

func checkSeries(s string) error {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	return checkTitle(s)
}

func checkEpisode(s string) error {
	_, err := store.ParseEpisode(strings.TrimSpace(s))
	return err
}

// parseYear takes a year as it is typed; nothing is no year.
func parseYear(s string) (int, error) {
	if s = strings.TrimSpace(s); s == "" {
		return 0, nil
	}
	year, err := strconv.Atoi(s)
	if err != nil || year == 0 {
		return 0, store.ErrYear
	}
	return year, store.CheckYear(year)
}

func checkYear(s string) error {
	_, err := parseYear(s)
	return err
}

func checkTags(s string) error {
	_, err := store.ParseTags(s)
	return err
}

func checkAbout(s string) error {
	_, err := store.CheckAbout(s)
	return err
}

func (t *publishForm) free() bool { return t.kind.Value() == kindFree }

// arrange shows the price or leaves it out.
func (t *publishForm) arrange() {
	t.Fields = []*ui.Field{t.title}
	if !t.priceless {
		t.Fields = append(t.Fields, t.kind)
		if !t.free() {
			t.Fields = append(t.Fields, t.price)
		}
	}
	t.Fields = append(t.Fields, t.series)
	if t.inSeries() {
		t.Fields = append(t.Fields, t.episode)
	}
	t.Fields = append(t.Fields, t.year, t.tags.Field, t.details)
}

func (t *publishForm) inSeries() bool { return strings.TrimSpace(t.series.Value()) != "" }

func (t *publishForm) Update(msg tea.Msg) tea.Cmd {
	return tea.Batch(t.Keep(t.arrange, msg), t.tags.suggest())
}

// doubt marks the fields that were guessed.
func (t *publishForm) doubt(p proposal.Proposal) {
	for name, field := range map[string]*ui.Field{
		proposal.Title: t.title, proposal.Series: t.series, proposal.Season: t.episode, proposal.Episode: t.episode, proposal.Year: t.year,
	} {
		if slices.Contains(p.Doubtful, name) {
			field.Doubt = textGuessed
		}
	}
}

// said is what the form says, once it is right.
func (t *publishForm) said() store.Publication {
	p := store.Publication{Title: strings.TrimSpace(t.title.Value()), Free: t.free(), VIPFree: t.kind.Value() == kindVIPFree}
	if !p.Free {
		p.Price, _ = store.ParseYuan(t.price.Value())
	}
	if t.inSeries() {
		p.Episode, _ = store.ParseEpisode(strings.TrimSpace(t.episode.Value()))
		p.Episode.Series = strings.TrimSpace(t.series.Value())
	}
	p.Year, _ = parseYear(t.year.Value())
	p.Tags, _ = store.ParseTags(t.tags.Value())
	p.About = t.details.Value()
	return p
}

// about is the field that a refusal speaks of.
func (t *publishForm) about(err error) int {
	switch {
	case errors.Is(err, store.ErrTitle):
		return slices.Index(t.Fields, t.title)
	case errors.Is(err, store.ErrAmount):
		return slices.Index(t.Fields, t.price)
	case errors.Is(err, store.ErrNoFreeOrPrice):
		return slices.Index(t.Fields, t.kind)
	case errors.Is(err, store.ErrEpisode), errors.Is(err, store.ErrEpisodeTaken):
		return slices.Index(t.Fields, t.episode)
	case errors.Is(err, store.ErrYear):
		return slices.Index(t.Fields, t.year)
	case errors.Is(err, store.ErrTag), errors.Is(err, store.ErrTooManyTags):
		return slices.Index(t.Fields, t.tags.Field)
	}
	return -1
}
