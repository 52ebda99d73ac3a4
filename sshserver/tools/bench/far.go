package main

import (
	"context"
	"io"
	"net"
	"sync"
	"time"
)

// The distance of the part, and what one stream can move over it: OpenSSH's
// clients take 2 MiB before they say that more may come.
const (
	roundTrip  = 50 * time.Millisecond
	window     = 2 << 20
	windowRate = float64(window) / 1e6 / (float64(roundTrip) / float64(time.Second))
)

// far is one stream over a distance: the share of what its window allows,
// between the first and the last tenth of the movie.
func far(ctx context.Context, b *bench) ([]figure, error) {
	p, err := b.openPair(ctx)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	speed := map[*server][]float64{}
	first := map[*server][]float64{}
	for range b.rounds {
		for _, s := range []*server{p.ours, p.theirs} {
			rate, took, err := b.overDistance(ctx, s)
			if err != nil {
				return nil, err
			}
			speed[s] = append(speed[s], rate/windowRate)
			first[s] = append(first[s], took.Seconds())
		}
	}
	return []figure{
		{What: "one stream at 50 ms RTT, share of 2 MiB/RTT", Ours: speed[p.ours], Theirs: speed[p.theirs], Goal: goal{Of: ours, Value: 0.95}},
		{What: "connect to last byte of a listing at 50 ms RTT", Unit: "s", Ours: first[p.ours], Theirs: first[p.theirs]},
	}, nil
}

// overDistance gets the movie through a delaying proxy. It answers the rate of
// its middle in MB/s, and how long a client took that only looks.
func (b *bench) overDistance(ctx context.Context, s *server) (rate float64, look time.Duration, err error) {
	d, err := openDistance(s.addr)
	if err != nil {
		return 0, 0, err
	}
	defer d.close()
	there := *s
	there.addr = d.listener.Addr().String()
	began := time.Now()
	if err := b.batch(ctx, &there, gcm, "ls -l "+s.small); err != nil {
		return 0, 0, err
	}
	look = time.Since(began)
	d.count.restart()
	size := b.smallSize()
	if err := b.batch(ctx, &there, gcm, "get "+s.small+" /dev/null"); err != nil {
		return 0, 0, err
	}
	return d.count.middle(size), look, nil
}

// distance forwards connections and delays every byte by half a round trip.
type distance struct {
	to       string
	listener net.Listener
	count    passed
	all      sync.WaitGroup
}

func openDistance(to string) (*distance, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	d := &distance{to: to, listener: l}
	d.all.Go(func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", to)
			if err != nil {
				near.Close()
				continue
			}
			d.all.Go(func() { delay(far, near, nil) })
			d.all.Go(func() { delay(near, far, &d.count) })
		}
	})
	return d, nil
}

func (d *distance) close() {
	d.listener.Close()
	d.all.Wait()
}

// delay copies from one end to the other, each piece half a round trip late.
// What is under way is bounded by the window of the stream.
func delay(to, from net.Conn, count *passed) {
	type piece struct {
		data []byte
		due  time.Time
	}
	way := make(chan piece, 4096)
	go func() {
		defer close(way)
		for {
			buf := make([]byte, 64<<10)
			n, err := from.Read(buf)
			if n > 0 {
				way <- piece{buf[:n], time.Now().Add(roundTrip / 2)}
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range way {
		time.Sleep(time.Until(p.due))
		if _, err := to.Write(p.data); err != nil {
			break
		}
		if count != nil {
			count.add(int64(len(p.data)))
		}
	}
	to.Close()
	from.Close()
	_, _ = io.Copy(io.Discard, from)
	for range way {
	}
}

// passed remembers when how many bytes had come.
type passed struct {
	mu   sync.Mutex
	sum  int64
	seen []moment
}

type moment struct {
	at  time.Time
	sum int64
}

func (p *passed) restart() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sum, p.seen = 0, nil
}

func (p *passed) add(n int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sum += n
	p.seen = append(p.seen, moment{time.Now(), p.sum})
}

// middle is the rate in MB/s between the first and the last tenth of so many
// bytes.
func (p *passed) middle(size int64) float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	var from, to *moment
	for i := range p.seen {
		m := &p.seen[i]
		if from == nil && m.sum >= size/10 {
			from = m
		}
		if m.sum <= size-size/10 {
			to = m
		}
	}
	if from == nil || to == nil || !to.at.After(from.at) {
		return 0
	}
	return float64(to.sum-from.sum) / 1e6 / to.at.Sub(from.at).Seconds()
}
