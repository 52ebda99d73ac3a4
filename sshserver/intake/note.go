package intake

import (
	"context"
	"time"

	"youku.example/media"
	"youku.example/sshserver/contain"
	"youku.example/store"
)

// noteUploads brings the rows of running uploads up to date.
func (in *Intake) noteUploads() {
	tick := time.NewTicker(noteEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-in.ctx.Done():
			return
		}
		in.saveUnsaved()
		in.unclaimLate()
		in.mu.Lock()
		open := make([]*Upload, 0, len(in.uploads))
		for _, u := range in.uploads {
			open = append(open, u)
		}
		in.mu.Unlock()
		for _, u := range open {
			if err := u.note(in.ctx); err != nil && in.ctx.Err() == nil {
				in.log.Error("note an upload", "err", err)
			}
		}
	}
}

// sent returns how much the library made durable by itself, if it does that.
func (u *Upload) sent() (bytes int64, bySelf bool) {
	d, bySelf := u.inbox.(media.Durable)
	if bySelf {
		bytes = d.Durable()
	}
	return bytes, bySelf
}

// note writes into the row how much was received, and from time to time how
// much of it is durable: a start after a crash goes back to that, for what lies
// behind may have gaps. Making it durable holds up the writer, so it takes a
// tenth of the time at most.
func (u *Upload) note(ctx context.Context) (err error) {
	defer contain.Error(&err)
	sent, bySelf := u.sent()
	u.mu.Lock()
	to, began, idle := u.received.Front(), time.Now(), !u.changed || u.received.Front() == u.noted
	due := !bySelf && began.Sub(u.synced) >= 10*u.syncing
	u.mu.Unlock()
	if idle {
		return nil
	}
	if due && u.sync() != nil {
		return nil // the next write says it to the client, or the close
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed || u.received.Front() < to {
		return nil
	}
	if due {
		u.synced = time.Now()
		u.syncing, u.noted = u.synced.Sub(began), to
	}
	if bySelf {
		u.noted = min(sent, u.received.Front())
	}
	row := u.row
	row.State, row.Size, row.Done, row.ModifiedAt = store.Receiving, u.size, u.noted, u.modified()
	if err := u.in.shop.SaveIncoming(ctx, row); err != nil {
		return err
	}
	u.row = row
	return nil
}
