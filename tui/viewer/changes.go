package viewer

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// changes lists, once after the login, what others changed of the account.
type changes struct {
	*Screens
	list []store.AccountChange
}

// AskChanges opens the screen if there is something to tell.
func (v *Screens) AskChanges() tea.Cmd {
	return screen.Ask(v.Env, nil, func(ctx context.Context, a store.Actor) ([]store.AccountChange, error) {
		return v.Shop.UntoldChanges(ctx, a)
	},
		func(list []store.AccountChange, err error) tea.Cmd {
			if err != nil || len(list) == 0 {
				return v.Fail(err)
			}
			return v.Push(&changes{Screens: v, list: list})
		})
}

func (c *changes) Init() tea.Cmd          { return nil }
func (c *changes) Title() words.T         { return textChanges }
func (c *changes) Update(tea.Msg) tea.Cmd { return nil }

func (c *changes) Keys() []ui.Key {
	return []ui.Key{{On: "enter esc", Says: textChangesSeen, Do: c.seen}}
}

func (c *changes) seen() tea.Cmd {
	upTo := c.list[len(c.list)-1].ID
	told := screen.Do(c.Env, nil, func(ctx context.Context, a store.Actor) error { return c.Shop.MarkChangesTold(ctx, a, upTo) }, c.Fail)
	return tea.Batch(c.Close(c), told)
}

func (c *changes) View(w, h int) string {
	ls := []string{c.Styles.Strong.Render(c.Say(textChanges)), ""}
	for _, change := range c.list {
		ls = append(ls, cells.Wrap(words.AccountChange(change, c.Now(), c.Location, c.Lang), w-4)...)
	}
	ls = append(ls, "")
	for _, l := range cells.Wrap(c.Say(words.NotAsked), w-4) {
		ls = append(ls, c.Styles.Mute.Render(l))
	}
	ls = append(ls, "", c.Click(c.Button(textChangesSeen, true, false), c.seen))
	if len(ls) > h { // what to do about it matters most
		ls = ls[len(ls)-h:]
	}
	return cells.Middle(ls, w, h)
}
