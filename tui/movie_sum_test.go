package tui

import (
	"testing"

	"youku.example/store"
)

// TestMovie_Sum holds that a movie's page shows its SHA-256 whole, beside a
// poster and below one: part of a checksum proves nothing.
func TestMovie_Sum(t *testing.T) {
	play(t, guest, func(s *stage) {
		s.press("2")
		seek(s, "moon")
		s.press("enter")
		if s.kind() != "movie" {
			t.Fatal("no movie's page is open")
		}
		found, err := s.shop.Movies(s.testShop.ctx, s.model.Actor, store.Query{Search: "moon", Limit: 1})
		s.must(err)
		sum := found[0].SHA256
		s.size(120, 36)
		s.sees(sum[:32], sum[32:])
		s.size(100, 30)
		s.sees(sum[:32], sum[32:])
		s.size(160, 45)
		s.sees(sum)
		s.size(80, 45)
		s.sees(sum)
		s.size(60, 45)
		s.sees(sum[:32], sum[32:])
	})
}
