package tui

import (
	"cmp"
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
	"youku.example/tui/screen"
)

// counter is a small shop as an admin sees it, all in memory: what is done to
// it shows when it is asked again. Calls that no admin's screen makes panic.
type counter struct {
	Shop
	now     time.Time
	movies  []store.Listing
	people  []store.Person
	notices []store.Notice
	visits  []store.Visit
	moves   []store.Progress
	files   []store.Incoming
	series  store.Series
	bought  map[string][]store.Bought
	log     []store.AuditLine
	bans    []store.Ban
	batches []store.Batch
	err     error         // of the next deed
	looked  int           // how often the visits or the incoming files were asked for
	did     []string      // the deeds, in their order
	copying chan struct{} // Publish waits for it to be closed; nil: it does not
	news    chan store.Topic
}

func (c *counter) deed(what ...string) error {
	err := c.err
	c.err = nil
	if err == nil {
		c.did = append(c.did, strings.Join(what, " "))
	}
	return err
}

func (c *counter) ring(t store.Topic) { c.news <- t }

func (c *counter) Account(_ context.Context, a store.Actor) (store.Account, error) {
	return store.Account{ID: a.Account, Name: a.Name}, nil
}
func (c *counter) SetLanguage(context.Context, store.Actor, string) error { return nil }
func (c *counter) UntoldChanges(context.Context, store.Actor) ([]store.AccountChange, error) {
	return nil, nil
}
func (c *counter) Listen(store.Actor) (<-chan store.Topic, func()) { return c.news, func() {} }
func (c *counter) WatchTransfers(int64) (<-chan []store.Progress, func()) {
	return nil, func() {}
}
func (c *counter) Tags(_ context.Context, _ store.Actor, begins string, _ int) (found []string, err error) {
	for _, tag := range []string{"Documentary", "Drama", "剧情", "科幻"} {
		if strings.HasPrefix(strings.ToLower(tag), strings.ToLower(begins)) {
			found = append(found, tag)
		}
	}
	return found, nil
}
func (c *counter) Rules() store.Rules { return store.DefaultRules() }

func (c *counter) Movies(_ context.Context, _ store.Actor, q store.Query) (found []store.Listing, err error) {
	for _, m := range c.movies {
		listed := (m.Shelf != store.OnShelf) == q.Deleted
		if q.Missing {
			listed = !m.MissingSince.IsZero()
		}
		if listed && strings.Contains(m.Title, q.Search) {
			found = append(found, m)
		}
	}
	return slice(found, store.Span{After: q.After, Reverse: q.Reverse, Limit: q.Limit}, screen.MovieID).Rows, c.err
}
func (c *counter) CountMovies(ctx context.Context, a store.Actor, q store.Query) (store.Total, error) {
	q.Limit, q.After = 1000, 0
	found, err := c.Movies(ctx, a, q)
	return store.Total{N: len(found)}, err
}

// slice is the part of a list that a span asks for.
func slice[T any](all []T, s store.Span, id func(T) int64) store.Page[T] {
	p := store.Page[T]{Rows: slices.Clone(all), Total: store.Total{N: len(all)}}
	if s.Reverse {
		slices.Reverse(p.Rows)
	}
	if i := slices.IndexFunc(p.Rows, func(row T) bool { return id(row) == s.After }); i >= 0 {
		p.Rows = p.Rows[i+1:]
	}
	p.Rows = p.Rows[:min(len(p.Rows), s.Limit)]
	return p
}

func (c *counter) movie(id int64) *store.Listing {
	i := slices.IndexFunc(c.movies, func(m store.Listing) bool { return m.ID == id })
	return &c.movies[i]
}

func (c *counter) Movie(_ context.Context, _ store.Actor, id int64) (store.Listing, error) {
	return *c.movie(id), nil
}
func (c *counter) Library(context.Context, store.Actor, store.LibraryQuery) (all []store.LibraryEntry, err error) {
	for i, m := range c.movies {
		if m.Shelf == store.OnShelf {
			all = append(all, store.LibraryEntry{Movie: &c.movies[i]})
		}
	}
	return all, c.err
}
func (c *counter) CountLibrary(context.Context, store.Actor, store.LibraryQuery) (store.Total, error) {
	return store.Total{N: len(c.movies)}, nil
}
func (c *counter) LibraryCounts(context.Context) (store.Counts, error) { return store.Counts{}, nil }

