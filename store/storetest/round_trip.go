package storetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"youku.example/store"
)

// testRoundTrips writes rows of which every field has a value, and reads them
// back the same: a field that an engine forgets in one of its mappings is lost
// here. Each is written anew with other values where a Set… does that.
func testRoundTrips(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	user := h.userRoundTrip()
	series := h.seriesRoundTrip()
	movie := h.movieRoundTrip(series)
	entry := h.ledgerRoundTrip(user, movie)
	sale := h.saleRoundTrip(user, movie, entry)
	h.grantRoundTrip(user, movie, sale)
	h.incomingRoundTrip()
	h.folderRoundTrip()
	h.importRoundTrip()
	h.noticeRoundTrip(user)
	h.changeRoundTrip(user)
	h.auditRoundTrip()
	h.publishedRoundTrip()
	h.editedRoundTrip()
}

func (h *testShop) update(fn func(store.Tx) error) {
	h.t.Helper()
	h.must(h.db.Update(h.ctx, fn))
}

// read is one row, or the list of them, as the engine has it.
func read[T any](h *testShop, fn func(store.View) (T, error)) (v T) {
	h.t.Helper()
	h.must(h.db.View(h.ctx, func(view store.View) (err error) {
		v, err = fn(view)
		return err
	}))
	return v
}

func same(h *testShop, what string, got, want any) {
	h.t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		h.t.Errorf("%s was written (-) and read (+):\n%s", what, d)
	}
}

func (h *testShop) userRoundTrip() store.User {
	u := Filled(h.t, 1, func(u *store.User) { u.ID = 0 })
	k := Filled[store.Key](h.t, 1, nil)
	h.update(func(tx store.Tx) error {
		if err := tx.AddUser(h.ctx, &u); err != nil {
			return err
		}
		return tx.AddKey(h.ctx, u.ID, k)
	})
	byID := func(v store.View) (store.User, error) { return v.UserByID(h.ctx, u.ID) }
	same(h, "a user", read(h, byID), u)
	same(h, "a key", read(h, func(v store.View) ([]store.Key, error) { return v.UserKeys(h.ctx, u.ID) }), []store.Key{k})

	next := Filled(h.t, 2, func(n *store.User) { n.ID, n.Balance, n.CreatedAt = u.ID, u.Balance, u.CreatedAt })
	h.update(func(tx store.Tx) error { return tx.SetUser(h.ctx, next) })
	same(h, "a user, set", read(h, byID), next)
	same(h, "a user, removed", read(h, func(v store.View) ([]store.User, error) { return v.RemovedAs(h.ctx, []string{next.Was, "x"}) }), []store.User{next})
	next.RemovedAt = time.Time{} // who was removed is in no list
	h.update(func(tx store.Tx) error { return tx.SetUser(h.ctx, next) })
	people := read(h, func(v store.View) ([]store.Person, error) {
		return v.People(h.ctx, store.ListQuery{Search: next.Fold}, store.Span{Limit: 1})
	})
	same(h, "a person", people, []store.Person{{Account: next.Account}})
	return next
}

// seriesRoundTrip leaves the series without a movie: what is counted is none.
func (h *testShop) seriesRoundTrip() store.Series {
	uncounted := func(id int64, slug string) func(*store.Series) {
		return func(s *store.Series) { s.ID, s.Slug, s.Episodes, s.Seasons, s.Price, s.Newest = id, slug, 0, 0, 0, 0 }
	}
	s := Filled(h.t, 1, uncounted(0, ""))
	h.update(func(tx store.Tx) error { return tx.AddSeries(h.ctx, &s) })
	byID := func(v store.View) (store.Series, error) { return v.SeriesByID(h.ctx, s.ID) }
	same(h, "a series", read(h, byID), s)

	next := Filled(h.t, 2, uncounted(s.ID, s.Slug))
	next.CreatedAt = s.CreatedAt
	h.update(func(tx store.Tx) error { return tx.SetSeries(h.ctx, next) })
	same(h, "a series, set", read(h, byID), next)
	bySlug := func(v store.View) (store.Series, error) { return v.SeriesBySlug(h.ctx, s.Slug) }
	same(h, "a series by its folder", read(h, bySlug), next)
	return next
}

