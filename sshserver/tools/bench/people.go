package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// The part in which many people use two servers at once, each with a script: most of them
// by commands, some before screens, some with OpenSSH's own programs, and admins who
// upload and publish. What they met that they did not ask for is an error.

// party is these people.
type party struct {
	fleet *fleet
	size  int64 // of a movie
	span  time.Duration
	calm  time.Duration // between two things that a person does, on the average

	mu    sync.Mutex
	free  []film
	paid  []film
	took  map[string][]float64 // ms of what was done, by its name
	wrong []string
}

// did notes that something was done.
func (p *party) did(what string, in time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.took[what] = append(p.took[what], in.Seconds()*1000)
}

// met notes an error that no one asked for.
func (p *party) met(who string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wrong = append(p.wrong, fmt.Sprintf("%s: %v", who, err))
	if len(p.wrong) <= 20 {
		p.fleet.note("people: %s", p.wrong[len(p.wrong)-1])
	}
}

func (p *party) films(paid bool) []film {
	p.mu.Lock()
	defer p.mu.Unlock()
	if paid {
		return p.paid
	}
	return p.free
}

// add has the people know of a movie that was published meanwhile.
func (p *party) add(m film) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(slices.Clone(p.free), m)
}

func people(ctx context.Context, b *bench) ([]figure, error) {
	n := pick(b.short, 30, 500)
	p := &party{size: pick(b.short, int64(200<<10), 1<<20), span: pick(b.short, 8*time.Second, 2*time.Minute), calm: pick(b.short, 2*time.Second, 20*time.Second), took: map[string][]float64{}}
	var err error
	p.fleet, err = b.openFleet(ctx, 2, nil, "YOUKU_WAIT=3s", "YOUKU_GRACE=2m", "YOUKU_LOG=warn", "YOUKU_REGISTRATIONS=10000", "YOUKU_FFMPEG=no", "YOUKU_LANGUAGE=en")
	if err != nil {
		return nil, err
	}
	defer p.fleet.stop()
	if err := p.stock(ctx, pick(b.short, 10, 30)); err != nil {
		return nil, err
	}
	codes, err := p.codes(ctx, n)
	if err != nil {
		return nil, err
	}
	before, err := p.fleet.usage()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	guests := p.play(ctx, codes)
	used, err := p.fleet.usage()
	if err != nil {
		return nil, err
	}
	lasted := time.Since(began).Seconds()
	p.audit(guests)
	faults := p.fleet.check(ctx)
	complaints := p.fleet.complaints()
	for _, line := range append(faults, kinds(complaints)...) {
		b.note("people: %s", line)
	}
	b.note("people: %s", p.summary())
	all := p.all()
	return []figure{
		{What: fmt.Sprintf("%d people for %v on two servers: errors that they met", n, p.span), Ours: []float64{float64(len(p.wrong))}, Goal: goal{Of: ours, AtMost: true}},
		{What: "faults that check finds after them", Ours: []float64{float64(len(faults))}, Goal: goal{Of: ours, AtMost: true}},
		{What: "lines of faults in the servers' logs", Ours: []float64{float64(len(complaints))}, Goal: goal{Of: ours, AtMost: true}},
		{What: "what they did, p99", Unit: "ms", Ours: []float64{quantile(all, 0.99)}, Note: fmt.Sprintf("%d commands and keys, p50 %.0f", len(all), median(all))},
		{What: "the servers' CPU meanwhile", Unit: "cores", Ours: []float64{(used.servers - before.servers) / lasted}, Note: fmt.Sprintf("PostgreSQL %.2f", (used.rows-before.rows)/lasted)},
	}, nil
}

// stock publishes n free movies and n that cost ¥1.
func (p *party) stock(ctx context.Context, n int) error {
	boss := p.boss(0)
	defer boss.leave()
	for i, terms := range []string{"--free", "--price 1"} {
		folder := filepath.Join(p.fleet.dir, fmt.Sprintf("stock%d", i))
		if err := os.Mkdir(folder, 0o700); err != nil {
			return err
		}
		known := map[string]film{}
		for k := range n {
			m := film{title: fmt.Sprintf("Reel%d%03d", i, k), price: int64(i) * 100}
			file := filepath.Join(folder, m.title+".mp4")
			if err := errors.Join(writeMovie(file, p.size, uint64(i*n+k)+1), m.measure(file)); err != nil {
				return err
			}
			known[filepath.Base(folder)+"/"+m.title+".mp4"] = m
		}
		if err := p.fleet.batch(ctx, p.fleet.balancer, nil, "put -r "+folder+" /incoming/"); err != nil {
			return err
		}
		if err := p.fleet.allReady(ctx, p.fleet.balancer, filepath.Base(folder), n); err != nil {
			return err
		}
		var done []struct {
			Path string
			ID   int64 `json:"movie_id"`
		}
		if err := boss.ask(&done, "publish %s %s", filepath.Base(folder), terms); err != nil {
			return err
		}
		for _, d := range done {
			m, is := known[d.Path]
			if !is {
				return fmt.Errorf("publish answers for %s", d.Path)
			}
			m.id = d.ID
			if m.price > 0 {
				p.paid = append(p.paid, m)
			} else {
				p.free = append(p.free, m)
			}
		}
	}
	return nil
}

// boss is the admin at another place.
func (p *party) boss(place int) *visitor {
	return &visitor{p: p, at: p.fleet.balancer.addr, number: 900 + place, name: admin, secret: p.fleet.secret, rand: rand.New(rand.NewPCG(uint64(place), 2))}
}