func (c *counter) Edit(_ context.Context, _ store.Actor, id int64, e store.Edit) (store.Movie, error) {
	m := c.movie(id)
	var what []string
	if e.Title != nil {
		m.Title = *e.Title
		what = append(what, "title")
	}
	if e.Free != nil {
		m.Free, m.Price = *e.Free, 0
		what = append(what, "free")
	}
	if e.Price != nil {
		m.Free, m.Price = false, *e.Price
		what = append(what, e.Price.String())
	}
	return m.Movie, c.deed(append([]string{"edit"}, what...)...)
}

func (c *counter) shelve(id int64, what string, to store.Shelf) error {
	if err := c.deed(what, c.movie(id).Title); err != nil {
		return err
	}
	c.movie(id).Shelf = to
	return nil
}

func (c *counter) Delete(_ context.Context, _ store.Actor, id int64) error {
	return c.shelve(id, "delete", store.Deleted)
}
func (c *counter) Restore(_ context.Context, _ store.Actor, id int64) error {
	return c.shelve(id, "restore", store.OnShelf)
}
func (c *counter) TakeDown(_ context.Context, _ store.Actor, id int64) (int, error) {
	return 2, c.shelve(id, "takedown", store.TakenDown)
}
func (c *counter) Purge(_ context.Context, _ store.Actor, id int64) error {
	return c.shelve(id, "purge", store.Purged)
}

func (c *counter) News(context.Context, store.Actor, time.Time, int) (store.News, error) {
	return store.News{Since: c.now}, nil
}
func (c *counter) FollowedNews(context.Context, store.Actor, time.Time) ([]store.SeriesNews, error) {
	return nil, nil
}
func (c *counter) Notices(context.Context, store.Actor) ([]store.Notice, error) {
	return slices.Clone(c.notices), nil
}
func (c *counter) NoticePage(_ context.Context, _ store.Actor, q store.ListQuery, s store.Span) (store.Page[store.Notice], error) {
	var found []store.Notice
	for _, n := range c.notices {
		if strings.Contains(n.Title+n.Content+n.By, q.Search) {
			found = append(found, n)
		}
	}
	if q.Sort == store.ByTitle {
		slices.SortFunc(found, func(a, b store.Notice) int { return strings.Compare(a.Title, b.Title) })
	}
	return slice(found, s, screen.NoticeID), nil
}
func (c *counter) Post(_ context.Context, _ store.Actor, title, content string) (store.Notice, error) {
	n := store.Notice{ID: int64(len(c.notices) + 1), Title: title, Content: content, By: "boss", CreatedAt: c.now}
	if err := c.deed("post", title, content); err != nil {
		return n, err
	}
	c.notices = append([]store.Notice{n}, c.notices...)
	return n, nil
}
func (c *counter) Withdraw(_ context.Context, _ store.Actor, id int64) error {
	c.notices = slices.DeleteFunc(c.notices, func(n store.Notice) bool { return n.ID == id })
	return c.deed("withdraw")
}

func (c *counter) PeoplePage(_ context.Context, _ store.Actor, q store.ListQuery, s store.Span) (store.Page[store.Person], error) {
	var found []store.Person
	for _, p := range c.people {
		if strings.Contains(p.Name, q.Search) {
			found = append(found, p)
		}
	}
	if q.Sort == store.ByBalance {
		slices.SortFunc(found, func(a, b store.Person) int { return cmp.Compare(b.Balance, a.Balance) })
	}
	return slice(found, s, func(p store.Person) int64 { return p.ID }), nil
}