// in puts a movie into a series that is there.
func in(s store.Series, m *store.Movie) {
	m.SeriesID, m.SeriesSlug, m.Episode.Series = s.ID, s.Slug, s.Title
}

func (h *testShop) movieRoundTrip(s store.Series) store.Movie {
	m := Filled(h.t, 1, func(m *store.Movie) {
		m.ID, m.Free, m.Shelf, m.Streams = 0, false, store.OnShelf, store.StreamsYes
		in(s, m)
	})
	h.update(func(tx store.Tx) error { return tx.AddMovie(h.ctx, &m, store.IndexOf(m)) })
	byID := func(v store.View) (store.Movie, error) { return v.MovieByID(h.ctx, m.ID) }
	same(h, "a movie", read(h, byID), m)

	next := Filled(h.t, 2, func(n *store.Movie) {
		n.ID, n.Price, n.VIPFree, n.Streams = m.ID, 0, false, store.StreamsNo
		n.CreatedAt, n.Shelf, n.MissingSince = m.CreatedAt, m.Shelf, m.MissingSince // not SetMovie's
		in(s, n)
	})
	h.update(func(tx store.Tx) error { return tx.SetMovie(h.ctx, next, store.IndexOf(next)) })
	same(h, "a movie, set", read(h, byID), next)
	listed := next
	listed.About = "" // a list reads no paragraphs
	same(h, "a page", read(h, func(v store.View) ([]store.Movie, error) {
		return v.MoviePage(h.ctx, store.MoviePage{Priced: store.AnyPrice, Sort: store.ByNew, Limit: 2})
	}), []store.Movie{listed})
	counted := read(h, func(v store.View) (store.Series, error) { return v.SeriesByID(h.ctx, s.ID) })
	Shared(h.t, "a series with a movie", counted, s, "Episodes", "Seasons", "Price", "Newest")
	equal(h, "newest of a series", counted.Newest, m.ID)
	equal(h, "episodes of a series", counted.Episodes, 1)
	return listed
}

// ledgerRoundTrip compares a line with what a person's wallet says of it. Who
// wrote it and what it undoes no method reads back: they are for people with a
// copy of the database.
func (h *testShop) ledgerRoundTrip(u store.User, m store.Movie) store.LedgerEntry {
	postings := []store.Posting{
		{LedgerAccount: store.LedgerAccount{User: u.ID}, Amount: 700},
		{LedgerAccount: store.LedgerAccount{HouseAccount: store.HouseAccountCredits}, Amount: -700},
	}
	e := store.LedgerEntry{Kind: store.EntryCredit, At: time.Unix(1, 0), Postings: append([]store.Posting(nil), postings...)}
	h.update(func(tx store.Tx) error { return tx.AddEntry(h.ctx, &e) })
	undo := Filled(h.t, 1, func(undo *store.LedgerEntry) {
		undo.ID, undo.MovieID, undo.Reverses, undo.Postings = 0, m.ID, e.ID, postings
	})
	h.update(func(tx store.Tx) error { return tx.AddEntry(h.ctx, &undo) })
	same(h, "postings", read(h, func(v store.View) ([]store.Posting, error) { return v.Postings(h.ctx, undo.ID) }), undo.Postings)
	list := read(h, func(v store.View) ([]store.Entry, error) { return v.Entries(h.ctx, u.ID, store.Span{Limit: 1}) })
	Shared(h.t, "a line of a wallet", list[0], undo, "Amount", "Balance", "Title")
	equal(h, "amount", list[0].Amount, 700)
	equal(h, "balance", list[0].Balance, undo.Postings[0].Balance)
	equal(h, "title", list[0].Title, m.Title)
	return undo
}

func (h *testShop) saleRoundTrip(u store.User, m store.Movie, e store.LedgerEntry) store.Sale {
	sale := Filled(h.t, 1, func(s *store.Sale) {
		s.ID, s.Account, s.MovieID, s.Entry = 0, u.ID, m.ID, e.ID
		s.RefundedAt = time.Time{} // RefundSale's; what was refunded is in no list
	})
	h.update(func(tx store.Tx) error { return tx.AddSale(h.ctx, &sale) })
	same(h, "a sale", read(h, func(v store.View) (store.Sale, error) { return v.Sale(h.ctx, u.ID, m.ID) }), sale)
	h.sellRoundTrip(u, m)
	return sale
}

