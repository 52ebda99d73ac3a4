package store

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"youku.example/store/event"
	"youku.example/store/live"
	"youku.example/store/ranges"
)

// Transfer is one open movie, or one upload, whose bytes move now. The caller
// reports what it sent (Sent), stops when Cut is closed, and must call Close.
type Transfer struct {
	*live.Transfer
	shop     *Shop
	download Download
	saved    atomic.Int64 // bytes of the ranges that are in the row
}

// OpenDownload opens a movie that the actor has a ready grant of, any number
// of times. It refuses with ErrNoGrant, with ErrUnavailable, or with ErrNotReady
// and how long the wait still lasts.
func (s *Shop) OpenDownload(ctx context.Context, a Actor, movie int64, protocol Protocol, client string) (*Transfer, error) {
	if err := s.checkFile(ctx, movie); err != nil {
		return nil, err
	}
	d, before, err := s.fetchable(ctx, a, movie)
	if err != nil {
		return nil, err
	}
	goesOn := before
	if before.Covers(d.Size) { // fetched whole before: its progress is that of this time
		goesOn = ranges.Set{}
	}
	t := &Transfer{shop: s, download: d, Transfer: s.transfers.Start(Progress{
		Account: a.Account, Name: Clean(a.Name), MovieID: movie, Title: d.Title,
		Protocol: protocol, Client: Clean(client), Size: d.Size,
	}, a.owner(), goesOn)}
	t.saved.Store(before.Bytes())
	// A revocation is committed first and cuts transfers then: what was revoked
	// before this one was among them is seen here.
	if _, _, err := s.fetchable(ctx, a, movie); err != nil {
		t.Transfer.Close()
		return nil, err
	}
	s.saver.Add(t)
	s.pacer.Join(a.Account)
	s.divideRate()
	return t, nil
}

// fetchable gives a grant that may be opened now, with the ranges sent before.
func (s *Shop) fetchable(ctx context.Context, a Actor, movie int64) (d Download, before ranges.Set, err error) {
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.requireUser(ctx, v, a); err != nil {
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
		before, err = ranges.Decode(g.Cover)
		return err
	})
	return d, before, err
}

// StartUpload puts an upload among the transfers, for people to see. A size of
// 0 is not known.
func (s *Shop) StartUpload(a Actor, name string, size int64, protocol Protocol, client string) *Transfer {
	return &Transfer{shop: s, Transfer: s.transfers.Start(Progress{
		Account: a.Account, Name: Clean(a.Name), Title: Clean(name),
		Protocol: protocol, Client: Clean(client), Size: size,
	}, a.owner(), ranges.Set{})}
}

// Download is what is being fetched; its zero value for an upload.
func (t *Transfer) Download() Download { return t.download }

// Close ends the transfer and adds what it sent to its grant's
// history. Only the first call does; it returns when the row is durable.
func (t *Transfer) Close() error {
	if !t.Transfer.Close() || t.download.ID == 0 {
		return nil
	}
	t.shop.saver.Drop(t)
	t.shop.pacer.Leave(t.download.Account)
	// The session that fetched may be gone already: its context says nothing
	// about what was sent.
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	told := event.ForAccount(t.download.Account, TopicDownloads)
	if err := t.shop.saveSent(ctx, []*Transfer{t}, told); err != nil {
		return fmt.Errorf("note what was sent of movie %d: %w", t.download.MovieID, err)
	}
	return nil
}

// saveEvery is how often what running downloads have sent is written down, so
// that a crash costs their history no more than that.
const saveEvery = 10 * time.Second

// savesAtOnce is how many downloads one transaction writes down.
const savesAtOnce = 100

// unsaved reports whether more was sent than is in the row.
func (t *Transfer) unsaved() bool { return t.Bytes() > t.saved.Load() }

