package tui

import (
	"fmt"
	"strings"
	"testing"

	"youku.example/tui/ui"
)

const deskTabs = 8

// everyTab gives each tab, with a few rows of it selected one after another.
func everyTab(b *backstage, look func(where string)) {
	for n := range deskTabs {
		b.press("esc")
		b.pressAdmin()
		b.tab(n)
		look(fmt.Sprintf("tab %d", n))
		for row := range 8 {
			b.press("down")
			look(fmt.Sprintf("tab %d row %d", n, row+1))
		}
	}
}

func TestAdmin_NoKeyIsDoubled(t *testing.T) {
	for name, stock := range map[string]stocker{"full": stocked, "empty": nothing} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, stock, func(b *backstage) {
				everyTab(b, func(where string) { b.oneEach(where) })
			})
		})
	}
	for name, open := range map[string][]string{
		"publish": {"enter"}, "edit": {"tab", "enter"}, "credit": {"tab", "tab", "enter"}, "post": {"tab", "tab", "tab", "n"},
		"mint": {"tab", "tab", "tab", "tab", "enter"}, "search": {"tab", "/"}, "bought": {"tab", "tab", "b"}, "discard": {"x"},
		"minted": {"tab", "tab", "tab", "tab", "enter", "5", "enter", "1", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, stocked, func(b *backstage) {
				b.press(open...)
				b.oneEach(name)
				if _, ok := b.model.Top().(ui.TextEntry); ok {
					b.press("tab")
					b.oneEach(name + ", the next field")
				}
			})
		})
	}
}

// oneEach fails where one stroke means two things on a screen, or a key says
// or does nothing. Esc may mean less than everywhere, for it ends a search.
func (b *backstage) oneEach(where string) {
	b.t.Helper()
	means := map[string]string{}
	keys := b.model.Top().Keys()
	if t, ok := b.model.Top().(ui.TextEntry); !ok || !t.Typing() {
		keys = append(keys, b.model.common()...)
	}
	for _, k := range keys {
		says := b.say(k)
		if k.Do == nil || says == "" {
			b.t.Errorf("%s: the key %q does or says nothing", where, k.On)
		}
		for _, on := range strings.Fields(k.On) {
			if was, taken := means[on]; taken && on != "esc" {
				b.t.Errorf("%s: %q is both %q and %q", where, on, was, says)
			}
			means[on] = says
		}
	}
}

func (b *backstage) say(k ui.Key) string { return b.model.Say(k.Says) }

// No key is dead: each one that a tab shows changes what is seen, is a deed,
// or copies something.
func TestAdmin_NoKeyIsDead(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		for n := range deskTabs {
			b.pressAdmin()
			b.tab(n)
			b.press("down")
			for _, k := range b.model.Top().Keys() {
				on := strings.Fields(k.On)[0]
				if k.Quiet && !strings.Contains("shift+tab y", on) {
					continue // up and down, tried by hand
				}
				before, did, clip := b.screen(), len(b.c.did), b.clip
				b.press(on)
				if b.screen() == before && len(b.c.did) == did && b.clip == clip {
					b.t.Errorf("tab %d: %q (%s) does nothing", n, on, b.say(k))
				}
				for len(b.model.Stack) > 1 {
					b.press("esc")
				}
				b.model.Shown = nil
				if d := b.model.Top().(ui.TextEntry); d.Typing() {
					b.press("esc")
				}
				b.tab(n)
				b.clip = ""
			}
		}
	})
}
