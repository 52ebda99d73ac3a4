package tui

import (
	"context"
	"testing"

	"youku.example/store"
)

// countedLibrary is a shop that counts how often it is asked for its library.
type countedLibrary struct {
	Shop
	asked *int
}

func (c countedLibrary) Library(ctx context.Context, a store.Actor, q store.LibraryQuery) ([]store.LibraryEntry, error) {
	*c.asked++
	return c.Shop.Library(ctx, a, q)
}

// TestHidden_AsksWhenItIsSeen holds that a place out of sight asks the shop for
// nothing, whatever changes, and once when it comes back.
func TestHidden_AsksWhenItIsSeen(t *testing.T) {
	play(t, alice, func(s *stage) {
		asked := 0
		s.model.screens.Shop = countedLibrary{s.shop, &asked}
		s.press("5")
		for _, title := range []string{"One", "Two", "Three"} {
			_, err := s.shop.Edit(s.testShop.ctx, s.boss, 1, store.Edit{Title: &title})
			s.must(err)
			s.settle()
		}
		if asked != 0 {
			t.Errorf("asked %d times out of sight", asked)
		}
		s.press("1")
		s.sees("Three")
		if asked != 1 {
			t.Errorf("asked %d times when it came back", asked)
		}
		s.press("5", "1")
		if asked != 1 {
			t.Errorf("asked %d times although nothing changed", asked)
		}
	})
}
