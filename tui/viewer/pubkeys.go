package viewer

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// pubkeys are the public keys that open the account.
type pubkeys struct {
	*Screens
	rows  ui.List
	all   []store.Key
	asker screen.Asker
}

func newKeys(v *Screens) ui.Screen { return &pubkeys{Screens: v} }

func (s *pubkeys) Init() tea.Cmd  { return s.load() }
func (s *pubkeys) Title() words.T { return textKeys }

func (s *pubkeys) load() tea.Cmd {
	return screen.Load(s.Env, s, &s.asker, s.load, s.Shop.Keys, func(all []store.Key) tea.Cmd {
		s.all = all
		s.rows.At = max(0, min(s.rows.At, len(all)-1))
		return nil
	})
}

func (s *pubkeys) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(screen.NewsMsg); ok && m.About(store.TopicAccount) {
		return s.load()
	}
	return nil
}

func (s *pubkeys) Keys() []ui.Key {
	ks := []ui.Key{{On: "a", Says: textKeyAdd, Do: func() tea.Cmd { return s.Push(newAddKey(s.Screens, s)) }}}
	if len(s.all) > 0 {
		k := s.all[s.rows.At]
		ks = append(ks,
			ui.Key{On: "x delete", Says: textKeyRemove, Do: s.remove},
			ui.Key{On: "y", Says: textKeyCopyLine, Quiet: true, Do: func() tea.Cmd { return s.Copy(ui.Clean(k.Line)) }})
	}
	ks = append(ks, s.asker.Retry(s.load)...)
	if len(s.all) > 1 {
		ks = append(ks, s.rows.Keys(len(s.all), nil)...)
	}
	return ks
}

func (s *pubkeys) remove() tea.Cmd {
	k := s.all[s.rows.At]
	what := textRemoveKeyWhat
	if k.Fingerprint == s.Actor.Key {
		what = textRemoveKeyOwn
	}
	return s.Confirm(ui.Question{
		Title: textRemoveKeyTitle, Yes: textKeyRemove, No: textKeep, Danger: true,
		Body: func() []string {
			return []string{ui.Clean(k.Fingerprint), ui.Clean(k.Comment), "", s.Styles.Mute.Render(s.Say(what))}
		},
		Do: func(asked ui.Screen) tea.Cmd {
			return screen.Do(s.Env, s, func(ctx context.Context, a store.Actor) error { return s.Shop.RemoveKey(ctx, a, k.Fingerprint) },
				func(err error) tea.Cmd {
					s.Close(asked)
					if err != nil {
						return s.Fail(err)
					}
					if k.Fingerprint == s.Actor.Key {
						return s.Leave() // this session has no proof any more
					}
					return tea.Batch(s.load(), s.Tell(textKeyRemoved))
				})
		},
	})
}

func (s *pubkeys) View(w, h int) string {
	if body, instead := s.asker.Instead(&s.Display, len(s.all), w, h); instead {
		return body
	}
	if len(s.all) == 0 {
		return s.Nothing(s.Say(textNoKeys), s.Say(textNoKeysTip), w, h)
	}
	from, to := s.rows.Window(len(s.all), max(1, h/2))
	var ls []string
	for i := from; i < to; i++ {
		k := s.all[i]
		name := ui.Clean(k.Comment)
		if name == "" {
			name = ui.Clean(strings.Fields(k.Line + " ")[0])
		}
		note := s.Say(textAddedOn, s.Day(k.AddedAt))
		if k.Fingerprint == s.Actor.Key {
			note = s.Styles.Mark + " " + s.Say(textThisKey)
		}
		ls = append(ls,
			s.Item(&s.rows, i, cells.Ends(s.Styles.Strong.Render(cells.Clip(name, w-cells.Width(note)-4, s.Styles.More)), s.Styles.Mute.Render(note), w-2, s.Styles.More), w, nil),
			"  "+s.Styles.Mute.Render(cells.Clip(ui.Clean(k.Fingerprint), w-2, s.Styles.More)))
	}
	return strings.Join(ls, "\n")
}

// addKey takes one pasted line of authorized_keys.
type addKey struct {
	*Screens
	*ui.Form
	list *pubkeys
}

func newAddKey(v *Screens, list *pubkeys) ui.Screen {
	k := &addKey{Screens: v, list: list}
	k.Form = &ui.Form{Display: &v.Display, Fail: v.Fail, Button: textKeyAdd, Send: k.add, Fields: []*ui.Field{
		{Label: textKeyLine, Hint: textKeyLineHint, Kind: ui.ManyLines, Joined: true, Rows: 5, Shrinks: true, Max: 8000},
	}}
	return k
}

func (k *addKey) Title() words.T { return textAddKey }
func (k *addKey) View(w, h int) string {
	return k.Page(textAddKey, "", w, h)
}

func (k *addKey) add() tea.Cmd {
	line := strings.TrimSpace(k.Value(0))
	return screen.Ask(k.Env, k, func(ctx context.Context, a store.Actor) (store.Key, error) { return k.Shop.AddKey(ctx, a, line) },
		func(added store.Key, err error) tea.Cmd {
			if err != nil {
				return k.Answered(err, 0)
			}
			return tea.Batch(k.Back(k, textKeyAdded, ui.Clean(added.Fingerprint)), k.list.load())
		})
}