func (c *counter) setLocked(name, what string, locked bool) error {
	for i := range c.people {
		if c.people[i].Name == name {
			c.people[i].Locked = locked
		}
	}
	return c.deed(what, name)
}
func (c *counter) Lock(_ context.Context, _ store.Actor, name string) error {
	return c.setLocked(name, "lock", true)
}
func (c *counter) Unlock(_ context.Context, _ store.Actor, name string) error {
	return c.setLocked(name, "unlock", false)
}
func (c *counter) Credit(_ context.Context, _ store.Actor, name string, amount store.Fen, note string) (store.Fen, error) {
	return 10000 + amount, c.deed("credit", name, amount.String(), note)
}
func (c *counter) MintCodes(_ context.Context, _ store.Actor, amount store.Fen, count int) (codes []store.Code, err error) {
	for range count {
		codes = append(codes, store.Code{Text: "7KQ2-9WXA-PM4T-C0DE-F1SH", Amount: amount})
	}
	return codes, c.deed("mint")
}
func (c *counter) MintInvitations(_ context.Context, _ store.Actor, count int, plan string) (list []store.Invitation, err error) {
	for range count {
		list = append(list, store.Invitation{Text: "3F7J-9WXA-PM4T-C0ME-0N1N", Plan: plan})
	}
	return list, c.deed("invite", plan)
}
func (c *counter) Plans() []store.Plan { return store.DefaultRules().Plans }
func (c *counter) BatchPage(_ context.Context, _ store.Actor, _ store.BatchKind, s store.Span) (store.Page[store.Batch], error) {
	return slice(c.batches, s, func(b store.Batch) int64 { return b.ID }), c.err
}
func (c *counter) VoidBatch(_ context.Context, _ store.Actor, kind store.BatchKind, id int64) (store.Batch, error) {
	i := slices.IndexFunc(c.batches, func(b store.Batch) bool { return b.ID == id })
	b := &c.batches[i]
	b.Voided, b.Unused = b.Voided+b.Unused, 0
	return *b, c.deed("void", string(kind), fmt.Sprint(id))
}
func (c *counter) SetPasswordOf(_ context.Context, _ store.Actor, name, _ string) (store.Account, error) {
	return store.Account{Name: name}, c.deed("passwd", name)
}
func (c *counter) AddKeyOf(_ context.Context, _ store.Actor, name, line string) (store.Key, error) {
	return store.Key{Line: line}, c.deed("key add", name)
}
func (c *counter) RemoveAccountOf(_ context.Context, _ store.Actor, name string) (store.Account, error) {
	i := slices.IndexFunc(c.people, func(p store.Person) bool { return p.Name == name })
	left := c.people[i].Account
	c.people = slices.Delete(slices.Clone(c.people), i, i+1)
	return left, c.deed("remove", name)
}
func (c *counter) Kick(_ context.Context, _ store.Actor, name string) (int, error) {
	return 2, c.deed("kick", name)
}
func (c *counter) Visits(context.Context, store.Actor) ([]store.Visit, error) {
	c.looked++
	return slices.Clone(c.visits), nil
}
func (c *counter) Transfers(context.Context, store.Actor) ([]store.Progress, error) {
	return slices.Clone(c.moves), nil
}

func (c *counter) Plan(context.Context, store.Actor) ([]plan.Entry, error) {
	c.looked++
	return plan.Of(c.files), nil
}

func (c *counter) Changed(ctx context.Context, a store.Actor, shown map[int64]string) (map[int64]error, error) {
	changed := map[int64]error{}
	for id := range shown {
		if !slices.ContainsFunc(c.files, func(in store.Incoming) bool { return in.ID == id }) {
			changed[id] = store.ErrProposalChanged
		}
	}
	for _, e := range plan.Of(c.files) {
		if sum, asked := shown[e.Row.ID]; asked && sum != e.Sum() {
			changed[e.Row.ID] = &store.Refusal{Code: store.ErrProposalChanged.Code, Name: e.Row.Name}
		}
	}
	return changed, nil
}
func (c *counter) file(name string) (store.Incoming, error) {
	for _, in := range c.files {
		if in.Name == name {
			return in, nil
		}
	}
	return store.Incoming{}, store.ErrNoIncoming
}

func (c *counter) EditIncoming(_ context.Context, _ store.Actor, id int64, edited string) error {
	for i, in := range c.files {
		if in.ID == id {
			c.files[i].Edited = edited
			e := plan.Of(c.files[i : i+1])[0].Publication()
			return c.deed("propose", in.Name, "as", e.Episode.Series, e.Episode.Short(), e.Title, fmt.Sprint(e.Year, e.Tags))
		}
	}
	return store.ErrNoIncoming
}

func (c *counter) Publish(ctx context.Context, _ store.Actor, name string, p store.Publication, _ func(done, whole int64)) (store.Movie, error) {
	in, err := c.file(name)
	if err == nil {
		err = store.CheckShown(in, p.Shown)
	}
	if err != nil {
		return store.Movie{}, err
	}
	if c.copying != nil {
		select {
		case <-c.copying:
		case <-ctx.Done():
			return store.Movie{}, ctx.Err()
		}
	}
	if err := c.deed("publish", name, "as", p.Title, p.Price.String()); err != nil {
		return store.Movie{}, err
	}
	c.files = slices.DeleteFunc(c.files, func(in store.Incoming) bool { return in.Name == name })
	return store.Movie{Title: p.Title}, nil
}