// codes are worth what one person may spend.
func (p *party) codes(ctx context.Context, n int) ([]string, error) {
	boss := p.boss(0)
	defer boss.leave()
	var list []struct{ Code string }
	if err := boss.ask(&list, "codes mint --amount 100 --count %d", n); err != nil {
		return nil, err
	}
	codes := make([]string, len(list))
	for i, c := range list {
		codes[i] = c.Code
	}
	return codes, nil
}

// play has everybody come, one after the other within a quarter of the time, and returns
// them when they have left.
func (p *party) play(ctx context.Context, codes []string) []*visitor {
	ctx, cancel := context.WithTimeout(ctx, p.span)
	defer cancel()
	var all sync.WaitGroup
	guests := make([]*visitor, len(codes))
	for i, code := range codes {
		v, err := p.visitor(i)
		if err != nil {
			p.met("a key", err)
			continue
		}
		guests[i] = v
		all.Go(func() {
			defer v.leave()
			if pause(ctx, p.span/4*time.Duration(i)/time.Duration(len(codes))) != nil {
				return
			}
			if err := v.arrive(code); err != nil {
				p.met(v.name, err)
				return
			}
			p.live(ctx, v)
		})
	}
	for i := range pick(p.fleet.short, 1, 4) {
		all.Go(func() { p.publishing(ctx, i) })
	}
	all.Go(func() { p.posting(ctx) })
	all.Wait()
	return guests
}

// live is what one of the people does until the end: of 25 one has OpenSSH's programs, and
// seven sit before a screen.
func (p *party) live(ctx context.Context, v *visitor) {
	do := v.stroll
	switch kind := v.number % 25; {
	case kind == 0:
		s, err := v.withKey()
		if err != nil {
			p.met(v.name, err)
			return
		}
		do = s.evening
	case kind <= 7:
		do = v.watch
	}
	for ctx.Err() == nil {
		if err := do(ctx); err != nil {
			p.met(v.name, err)
			v.leave()
		}
		v.think(ctx)
	}
}

// publishing is an admin who uploads and publishes.
func (p *party) publishing(ctx context.Context, admin int) {
	boss := p.boss(1 + admin)
	defer boss.leave()
	for i := 0; ctx.Err() == nil; i++ {
		if err := boss.publishOne(ctx, 1000*admin+i); err != nil {
			p.met(fmt.Sprintf("admin %d", admin), err)
			boss.leave()
		}
		boss.think(ctx)
	}
}

// posting is an admin who looks who is here, and posts.
func (p *party) posting(ctx context.Context) {
	boss := p.boss(20)
	defer boss.leave()
	for i := 0; ctx.Err() == nil; i++ {
		for _, line := range []string{"sessions", "transfers", "users --search visitor-1", "audit", "incoming"} {
			var any any
			if err := boss.ask(&any, "%s", line); err != nil {
				p.met("the admin", err)
			}
			boss.think(ctx)
		}
		if _, err := boss.run(fmt.Sprintf("post Tonight-%d", i), "We close at ten."); err != nil {
			p.met("the admin", err)
		}
	}
}

// audit compares each account with what its person was told.
func (p *party) audit(guests []*visitor) {
	for _, v := range guests {
		if v == nil || v.given == 0 {
			continue
		}
		var w struct {
			Balance int64 `json:"balance_fen"`
			Entries []struct {
				Kind  string
				Movie *int64 `json:"movie_id"`
			}
		}
		if err := v.ask(&w, "wallet"); err != nil {
			p.met(v.name, err)
			continue
		}
		bought := map[int64]int{}
		for _, e := range w.Entries {
			if e.Kind == "buy" && e.Movie != nil {
				bought[*e.Movie]++
			}
		}
		for id := range v.bought {
			if bought[id] != 1 {
				p.met(v.name, fmt.Errorf("movie %d was bought %d times", id, bought[id]))
			}
		}
		if len(bought) != len(v.bought) || w.Balance != v.given-v.paid {
			p.met(v.name, fmt.Errorf("%d movies for %d fen were bought, and the wallet has %d and a balance of %d", len(v.bought), v.paid, len(bought), w.Balance))
		}
		v.leave()
	}
}

// summary is what was done how often.
func (p *party) summary() string {
	var list []string
	for _, what := range slices.Sorted(maps.Keys(p.took)) {
		list = append(list, fmt.Sprintf("%s %d (%.0f, %.0f ms)", what, len(p.took[what]), median(p.took[what]), quantile(p.took[what], 0.99)))
	}
	return strings.Join(list, ", ")
}

// all is how long the answers took that depend on nothing but the servers.
func (p *party) all() (list []float64) {
	for _, what := range []string{"movies", "movie", "buy", "request", "notices", "wallet", "downloads", "whoami", "series", "key to screen", "buy on a screen"} {
		list = append(list, p.took[what]...)
	}
	return list
}

// check runs the operator's check of everything; its faults are lines.
func (f *fleet) check(ctx context.Context) (faults []string) {
	cmd := exec.CommandContext(ctx, f.program, "check")
	cmd.Env = append(f.environ(), f.env...)
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	for line := range strings.Lines(string(out)) {
		faults = append(faults, strings.TrimSpace(line))
	}
	return append(faults, err.Error())
}

var particular = regexp.MustCompile(`^.* level=|\b(session|who|addr|account|file|upload|movie)=\S+ ?|\d+`)

// kinds counts lines of a log that differ in nothing but times and names.
func kinds(lines []string) (list []string) {
	n := map[string]int{}
	for _, line := range lines {
		n[particular.ReplaceAllString(line, "")]++
	}
	for _, kind := range slices.Sorted(maps.Keys(n)) {
		list = append(list, fmt.Sprintf("%d × %s", n[kind], kind))
	}
	return list
}
