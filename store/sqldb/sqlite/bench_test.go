package sqlite_test

import (
	"fmt"
	"testing"

	"youku.example/store"
	"youku.example/store/storetest/stock"
)

// stocked is an open shop with movies in it.
func stocked(b *testing.B, movies int) *store.Shop {
	b.Helper()
	db, err := open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	if err := stock.Fill(b.Context(), db, 0, movies); err != nil {
		b.Fatal(err)
	}
	s, err := store.Open(b.Context(), db, store.DefaultRules())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// The pages of a small library; go run ./sshserver/tools/bench/catalogue asks for
// those of a large one.
func BenchmarkShop_Movies(b *testing.B) {
	s := stocked(b, 2000)
	for _, search := range []string{"", "人", "爱情", "the", "zhong", "zg"} {
		for _, sort := range []store.Sort{store.ByNew, store.ByTitle, store.ByPrice} {
			b.Run(fmt.Sprintf("%s/%s", search, sort), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := s.Movies(b.Context(), store.Actor{Role: store.RoleGuest}, store.Query{Search: search, Sort: sort}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// Pages of the library, plain and narrowed.
func BenchmarkShop_Library(b *testing.B) {
	s := stocked(b, 4000)
	for name, q := range map[string]store.LibraryQuery{"plain": {}, "tag": {Tag: "剧情"}, "search": {Search: "人"}} {
		for _, sort := range []store.Sort{store.ByNew, store.ByTitle, store.ByPrice} {
			b.Run(fmt.Sprintf("%s/%s", name, sort), func(b *testing.B) {
				b.ReportAllocs()
				q := q
				q.Sort = sort
				for b.Loop() {
					if _, err := s.Library(b.Context(), store.Actor{Role: store.RoleGuest}, q); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkFill(b *testing.B) {
	db, err := open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	b.ReportAllocs()
	at := 0
	for b.Loop() {
		if err := stock.Fill(b.Context(), db, at, at+100); err != nil {
			b.Fatal(err)
		}
		at += 100
	}
}