func (c *counter) PublishAll(ctx context.Context, a store.Actor, list []store.NamedPublication) (all []store.Published) {
	for _, one := range list {
		m, err := c.Publish(ctx, a, one.Name, one.As, nil)
		all = append(all, store.Published{Movie: m, Err: err})
	}
	return all
}

func (c *counter) GiveSubtitle(_ context.Context, _ store.Actor, name string, shown *store.Shown, movie int64, language, kind string) (store.Subtitle, error) {
	in, err := c.file(name)
	if err == nil {
		err = store.CheckShown(in, shown)
	}
	if err != nil {
		return store.Subtitle{}, err
	}
	sub := store.Subtitle{ID: int64(len(c.files)), MovieID: movie, Language: language, Kind: kind, Format: "srt", Size: in.Size}
	m := c.movie(movie)
	m.Subtitles = append(m.Subtitles, sub)
	c.files = slices.DeleteFunc(c.files, func(in store.Incoming) bool { return in.Name == name })
	return sub, c.deed("give", name, language, kind)
}

func (c *counter) RemoveSubtitle(_ context.Context, _ store.Actor, movie int64, language string, kind *string) ([]store.Subtitle, error) {
	m := c.movie(movie)
	m.Subtitles = slices.DeleteFunc(m.Subtitles, func(s store.Subtitle) bool { return s.Language == language && s.Kind == *kind })
	return nil, c.deed("remove subtitle", language, *kind)
}

func (c *counter) Series(context.Context, store.Actor, int64) (store.SeriesListing, []store.Listing, error) {
	return store.SeriesListing{Series: c.series}, nil, nil
}

func (c *counter) EditSeries(_ context.Context, _ store.Actor, id int64, e store.SeriesEdit) (store.Series, error) {
	what := []string{"edit series", fmt.Sprint(id)}
	if e.Title != nil {
		c.series.Title = *e.Title
		what = append(what, *e.Title)
	}
	if e.Year != nil {
		what = append(what, fmt.Sprint(*e.Year))
	}
	if e.Tags != nil {
		what = append(what, fmt.Sprint(*e.Tags))
	}
	if e.About != nil {
		what = append(what, *e.About)
	}
	return c.series, c.deed(what...)
}

func (c *counter) Discard(_ context.Context, _ store.Actor, name string, shown *store.Shown) error {
	in, err := c.file(name)
	if err == nil {
		err = store.CheckShown(in, shown)
	}
	if err != nil {
		return err
	}
	c.files = slices.DeleteFunc(c.files, func(in store.Incoming) bool { return in.Name == name })
	return c.deed("discard", name)
}