// sellRoundTrip sells a movie that is owned, one that is too dear, and one for which the
// account has an open grant. A sale that is refused leaves nothing.
func (h *testShop) sellRoundTrip(u store.User, owned store.Movie) {
	sell := func(movie int64, price store.Fen) (e store.LedgerEntry, s store.Sale, granted bool, err error) {
		s = store.Sale{Account: u.ID, MovieID: movie, Paid: price, At: time.Unix(5, 0).UTC()}
		err = h.db.Update(h.ctx, func(tx store.Tx) (err error) {
			s.ID = 0
			e = store.LedgerEntry{Kind: store.EntryBuy, MovieID: movie, By: u.Name, At: time.Unix(5, 0), Postings: []store.Posting{
				{LedgerAccount: store.LedgerAccount{User: u.ID}, Amount: -price},
				{LedgerAccount: store.LedgerAccount{HouseAccount: store.HouseAccountMovies}, Amount: price},
			}}
			granted, err = tx.Sell(h.ctx, &e, &s)
			return err
		})
		return e, s, granted, err
	}
	balance := func() store.Fen {
		return read(h, func(v store.View) (store.User, error) { return v.UserByID(h.ctx, u.ID) }).Balance
	}
	before := balance()
	lines := read(h, func(v store.View) (int, error) { return v.CountEntries(h.ctx, u.ID) })
	if _, _, _, err := sell(owned.ID, 1); !errors.Is(err, store.Taken()) {
		h.t.Errorf("sell what is owned: %v", err)
	}
	m := Filled(h.t, 7, func(m *store.Movie) {
		m.ID, m.SeriesID, m.SeriesSlug, m.Episode, m.Shelf, m.Free, m.VIPFree, m.Price, m.Cover, m.Streams = 0, 0, "", store.Episode{}, store.OnShelf, false, false, 1, 0, store.StreamsYes
	})
	h.update(func(tx store.Tx) error { return tx.AddMovie(h.ctx, &m, store.IndexOf(m)) })
	if _, _, _, err := sell(m.ID, before+1); !errors.Is(err, store.Overdrawn()) {
		h.t.Errorf("sell for more than there is: %v", err)
	}
	equal(h, "balance", balance(), before)
	equal(h, "lines", read(h, func(v store.View) (int, error) { return v.CountEntries(h.ctx, u.ID) }), lines)
	g := store.Grant{Account: u.ID, MovieID: m.ID, RequestedAt: time.Unix(3, 0).UTC()}
	h.update(func(tx store.Tx) error { return tx.AddGrant(h.ctx, &g) })
	e, s, granted, err := sell(m.ID, before)
	if err != nil || !granted {
		h.t.Errorf("sell what there is a grant of: %v, %v", granted, err)
	}
	equal(h, "balance", balance(), 0)
	equal(h, "the line of the sale", s.Entry, e.ID)
	same(h, "a sale", read(h, func(v store.View) (store.Sale, error) { return v.Sale(h.ctx, u.ID, m.ID) }), s)
	list := read(h, func(v store.View) ([]store.Posting, error) { return v.Postings(h.ctx, e.ID) })
	same(h, "postings", list, e.Postings)
	h.update(func(tx store.Tx) error { // as it was
		back := store.LedgerEntry{Kind: store.EntryCredit, At: time.Unix(6, 0), Postings: []store.Posting{
			{LedgerAccount: store.LedgerAccount{User: u.ID}, Amount: before},
			{LedgerAccount: store.LedgerAccount{HouseAccount: store.HouseAccountCredits}, Amount: -before},
		}}
		return tx.AddEntry(h.ctx, &back)
	})
}

