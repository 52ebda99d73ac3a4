package store

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// Transfer is one open movie, or one upload, on the board of what moves now.
// Whoever moves the bytes reports Sent, watches Cut and ends with Close.
type Transfer struct {
	shop     *Shop
	download Download
	entry    *entry
	noted    atomic.Int64 // bytes of the ranges that are in the row
}

// OpenDownload opens a movie that the actor has a ready grant of, any number
// of times. It refuses with ErrNoGrant, with ErrUnavailable, or with ErrNotReady
// and how long the wait still lasts.
func (s *Shop) OpenDownload(ctx context.Context, a Actor, movie int64, door Protocol, client string) (*Transfer, error) {
	if err := s.lookAt(ctx, movie); err != nil {
		return nil, err
	}
	d, before, err := s.fetchable(ctx, a, movie)
	if err != nil {
		return nil, err
	}
	t := &Transfer{shop: s, download: d, entry: s.board.start(Progress{
		Account: a.Account, Name: Clean(a.Name), MovieID: movie, Title: d.Title,
		Protocol: door, Client: Clean(client), Size: d.Size,
	}, a, before)}
	t.noted.Store(before.Bytes())
	// A revocation is committed first and cuts the board then: whatever was
	// revoked before the entry stood on the board is seen here.
	if _, _, err := s.fetchable(ctx, a, movie); err != nil {
		t.entry.close()
		return nil, err
	}
	s.sending.add(t)
	s.paces.join(a.Account)
	return t, nil
}

// fetchable gives a grant that may be opened now, with the ranges sent before.
func (s *Shop) fetchable(ctx context.Context, a Actor, movie int64) (d Download, before Cover, err error) {
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.user(ctx, v, a); err != nil {
			return err
		}
		g, err := s.liveGrant(ctx, v, a.Account, movie)
		if err != nil {
			return err
		}
		if d, err = s.toDownload(ctx, v, g); err != nil {
			return err
		}
		if err := d.Refused(); err != nil {
			return err
		}
		before, err = DecodeCover(g.Cover)
		return err
	})
	return d, before, err
}

// StartUpload puts an upload among the transfers, for people to see. A size of
// 0 is not known.
func (s *Shop) StartUpload(a Actor, name string, size int64, door Protocol, client string) *Transfer {
	return &Transfer{shop: s, entry: s.board.start(Progress{
		Account: a.Account, Name: Clean(a.Name), Title: Clean(name),
		Protocol: door, Client: Clean(client), Size: size,
	}, a, Cover{})}
}

// Download is what is being fetched; its zero value for an upload.
func (t *Transfer) Download() Download { return t.download }

// Sent reports that n bytes at off left for the other side (or, of an upload,
// arrived). It is cheap, and safe from several goroutines.
func (t *Transfer) Sent(off, n int64) {
	t.entry.sent(off, n)
}

// Cut is closed when the right to these bytes was taken away; Cause says why.
func (t *Transfer) Cut() <-chan struct{} { return t.entry.cutc }

// Cause is why the transfer was cut; nil while it was not.
func (t *Transfer) Cause() error { return t.entry.why() }

// Close takes the transfer off the board and adds what it sent to its grant's
// history. Only the first call does; it returns when the row is durable.
func (t *Transfer) Close() error {
	if !t.entry.close() || t.download.ID == 0 {
		return nil
	}
	t.shop.sending.drop(t)
	t.shop.paces.leave(t.download.Account)
	// The session that fetched may be gone already: its context says nothing
	// about what was sent.
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := t.shop.noteSent(ctx, []*Transfer{t}); err != nil {
		return fmt.Errorf("note what was sent of movie %d: %w", t.download.MovieID, err)
	}
	t.shop.notifier.notifyAccount(t.download.Account, TopicDownloads)
	return nil
}

// Fetching reports whether a session has a transfer that runs, up or down.
func (s *Shop) Fetching(session string) bool { return session != "" && s.board.busy(session) }

// WatchTransfers gives the newest snapshot of the account's running
// transfers; a slow reader skips the older ones.
func (s *Shop) WatchTransfers(account int64) (newest <-chan []Progress, stop func()) {
	return s.board.watch(account)
}

// Transfers lists everybody's running transfers, for admins.
func (s *Shop) Transfers(ctx context.Context, a Actor) ([]Progress, error) {
	if err := s.viewAdmin(ctx, a); err != nil {
		return nil, err
	}
	return s.board.list(nil), nil
}