// stocked is a counter with something in every drawer.
func stocked(now time.Time) *counter {
	film := func(id int64, title string, price store.Fen, shelf store.Shelf, l time.Duration) store.Listing {
		return store.Listing{Movie: store.Movie{ID: id, Title: title, Free: price == 0, Price: price, Size: id * 412_000_000, Duration: l,
			Height: 1080, Width: 1920, VideoCodec: "h264", AudioCodec: "aac", MediaType: "video/mp4", SHA256: strings.Repeat("4be2f0a9", 8),
			UploadedBy: "boss", CreatedAt: now.Add(-time.Duration(id) * 30 * time.Hour), Shelf: shelf}, YourPrice: price}
	}
	person := func(id int64, name string, balance store.Fen, vip bool, bought, online int) store.Person {
		p := store.Person{Account: store.Account{ID: id, Name: name, Balance: balance, CreatedAt: now.AddDate(0, 0, -int(id)*9)}, Bought: bought, Downloads: bought * 3, Online: online}
		if vip {
			p.VIPUntil = now.AddDate(0, 1, 0)
		}
		return p
	}
	bob := person(3, "bob", 0, false, 0, 0)
	bob.Locked = true
	return &counter{
		now: now,
		movies: []store.Listing{
			film(12, "流浪地球 2 The Wandering Earth II", 2000, store.OnShelf, 173*time.Minute),
			film(11, "城南旧事", 0, store.OnShelf, 96*time.Minute),
			film(9, "A Trip to the Moon", 0, store.OnShelf, 13*time.Minute),
			film(7, "小城之春", 750, store.OnShelf, 98*time.Minute),
			film(5, "The General", 0, store.Deleted, 78*time.Minute),
			film(4, "夜半歌声", 2000, store.TakenDown, 118*time.Minute),
			film(2, "Metropolis", 2000, store.Purged, 153*time.Minute),
		},
		people: []store.Person{
			person(2, "alice", 3750, true, 4, 2), bob,
			person(1, "boss", 0, false, 0, 1), person(4, "王小明", 123456, false, 12, 0),
		},
		bought: map[string][]store.Bought{"alice": {
			{MovieID: 7, Title: "小城之春", Paid: 375, At: now.Add(-2 * time.Hour)},
			{MovieID: 12, Title: "流浪地球 2 The Wandering Earth II", Paid: 1000, At: now.AddDate(0, 0, -9)},
		}},
		log: []store.AuditLine{
			{ID: 9, At: now.Add(-10 * time.Minute), Actor: "boss", Role: store.RoleAdmin, Action: "credit", Target: "alice", Detail: "¥20.00", Addr: "10.0.0.7", Key: "SHA256:kVq0d2dXy0Zq"},
			{ID: 8, At: now.Add(-30 * time.Hour), Actor: "王小明", Role: store.RoleUser, Action: "register", Target: "王小明", Addr: "2001:db8::9"},
		},
		batches: []store.Batch{
			{ID: 9, Kind: store.BatchOfInvitations, Amount: 1500, Plan: "month", Days: 30, Count: 10, Unused: 7, By: "boss", CreatedAt: now.Add(-time.Hour)},
			{ID: 8, Kind: store.BatchOfCodes, Amount: 2000, Count: 50, Unused: 12, Voided: 3, By: "boss", CreatedAt: now.Add(-30 * time.Hour)},
			{ID: 7, Kind: store.BatchOfInvitations, Count: 3, By: "#4", CreatedAt: now.Add(-300 * time.Hour)},
		},
		bans: []store.Ban{
			{Source: netip.MustParsePrefix("203.0.113.9/32"), Until: now.Add(4 * time.Minute), Times: 12},
			{Source: netip.MustParsePrefix("2001:db8:7::/64"), Until: now.Add(time.Minute), Times: 30, Why: store.BanNoise},
		},
		notices: []store.Notice{
			{ID: 2, Title: "今晚维护", Content: "22:00 到 22:30 之间下载会断开，\n之后接着传就行。", By: "boss", CreatedAt: now.Add(-3 * time.Hour)},
			{ID: 1, Title: "Welcome to the library", Content: "Press ? for all keys.", By: "boss", CreatedAt: now.Add(-75 * time.Hour)},
		},
		visits: []store.Visit{
			{ID: "s1", Account: 1, Name: "boss", Role: store.RoleAdmin, Protocol: store.ProtocolTUI, Addr: "10.0.0.7", Client: "SSH-2.0-OpenSSH_9.9", Key: "SHA256:kVq0d2dXy0Zq", Since: now.Add(-95 * time.Minute)},
			{ID: "s2", Account: 2, Name: "alice", Role: store.RoleUser, Protocol: store.ProtocolSFTP, Addr: "192.168.13.22", Client: "SSH-2.0-OpenSSH_9.9", Since: now.Add(-4 * time.Minute)},
			{ID: "s3", Name: "guest", Role: store.RoleGuest, Protocol: store.ProtocolTUI, Addr: "2001:db8::7", Client: "SSH-2.0-PuTTY_Release_0.83", Since: now.Add(-20 * time.Second)},
		},
		moves: []store.Progress{
			{ID: 1, Account: 2, Name: "alice", MovieID: 12, Title: "流浪地球 2 The Wandering Earth II", Protocol: store.ProtocolSFTP, Client: "OpenSSH_9.9", Size: 4_944_000_000, Sent: 3_015_000_000, Rate: 88e6, Since: now},
			{ID: 2, Account: 1, Name: "boss", Title: "new_movie.mkv", Protocol: store.ProtocolSFTP, Client: "OpenSSH_9.9", Sent: 699_000_000, Rate: 31e6, Since: now},
		},
		files: []store.Incoming{
			{ID: 1, Name: "Farewell_My_Concubine.mp4", Size: 4_100_000_000, Done: 4_100_000_000, State: store.Arrived, SHA256: strings.Repeat("4be2f0a9", 8), Ext: ".mp4", MediaType: "video/mp4", Duration: 171 * time.Minute, Width: 1920, Height: 1080, VideoCodec: "h264", AudioCodec: "aac", By: "boss"},
			{ID: 2, Name: "霸王别姬 导演剪辑版.mkv", Size: 2_000_000_000, Done: 1_240_000_000, State: store.Hashing, By: "boss"},
			{ID: 3, Name: "new_movie.mkv", Size: 700_000_000, Done: 699_000_000, State: store.Receiving, By: "boss"},
			{ID: 4, Name: "it's cut.mp4", Size: 350_000_000, State: store.Partial, By: "boss"},
			{ID: 5, Name: "the.general.1926.mp4", Size: 2_060_000_000, State: store.Duplicate, DuplicateOf: 5, SHA256: strings.Repeat("00ff", 16), By: "boss"},
			{ID: 6, Name: "moon.webm", Size: 3_708_000_000, State: store.Duplicate, DuplicateOf: 9, By: "boss"},
			{ID: 7, Name: "readme.mp4", Size: 1204, State: store.Refused, Problem: "not_a_movie", By: "boss"},
		},
	}
}