func (h *testShop) grantRoundTrip(u store.User, m store.Movie, sale store.Sale) {
	keep := func(id int64) func(*store.Grant) {
		return func(g *store.Grant) { g.ID, g.Account, g.MovieID, g.Sale = id, u.ID, m.ID, sale.ID }
	}
	g := Filled(h.t, 1, keep(0))
	h.update(func(tx store.Tx) error { return tx.AddGrant(h.ctx, &g) })
	byID := func(v store.View) (store.Granted, error) { return v.Grant(h.ctx, g.ID) }
	same(h, "a grant", read(h, byID), store.Granted{Grant: g, Movie: m, Paid: sale.Paid})

	next := Filled(h.t, 2, keep(g.ID))
	h.update(func(tx store.Tx) error { return tx.SetGrant(h.ctx, next) })
	same(h, "a grant, set", read(h, byID), store.Granted{Grant: next, Movie: m, Paid: sale.Paid})
}

func (h *testShop) incomingRoundTrip() {
	in := Filled(h.t, 1, func(in *store.Incoming) { in.ID, in.Streams = 0, store.StreamsYes })
	h.update(func(tx store.Tx) error { return tx.AddIncoming(h.ctx, &in) })
	byID := func(v store.View) (store.Incoming, error) { return v.IncomingByID(h.ctx, in.ID) }
	same(h, "an upload", read(h, byID), in)

	next := Filled(h.t, 2, func(n *store.Incoming) { n.ID, n.Streams = in.ID, store.StreamsNo })
	h.update(func(tx store.Tx) error { return tx.SetIncoming(h.ctx, next) })
	same(h, "an upload, set", read(h, byID), next)

	saved := Filled(h.t, 3, func(n *store.Incoming) { n.ID, n.Streams = in.ID, store.StreamsYes })
	h.update(func(tx store.Tx) error { return tx.SaveIncoming(h.ctx, saved) })
	saved.Name, saved.File, saved.Edited = next.Name, next.File, next.Edited
	same(h, "an upload, saved", read(h, byID), saved)
	timeless := next
	timeless.Generation, timeless.ModifiedAt = saved.Generation, time.Time{}
	h.update(func(tx store.Tx) error { return tx.SaveIncoming(h.ctx, timeless) })
	next.Generation, next.ModifiedAt = saved.Generation, saved.ModifiedAt
	same(h, "an upload, saved without a time", read(h, byID), next)
	older := saved
	older.Generation--
	h.update(func(tx store.Tx) error {
		if err := tx.SaveIncoming(h.ctx, older); !errors.Is(err, store.NoRow()) {
			h.t.Errorf("saved by an older writer: %v", err)
		}
		return nil
	})
	same(h, "an upload, saved by an older writer", read(h, byID), next)
	same(h, "uploads of a sum", read(h, func(v store.View) ([]store.Incoming, error) { return v.IncomingBySum(h.ctx, next.SHA256) }), []store.Incoming{next})
	same(h, "uploads", read(h, func(v store.View) ([]store.Incoming, error) { return v.IncomingRows(h.ctx) }), []store.Incoming{next})
}

// folderRoundTrip compares what a folder of uploads has of an upload's fields.
func (h *testShop) folderRoundTrip() {
	keep := func(id int64) func(*store.Incoming) {
		return func(f *store.Incoming) {
			*f = store.Incoming{ID: id, Name: f.Name, By: f.By, State: store.Folder, UpdatedAt: f.UpdatedAt, ModifiedAt: f.ModifiedAt}
		}
	}
	f := Filled(h.t, 5, keep(0))
	h.update(func(tx store.Tx) error { return tx.AddIncomingFolder(h.ctx, &f) })
	byName := func(name string) func(store.View) (store.Incoming, error) {
		return func(v store.View) (store.Incoming, error) { return v.IncomingFolder(h.ctx, name) }
	}
	same(h, "a folder", read(h, byName(f.Name)), f)
	next := Filled(h.t, 6, keep(f.ID))
	h.update(func(tx store.Tx) error { return tx.SetIncomingFolder(h.ctx, next) })
	same(h, "a folder, set", read(h, byName(next.Name)), next)
	h.update(func(tx store.Tx) error { return tx.DropIncomingFolder(h.ctx, next.Name) })
}

