package auth

import (
	"context"
	"log/slog"
	"net/netip"
	"slices"
	"sync"
	"time"

	"youku.example/sshserver/contain"
	"youku.example/store"
)

// The beginning of a ban stands in the audit: the source, what for and how
// often, never a name that was typed, which may be a password. Anyone who comes
// from a hundred thousand sources must not fill the disk under the ledger:
// there are so many lines at once and no more for a while, and the rest is a
// number.
const (
	BanNotesAtOnce = 10
	BanNotesEvery  = 5 * time.Minute
	banNotesWithin = 10 * time.Second
)

// banNotes is the bans that are to be written down.
type banNotes struct {
	write func(ctx context.Context, begun []store.Ban, more int) error
	log   *slog.Logger

	writing sync.Mutex // held while they are

	mu     sync.Mutex
	begun  []store.Ban
	more   int
	timer  *time.Timer // set while some wait
	last   time.Time
	closed bool
}

func newBanNotes(write func(context.Context, []store.Ban, int) error, log *slog.Logger) *banNotes {
	return &banNotes{write: write, log: log}
}

// of returns what Penalties call when a ban begins.
func (b *banNotes) of(why store.BanReason) func(netip.Prefix, int) {
	return func(src netip.Prefix, times int) {
		b.add(store.Ban{Source: src, Why: why, Times: times})
	}
}

func (b *banNotes) add(ban store.Ban) {
	b.mu.Lock()
	defer b.mu.Unlock()
	same := func(o store.Ban) bool { return o.Source == ban.Source && o.Why == ban.Why }
	switch i := slices.IndexFunc(b.begun, same); {
	case b.closed:
		return
	case i >= 0:
		b.begun[i] = ban
	case len(b.begun) < BanNotesAtOnce:
		b.begun = append(b.begun, ban)
	default:
		b.more++
	}
	if b.timer == nil {
		b.timer = time.AfterFunc(BanNotesEvery-min(BanNotesEvery, time.Since(b.last)), b.flush)
	}
}

// flush writes down what waits. What can't be written is in the log alone.
func (b *banNotes) flush() {
	b.writing.Lock()
	defer b.writing.Unlock()
	defer contain.Log(b.log, "noting bans", nil)
	b.mu.Lock()
	begun, more := b.begun, b.more
	b.begun, b.more, b.timer, b.last = nil, 0, nil, time.Now()
	b.mu.Unlock()
	if len(begun) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), banNotesWithin)
	defer cancel()
	if err := b.write(ctx, begun, more); err != nil {
		b.log.Error("note bans", "sources", len(begun)+more, "err", err)
	}
}

// close writes down what waits still, and notes nothing any more.
func (b *banNotes) close() {
	b.mu.Lock()
	b.closed = true
	if b.timer != nil {
		b.timer.Stop()
	}
	b.mu.Unlock()
	b.flush()
}