// crowded is a counter on a busy evening: more transfers, sessions and bans than any
// window has lines.
func crowded(now time.Time) *counter {
	c := stocked(now)
	names := []string{"alice", "王小明", "a-name-of-many-letters-and-more", "bob", "小城之春的观众"}
	for i := range 40 {
		p := c.moves[i%2]
		p.ID, p.Account, p.Name, p.Sent, p.Since = int64(10+i), int64(10+i), names[i%len(names)], p.Sent/int64(i+1), now.Add(-time.Duration(i)*time.Minute)
		if p.MovieID != 0 {
			p.Title = c.movies[i%4].Title
		}
		c.moves = append(c.moves, p)
	}
	for i := range 120 {
		v := c.visits[1+i%2]
		v.ID, v.Account, v.Since = fmt.Sprint("v", i), int64(10+i), now.Add(-time.Duration(i)*7*time.Minute)
		if v.Role != store.RoleGuest {
			v.Name = names[i%len(names)]
		}
		c.visits = append(c.visits, v)
	}
	for i := range 60 {
		source := netip.PrefixFrom(netip.AddrFrom4([4]byte{198, 51, 100, byte(i)}), 32)
		if i%3 == 0 {
			source = netip.PrefixFrom(netip.AddrFrom16([16]byte{0x20, 1, 0xd, 0xb8, 0xff, 0xff, byte(i), byte(i)}), 64)
		}
		c.bans = append(c.bans, store.Ban{Source: source, Until: now.Add(time.Duration(i) * time.Minute), Times: i * 37, Why: c.bans[i%2].Why})
	}
	return c
}

// nothingWaiting is stocked without uploads.
func nothingWaiting(now time.Time) *counter {
	c := stocked(now)
	c.files = nil
	return c
}

