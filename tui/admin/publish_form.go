package admin

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
)

// publishForm is a form for what a movie is called and what it costs. The price is
// asked for only where there is one.
type publishForm struct {
	*ui.Form
	title, kind, price *ui.Field
}

const (
	kindFree = "free"
	kindPaid = "paid"
)

// newPublishForm shows what a movie is, or may become.
func newPublishForm(e *screen.Env, shown store.Publication) publishForm {
	t := publishForm{
		title: &ui.Field{Label: textTitle, Max: store.MaxTitle, Check: checkTitle},
		kind:  &ui.Field{Label: textKind, Kind: ui.Choice, Options: []ui.Option{{Value: kindPaid, Says: screen.TextPaid}, {Value: kindFree, Says: screen.TextFree}}},
		price: &ui.Field{Label: textYuan, Hint: textYuanHint, Max: 12, Narrow: true, Check: checkPaid},
	}
	t.title.Set(shown.Title)
	if shown.Free {
		t.kind.Set(kindFree)
	}
	t.price.Set(shown.Price.Yuan())
	t.Form = &ui.Form{Display: &e.Display, Fail: e.Fail}
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

func (t *publishForm) free() bool { return t.kind.Value() == kindFree }

// arrange shows the price or leaves it out.
func (t *publishForm) arrange() {
	t.Fields = []*ui.Field{t.title, t.kind}
	if !t.free() {
		t.Fields = append(t.Fields, t.price)
	}
}

func (t *publishForm) Update(msg tea.Msg) tea.Cmd {
	onButton := t.Form.At == len(t.Fields)
	cmd := t.Form.Update(msg)
	if t.arrange(); onButton {
		t.Form.At = len(t.Fields)
	}
	return cmd
}

// said is what the form says, once it is right.
func (t *publishForm) said() store.Publication {
	p := store.Publication{Title: strings.TrimSpace(t.title.Value()), Free: t.free()}
	if !p.Free {
		p.Price, _ = store.ParseYuan(t.price.Value())
	}
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
	}
	return -1
}
