package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// pubkeys are the public keys that open the account.
type pubkeys struct {
	*Screens
	rows   list
	all    []store.Key
	loaded bool
	err    error
}

func newKeys(h *Screens) screen { return &pubkeys{Screens: h} }

func (s *pubkeys) Init() tea.Cmd  { return s.load() }
func (s *pubkeys) Title() words.T { return textKeys }

func (s *pubkeys) load() tea.Cmd {
	return ask(s.Env, s, func(ctx context.Context, a store.Actor) ([]store.Key, error) { return s.Shop.Keys(ctx, a) },
		func(all []store.Key, err error) tea.Cmd {
			s.loaded, s.err = true, err
			if err == nil {
				s.all = all
				s.rows.at = max(0, min(s.rows.at, len(all)-1))
			}
			return nil
		})
}

func (s *pubkeys) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(newsMsg); ok && m.about(store.TopicAccount) {
		return s.load()
	}
	return nil
}

func (s *pubkeys) Keys() []key {
	ks := []key{{on: "a", says: textKeyAdd, do: func() tea.Cmd { return s.push(newAddKey(s.Screens, s)) }}}
	if len(s.all) > 0 {
		k := s.all[s.rows.at]
		ks = append(ks,
			key{on: "x delete", says: textKeyRemove, do: s.remove},
			key{on: "y", says: textKeyCopyLine, quiet: true, do: func() tea.Cmd { return s.copy(clean(k.Line)) }})
	}
	if s.err != nil {
		ks = append(ks, key{on: "r", says: textKeyAgain, do: s.load})
	}
	if len(s.all) > 1 {
		ks = append(ks, s.rows.keys(len(s.all), nil)...)
	}
	return ks
}

func (s *pubkeys) remove() tea.Cmd {
	k := s.all[s.rows.at]
	what := textRemoveKeyWhat
	if k.Fingerprint == s.Actor.Key {
		what = textRemoveKeyOwn
	}
	return s.confirm(question{
		title: textRemoveKeyTitle, yes: textKeyRemove, no: textKeep, danger: true,
		body: func() []string {
			return []string{clean(k.Fingerprint), clean(k.Comment), "", s.styles.mute.Render(s.say(what))}
		},
		do: func(asked screen) tea.Cmd {
			return do(s.Env, s, func(ctx context.Context, a store.Actor) error { return s.Shop.RemoveKey(ctx, a, k.Fingerprint) },
				func(err error) tea.Cmd {
					s.close(asked)
					if err != nil {
						return s.fail(err)
					}
					if k.Fingerprint == s.Actor.Key {
						return s.leave() // this session has no proof any more
					}
					return tea.Batch(s.load(), s.tell(textKeyRemoved))
				})
		},
	})
}

func (s *pubkeys) View(w, h int) string {
	switch {
	case s.err != nil && len(s.all) == 0:
		return middle(wrap(s.styles.cross+" "+s.errorText(s.err), w-4), w, h)
	case !s.loaded:
		return s.wait(w, h)
	case len(s.all) == 0:
		return s.nothing(s.say(textNoKeys), s.say(textNoKeysTip), w, h)
	}
	from, to := s.rows.window(len(s.all), max(1, h/2))
	var ls []string
	for i := from; i < to; i++ {
		k := s.all[i]
		name := clean(k.Comment)
		if name == "" {
			name = clean(strings.Fields(k.Line + " ")[0])
		}
		note := s.say(textAddedOn, s.day(k.AddedAt))
		if k.Fingerprint == s.Actor.Key {
			note = s.styles.mark + " " + s.say(textThisKey)
		}
		ls = append(ls,
			s.item(&s.rows, i, ends(s.styles.strong.Render(clip(name, w-width(note)-4, s.styles.more)), s.styles.mute.Render(note), w-2, s.styles.more), w),
			"  "+s.styles.mute.Render(clip(clean(k.Fingerprint), w-2, s.styles.more)))
	}
	return strings.Join(ls, "\n")
}

// addKey takes one pasted line of authorized_keys.
type addKey struct {
	*Screens
	*form
	list *pubkeys
}

func newAddKey(h *Screens, list *pubkeys) screen {
	k := &addKey{Screens: h, list: list}
	k.form = &form{Display: &h.Display, fail: h.fail, button: textKeyAdd, send: k.add, fields: []*field{
		{label: textKeyLine, hint: textKeyLineHint, kind: manyLines, joined: true, rows: 5, max: 8000},
	}}
	return k
}

func (k *addKey) Title() words.T { return textAddKey }
func (k *addKey) View(w, h int) string {
	k.fields[0].rows = max(1, min(5, h-5))
	return k.page(textAddKey, "", w, h)
}

func (k *addKey) add() tea.Cmd {
	line := strings.TrimSpace(k.value(0))
	return ask(k.Env, k, func(ctx context.Context, a store.Actor) (store.Key, error) { return k.Shop.AddKey(ctx, a, line) },
		func(added store.Key, err error) tea.Cmd {
			if err != nil {
				return k.answered(err, 0)
			}
			return tea.Batch(k.back(k, textKeyAdded, clean(added.Fingerprint)), k.list.load())
		})
}