// shows is a counter with two series in folders, and what is wrong with some of
// their files.
func shows(now time.Time) *counter {
	c := stocked(now)
	c.files = c.files[:1]
	add := func(name string, size int64, state store.IncomingState, change func(*store.Incoming)) {
		in := store.Incoming{ID: int64(len(c.files) + 1), Name: name, Size: size, State: state, SHA256: strings.Repeat("4be2f0a9", 8), By: "boss", Ext: ".mkv", Height: 1080, Width: 1920, VideoCodec: "h264", AudioCodec: "aac", Duration: 45 * time.Minute}
		if change != nil {
			change(&in)
		}
		c.files = append(c.files, in)
	}
	nfo := plan.NFO{Kind: "episode", Details: proposal.Details{Title: "旧案", Season: 1, Number: 2, HasEpisode: true, Year: 2023, About: "海风吹过旧码头，二十年前的案子被重新翻开。", Tags: []string{"剧情", "悬疑"}}}
	c.series = store.Series{ID: 3, Title: "潮汐", Slug: "潮汐", Year: 2023, Tags: []string{"剧情"}, About: "海风吹过旧码头。"}
	c.movies[0].Episode, c.movies[0].SeriesID = store.Episode{Series: "潮汐", Season: 1, Number: 1}, 3
	c.movies[0].Subtitles = []store.Subtitle{{ID: 1, MovieID: 12, Language: "zh", Format: "srt", Size: 48_000}, {ID: 2, MovieID: 12, Language: "en", Kind: "forced", Format: "ass", Size: 2_100}}
	add("潮汐 Tides/Season 1/Tides.S01E01.First.Light.1080p.WEB-DL.x264-GRP.mkv", 1_400_000_000, store.Arrived, nil)
	add("潮汐 Tides/Season 1/Tides.S01E01.First.Light.1080p.WEB-DL.x264-GRP.zh.srt", 48_000, store.Sidecar, nil)
	add("潮汐 Tides/Season 1/Tides.S01E01.First.Light.1080p.WEB-DL.x264-GRP.en.forced.srt", 2_100, store.Sidecar, nil)
	add("潮汐 Tides/Season 1/Tides.S01E02.mkv", 1_380_000_000, store.Arrived, nil)
	add("潮汐 Tides/Season 1/Tides.S01E02.nfo", 900, store.Sidecar, func(in *store.Incoming) { in.Said = nfo.Said() })
	add("潮汐 Tides/Season 1/Tides.S01E03.1080p.mkv", 1_300_000_000, store.Arrived, nil)
	add("潮汐 Tides/Season 1/Tides.S01E03.720p.mkv", 700_000_000, store.Arrived, nil)
	add("潮汐 Tides/Season 1/Tides.S01E04.mkv", 1_300_000_000, store.Hashing, func(in *store.Incoming) { in.Done = 610_000_000 })
	add("潮汐 Tides/Season 1/sample.avi", 20_000_000, store.Refused, func(in *store.Incoming) { in.Problem = store.ErrContainer.Code })
	add("潮汐 Tides/Extras/03.mkv", 300_000_000, store.Arrived, nil)
	add("潮汐 Tides/tvshow.nfo", 1_200, store.Sidecar, func(in *store.Incoming) {
		in.Said = plan.NFO{Kind: "show", Details: proposal.Details{Title: "潮汐", Year: 2023}}.Said()
	})
	add("lost.zh.ass", 61_000, store.Sidecar, nil)
	add("Waves/第1集.mp4", 900_000_000, store.Arrived, nil)
	add("Waves/第2集.mp4", 900_000_000, store.Arrived, nil)
	return c
}

func (c *counter) SetPreference(context.Context, store.Actor, string, string) error { return nil }

func (c *counter) Bought(_ context.Context, _ store.Actor, name string) ([]store.Bought, error) {
	return c.bought[name], nil
}

func (c *counter) Refund(_ context.Context, _ store.Actor, name string, movie int64) (store.Purchase, error) {
	if err := c.deed("refund", name, fmt.Sprint(movie)); err != nil {
		return store.Purchase{}, err
	}
	all := c.bought[name]
	i := slices.IndexFunc(all, func(b store.Bought) bool { return b.MovieID == movie })
	p := store.Purchase{MovieID: movie, Title: all[i].Title, Paid: all[i].Paid, Balance: 3750 + all[i].Paid}
	c.bought[name] = slices.Delete(slices.Clone(all), i, i+1)
	return p, nil
}

func (c *counter) AuditPage(_ context.Context, _ store.Actor, q store.AuditQuery, s store.Span) (store.Page[store.AuditLine], error) {
	found := slices.DeleteFunc(slices.Clone(c.log), func(l store.AuditLine) bool {
		return slices.ContainsFunc(q.Words, func(w store.AuditWord) bool { return !w.In(l) })
	})
	return slice(found, s, func(l store.AuditLine) int64 { return l.ID }), nil
}

func (c *counter) Bans(context.Context, store.Actor) ([]store.Ban, error) { return c.bans, nil }

func (c *counter) Lift(_ context.Context, _ store.Actor, source netip.Prefix) error {
	c.bans = slices.DeleteFunc(slices.Clone(c.bans), func(b store.Ban) bool { return b.Source == source })
	return c.deed("lift", source.String())
}

func (c *counter) Match(_ context.Context, hash string) (store.Match, error) {
	if len(hash) != 64 {
		return store.Match{}, store.ErrHash
	}
	return store.Match{Movie: 7, Title: "小城之春", By: "sha256"}, nil
}
