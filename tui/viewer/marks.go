package viewer

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/mark"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// markKeys mark a movie, or take the mark away.
func (v *Screens) markKeys(from ui.Screen, m store.Listing) (ks []ui.Key) {
	if !v.User() {
		return nil
	}
	for _, k := range []struct {
		on      string
		of      mark.Kind
		set, no words.T
	}{
		{"f", mark.Favourite, textKeyFavourite, textKeyNoFavourite},
		{"w", mark.Later, textKeyLater, textKeyNoLater},
		{"x", mark.Seen, textKeySeen, textKeyNotSeen},
	} {
		says := k.set
		if m.Marks.Has(k.of) {
			says = k.no
		}
		ks = append(ks, ui.Key{On: k.on, Says: says, Quiet: true, Do: func() tea.Cmd { return v.mark(from, m, k.of) }})
	}
	return ks
}

// mark turns a mark of a movie round. What changed then reaches the screens as any
// other change does.
func (v *Screens) mark(from ui.Screen, m store.Listing, k mark.Kind) tea.Cmd {
	on := !m.Marks.Has(k)
	return screen.Ask(v.Env, from, func(ctx context.Context, a store.Actor) ([]store.Listing, error) {
		return v.Shop.Mark(ctx, a, []int64{m.ID}, k, on)
	}, func(_ []store.Listing, err error) tea.Cmd {
		if err != nil {
			return v.Fail(err)
		}
		return v.Tell(words.Marked(k, on), screen.MovieName(m.Movie))
	})
}

// followKeys follow a series, or no longer.
func (v *Screens) followKeys(from ui.Screen, on string, s store.SeriesListing) []ui.Key {
	if !v.User() {
		return nil
	}
	says := textKeyFollow
	if s.Following {
		says = textKeyUnfollow
	}
	return []ui.Key{{On: on, Says: says, Quiet: true, Do: func() tea.Cmd { return v.follow(from, s) }}}
}

func (v *Screens) follow(from ui.Screen, s store.SeriesListing) tea.Cmd {
	on := !s.Following
	return screen.Ask(v.Env, from, func(ctx context.Context, a store.Actor) (store.SeriesListing, error) {
		return v.Shop.Follow(ctx, a, s.ID, on)
	}, func(_ store.SeriesListing, err error) tea.Cmd {
		if err != nil {
			return v.Fail(err)
		}
		return v.Tell(words.Marked(mark.Following, on), ui.Clean(s.Title))
	})
}

// likelySeen reports whether a movie is proposed to be marked as seen.
func (v *Screens) likelySeen(m store.Listing) bool {
	return v.User() && m.Grant != nil && mark.LikelySeen(m.Marks, m.Grant.Sent, m.Size)
}

// marksOf are the signs of what one says of a movie, each behind a space; "" for none.
func (v *Screens) marksOf(s mark.Set) (signs string) {
	if s.Favourite {
		signs += v.Styles.Star
	}
	if s.Later {
		signs += v.Styles.Clock
	}
	if s.Seen {
		signs += v.Styles.Eye
	}
	if signs != "" {
		signs = " " + signs
	}
	return signs
}

// followed is the sign of a series that one follows, as marksOf.
func (v *Screens) followed(s store.SeriesListing) string {
	return v.marksOf(mark.Set{Favourite: s.Following})
}
