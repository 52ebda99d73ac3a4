package store

import (
	"context"
	"errors"
	"sync"
	"time"

	"youku.example/store/ranges"
)

// saveEvery is how often what running downloads have sent is written down, so
// that a crash costs their history no more than that. It is one transaction
// for all of them, and none while nothing moves.
const saveEvery = 10 * time.Second

// savesAtOnce is how many downloads one transaction writes down.
const savesAtOnce = 100

// progressSaver writes down, from time to time, how far the open downloads are.
type progressSaver struct {
	save func([]*Transfer)

	mu     sync.Mutex
	open   map[*Transfer]struct{}
	timer  *time.Timer // set while downloads are open
	closed bool
	saving sync.WaitGroup
}

func newProgressSaver(save func([]*Transfer)) *progressSaver {
	return &progressSaver{save: save, open: map[*Transfer]struct{}{}}
}

func (p *progressSaver) add(t *Transfer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[t] = struct{}{}
	if p.timer == nil && !p.closed {
		p.timer = time.AfterFunc(saveEvery, p.tick)
	}
}

func (p *progressSaver) drop(t *Transfer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.open, t)
	if len(p.open) == 0 && p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
}

func (p *progressSaver) tick() {
	p.mu.Lock()
	if p.closed || p.timer == nil {
		p.mu.Unlock()
		return
	}
	p.saving.Add(1)
	defer p.saving.Done()
	var moved []*Transfer
	for t := range p.open {
		if t.Bytes() > t.saved.Load() {
			moved = append(moved, t)
		}
	}
	p.mu.Unlock()

	p.save(moved)

	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil && !p.closed {
		p.timer.Reset(saveEvery)
	}
}

// close ends the saving; what is open then is saved when it closes.
func (p *progressSaver) close() {
	p.mu.Lock()
	p.closed = true
	if p.timer != nil {
		p.timer.Stop()
	}
	p.mu.Unlock()
	p.saving.Wait()
}

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

// saveSent adds what downloads have sent to the history of their grants.
func (s *Shop) saveSent(ctx context.Context, list []*Transfer) error {
	sent := make([]ranges.Set, len(list))
	idle := true
	for i, t := range list {
		sent[i] = t.Ranges()
		idle = idle && sent[i].Bytes() <= t.saved.Load() && t.download.Size > 0
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