// saveMoved writes down what running downloads have sent. A fault is not the
// end of them: the next time, or their own end, writes it.
func (s *Shop) saveMoved(moved []*Transfer) {
	for len(moved) > 0 {
		n := min(len(moved), savesAtOnce)
		ctx, cancel := context.WithTimeout(context.Background(), saveEvery)
		_ = s.saveSent(ctx, moved[:n])
		cancel()
		moved = moved[n:]
	}
}

// saveSent adds what downloads have sent to the history of their grants, and applies
// the events then.
func (s *Shop) saveSent(ctx context.Context, list []*Transfer, then ...Event) error {
	sent := make([]ranges.Set, len(list))
	idle := true
	for i, t := range list {
		sent[i] = t.Ranges()
		idle = idle && sent[i].Bytes() <= t.saved.Load() && t.download.Size > 0
	}
	if idle {
		s.apply(then...)
		return nil
	}
	err := s.change(ctx, func(tx *change) error {
		tx.events = then
		for i, t := range list {
			if err := addSent(ctx, tx, t.download, sent[i].Clone()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, t := range list {
		t.saved.Store(sent[i].Bytes())
	}
	return nil
}

// addSent joins the ranges with those that other transfers of the grant have
// noted meanwhile.
func addSent(ctx context.Context, tx Tx, d Download, sent ranges.Set) error {
	g, err := tx.Grant(ctx, d.ID)
	if errors.Is(err, errNoRow) {
		return nil
	}
	if err != nil {
		return err
	}
	if have, err := ranges.Decode(g.Cover); err == nil {
		sent.Union(have)
	}
	if sent.Bytes() <= g.Sent && d.Size > 0 {
		return nil
	}
	g.Sent, g.Cover = sent.Bytes(), sent.Encode()
	g.Complete = g.Complete || sent.Covers(d.Size)
	return tx.SetGrant(ctx, g.Grant)
}

// Fetching reports whether a session has a transfer that runs, up or down.
func (s *Shop) Fetching(session string) bool { return session != "" && s.transfers.Running(session) }

// WatchTransfers gives the newest snapshot of the account's running
// transfers; a slow reader skips the older ones.
func (s *Shop) WatchTransfers(account int64) (newest <-chan []Progress, stop func()) {
	newest, stop = s.transfers.Watch(account)
	if s.following.leases != nil && s.following.beater.Any() {
		go s.showElsewhere()
	}
	return newest, stop
}

// Transfers lists all running transfers, for admins.
func (s *Shop) Transfers(ctx context.Context, a Actor) ([]Progress, error) {
	if err := s.viewAdmin(ctx, a); err != nil {
		return nil, err
	}
	_, others, err := s.elsewhere(ctx)
	return append(s.transfers.List(nil), others...), err
}

// Pace waits until n more bytes may leave for the transfer's account: not at
// all unless there is a rate. It gives up when the transfer is cut or ctx
// ends, and says why.
func (t *Transfer) Pace(ctx context.Context, n int64) error {
	wait := t.shop.pacer.Take(t.download.Account, n)
	if wait <= 0 {
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-t.Cut():
		return t.Cause()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// The types of store/live that the shop's methods take and return.
type (
	// Protocol is the way a session came in.
	Protocol = live.Protocol
	// Progress is one running (or just ended) transfer, as a screen shows it.
	Progress = live.Progress
	// Topic is a bit set of what changed: a listener asks anew for what it shows.
	// Nothing is lost when two changes become one, since rows are the truth.
	Topic = live.Topic
)

const (
	ProtocolTUI     Protocol = "tui"
	ProtocolCommand Protocol = "command"
	ProtocolSFTP    Protocol = "sftp"
	ProtocolSCP     Protocol = "scp"
)

const (
	TopicMovies Topic = 1 << iota
	TopicNotices
	TopicWallet    // balance, VIP
	TopicDownloads // grants of this account
	TopicAccount   // keys, language
	TopicPeople    // admins: users, sessions
	TopicIncoming  // admins: uploads
	TopicMarks     // what this account marked and follows

	allTopics = TopicMarks<<1 - 1
)
