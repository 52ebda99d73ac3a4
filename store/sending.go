package store

import (
	"context"
	"errors"
	"sync"
	"time"
)

// noteEvery is how often what running downloads have sent is written down, so
// that a crash costs their history no more than that. It is one transaction
// for all of them, and none while nothing moves.
const noteEvery = 10 * time.Second

// notesAtOnce is how many downloads one transaction writes down.
const notesAtOnce = 100

// sending is the downloads that run.
type sending struct {
	note func([]*Transfer)

	mu     sync.Mutex
	open   map[*Transfer]struct{}
	timer  *time.Timer // set while downloads are open
	closed bool
	noting sync.WaitGroup
}

func newSending(note func([]*Transfer)) *sending {
	return &sending{note: note, open: map[*Transfer]struct{}{}}
}

func (s *sending) add(t *Transfer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[t] = struct{}{}
	if s.timer == nil && !s.closed {
		s.timer = time.AfterFunc(noteEvery, s.tick)
	}
}

func (s *sending) drop(t *Transfer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, t)
	if len(s.open) == 0 && s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
}

func (s *sending) tick() {
	s.mu.Lock()
	if s.closed || s.timer == nil {
		s.mu.Unlock()
		return
	}
	s.noting.Add(1)
	defer s.noting.Done()
	var moved []*Transfer
	for t := range s.open {
		if t.entry.bytes() > t.noted.Load() {
			moved = append(moved, t)
		}
	}
	s.mu.Unlock()

	s.note(moved)

	s.mu.Lock()
	defer s.mu.Unlock()
	if s.timer != nil && !s.closed {
		s.timer.Reset(noteEvery)
	}
}

// close ends the noting; what is open then notes itself when it closes.
func (s *sending) close() {
	s.mu.Lock()
	s.closed = true
	if s.timer != nil {
		s.timer.Stop()
	}
	s.mu.Unlock()
	s.noting.Wait()
}

// noteMoved writes down what running downloads have sent. A fault is not the
// end of them: the next time, or their own end, writes it.
func (s *Shop) noteMoved(moved []*Transfer) {
	for len(moved) > 0 {
		n := min(len(moved), notesAtOnce)
		ctx, cancel := context.WithTimeout(context.Background(), noteEvery)
		_ = s.noteSent(ctx, moved[:n])
		cancel()
		moved = moved[n:]
	}
}

// noteSent adds what downloads have sent to the history of their grants.
func (s *Shop) noteSent(ctx context.Context, list []*Transfer) error {
	sent := make([]Cover, len(list))
	idle := true
	for i, t := range list {
		sent[i] = t.entry.sofar()
		idle = idle && sent[i].Bytes() <= t.noted.Load() && t.download.Size > 0
	}
	if idle {
		return nil
	}
	err := s.db.Update(ctx, func(tx Tx) error {
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
		t.noted.Store(sent[i].Bytes())
	}
	return nil
}

// addSent joins the ranges with those that other transfers of the grant have
// noted meanwhile.
func addSent(ctx context.Context, tx Tx, d Download, sent Cover) error {
	g, err := tx.Grant(ctx, d.ID)
	if errors.Is(err, errNoRow) {
		return nil
	}
	if err != nil {
		return err
	}
	if have, err := DecodeCover(g.Cover); err == nil {
		sent.Union(have)
	}
	if sent.Bytes() <= g.Sent && d.Size > 0 {
		return nil
	}
	g.Sent, g.Cover = sent.Bytes(), sent.Encode()
	g.Complete = g.Complete || sent.Covers(d.Size)
	return tx.SetGrant(ctx, g.Grant)
}