func (h *testShop) noticeRoundTrip(u store.User) {
	n := Filled(h.t, 1, func(n *store.Notice) { n.ID = 0 })
	h.update(func(tx store.Tx) error { return tx.AddNotice(h.ctx, &n) })
	same(h, "a notice", read(h, func(v store.View) (store.Notice, error) { return v.Notice(h.ctx, u.ID, n.ID) }), n)
}

func (h *testShop) changeRoundTrip(u store.User) {
	c := Filled(h.t, 1, func(c *store.AccountChange) { c.ID = 0 })
	h.update(func(tx store.Tx) error { return tx.AddAccountChange(h.ctx, u.ID, &c) })
	same(h, "a change of an account", read(h, func(v store.View) ([]store.AccountChange, error) { return v.UntoldChanges(h.ctx, u.ID) }), []store.AccountChange{c})
}

func (h *testShop) auditRoundTrip() {
	l := Filled[store.AuditLine](h.t, 1, nil)
	h.update(func(tx store.Tx) error { return tx.AddAudit(h.ctx, l) })
	list := read(h, func(v store.View) ([]store.AuditLine, error) {
		return v.AuditLines(h.ctx, store.AuditQuery{}, store.Span{Limit: 1})
	})
	l.ID = list[0].ID
	same(h, "an audit line", list, []store.AuditLine{l})
}

// publishedRoundTrip finds everything that an upload and its publication say in
// the movie that is made of them.
func (h *testShop) publishedRoundTrip() {
	in := Filled(h.t, 3, func(in *store.Incoming) {
		in.ID, in.State, in.Streams, in.DuplicateOf, in.Problem = 0, store.Arrived, store.StreamsNo, 0, ""
	})
	h.update(func(tx store.Tx) error { return tx.AddIncoming(h.ctx, &in) })
	p := Filled(h.t, 3, func(p *store.Publication) {
		p.Free, p.Shown, p.OfSeries, p.Year, p.Episode = false, in.Shown(), nil, 2003, store.Episode{Series: "Series 3", Season: 3, Number: 4, End: 5}
	})
	m, err := h.shop.PublishIncoming(h.ctx, h.boss, in.ID, "file", p)
	h.must(err)
	said := fields(p)
	var rest []string
	for name := range fields(m) {
		if !fields(in)[name] || name == "ID" || name == "File" {
			rest = append(rest, name)
		}
		delete(said, name)
	}
	Shared(h.t, "a movie of an upload", m, in, rest...)
	delete(said, "Shown")    // it is checked, not kept
	delete(said, "OfSeries") // it is kept of the series
	delete(said, "Beside")   // the intake takes them
	for name := range said {
		h.t.Errorf("a publication says %s, and a movie has no such field", name)
	}
	equal(h, "title", m.Title, p.Title)
	Shared(h.t, "a publication", p, m, "Shown", "OfSeries", "Beside")
}

// editedRoundTrip changes each thing by itself that an edit can change.
func (h *testShop) editedRoundTrip() {
	all := Filled(h.t, 4, func(e *store.Edit) {
		*e.Year, *e.Episode = 2004, store.Episode{Series: "Series 4", Season: 4, Number: 5, End: 6}
	})
	for name := range fields(all) {
		m := h.movie("before "+name, 100)
		var one store.Edit
		value := reflect.ValueOf(all).FieldByName(name)
		reflect.ValueOf(&one).Elem().FieldByName(name).Set(value)
		_, err := h.shop.Edit(h.ctx, h.boss, m.ID, one)
		h.must(err)
		m = read(h, func(v store.View) (store.Movie, error) { return v.MovieByID(h.ctx, m.ID) })
		if got := reflect.ValueOf(m).FieldByName(name); !reflect.DeepEqual(got.Interface(), value.Elem().Interface()) {
			h.t.Errorf("%s was changed to %v and is %v", name, value.Elem(), got)
		}
	}
}

// fields is the names of a struct's fields.
func fields(v any) map[string]bool {
	names := map[string]bool{}
	for i := range reflect.TypeOf(v).NumField() {
		names[reflect.TypeOf(v).Field(i).Name] = true
	}
	return names
}
