package tui

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
)

// publishForm is a form for what a movie is called and what it costs. The price is
// asked for only where there is one.
type publishForm struct {
	*form
	title, kind, price *field
}

const (
	kindFree = "free"
	kindPaid = "paid"
)

func newPublishForm(h *Env, title string, free bool, price store.Fen) publishForm {
	t := publishForm{
		title: &field{label: textAdminTitle, max: store.MaxTitle, check: checkTitle},
		kind:  &field{label: textAdminKind, kind: choice, options: []option{{kindPaid, textPaid}, {kindFree, textFree}}},
		price: &field{label: textAdminYuan, hint: textAdminYuanHint, max: 12, narrow: true, check: checkPaid},
	}
	t.title.set(title)
	if free {
		t.kind.set(kindFree)
	}
	t.price.set(price.Yuan())
	t.form = &form{Display: &h.Display, fail: h.fail}
	t.arrange()
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

func (t *publishForm) free() bool { return t.kind.value() == kindFree }

// arrange shows the price or leaves it out.
func (t *publishForm) arrange() {
	t.fields = []*field{t.title, t.kind}
	if !t.free() {
		t.fields = append(t.fields, t.price)
	}
}

func (t *publishForm) Update(msg tea.Msg) tea.Cmd {
	onButton := t.form.at == len(t.fields)
	cmd := t.form.Update(msg)
	if t.arrange(); onButton {
		t.form.at = len(t.fields)
	}
	return cmd
}

// said is what the form says, once it is right.
func (t *publishForm) said() store.Publication {
	p := store.Publication{Title: strings.TrimSpace(t.title.value()), Free: t.free()}
	if !p.Free {
		p.Price, _ = store.ParseYuan(t.price.value())
	}
	return p
}

// about is the field that a refusal speaks of.
func (t *publishForm) about(err error) int {
	switch {
	case errors.Is(err, store.ErrTitle):
		return slices.Index(t.fields, t.title)
	case errors.Is(err, store.ErrAmount):
		return slices.Index(t.fields, t.price)
	case errors.Is(err, store.ErrNoFreeOrPrice):
		return slices.Index(t.fields, t.kind)
	}
	return -1
}
