package intake

import (
	"context"
	"time"

	"youku.example/store"
)

// Where several servers share the rows, what holds a row or a content here is claimed
// for this server as well, so that no other holds it: a start elsewhere would take a
// running upload for one that a crash cut off. The claims of a server that is dead are
// free.

// claim claims a row that is held here. Another server's is refused by what its state
// says.
func (in *Intake) claim(ctx context.Context, row store.Incoming) error {
	is, err := in.shop.Claim(ctx, store.ClaimUpload, row.File)
	switch {
	case err != nil || is:
		return err
	case row.State == store.Receiving, row.State == store.Hashing:
		return &store.Refusal{Code: store.ErrReceiving.Code, Name: row.Name}
	}
	return &store.Refusal{Code: store.ErrBusy.Code, Name: row.Name}
}

// claimContent waits until no other server has the content.
func (in *Intake) claimContent(ctx context.Context, sum string) error {
	for {
		is, err := in.shop.Claim(ctx, store.ClaimContent, sum)
		if err != nil || is {
			return err
		}
		select {
		case <-time.After(claimAgain):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

const claimAgain = 50 * time.Millisecond

// unclaim gives a claim back. While the shop can't be reached it is tried again and
// again: the other servers wait for it.
func (in *Intake) unclaim(kind store.ClaimKind, key string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(in.ctx), unclaimWithin)
	defer cancel()
	if in.shop.Unclaim(ctx, kind, key) == nil {
		return
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.claimed[claimKey{kind, key}] = true
}

const unclaimWithin = 3 * time.Second

type claimKey struct {
	kind store.ClaimKind
	key  string
}

// unclaimLate gives back what could not be given back, unless it is held again.
func (in *Intake) unclaimLate() {
	in.mu.Lock()
	late := make([]claimKey, 0, len(in.claimed))
	for k := range in.claimed {
		late = append(late, k)
	}
	clear(in.claimed)
	in.mu.Unlock()
	for _, k := range late {
		if !in.holds(k) {
			in.unclaim(k.kind, k.key)
		}
	}
}

func (in *Intake) holds(k claimKey) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if _, held := in.keys[k.key]; held {
		return true
	}
	for _, l := range in.locks {
		if l.file == k.key {
			return true
		}
	}
	return false
}

// elsewhere is a row that another server holds, as it was seen to change last.
type elsewhere struct {
	updated    time.Time
	generation int64
	since      time.Time
}

// takeElsewhere takes an upload over whose writer is on another server, by the rule of
// takeOver: a writer that sends has its row change every noteEvery.
func (in *Intake) takeElsewhere(ctx context.Context, a store.Actor, row store.Incoming, w Writer) error {
	refusal := &store.Refusal{Code: store.ErrReceiving.Code, Name: row.Name}
	if row.State != store.Receiving || a.Account == 0 || row.By != a.Name || w.Connection == "" {
		return refusal
	}
	in.mu.Lock()
	seen := in.elsewhere[row.ID]
	if !seen.updated.Equal(row.UpdatedAt) || seen.generation != row.Generation {
		seen = elsewhere{row.UpdatedAt, row.Generation, time.Now()}
		if len(in.elsewhere) > 1000 {
			clear(in.elsewhere)
		}
		in.elsewhere[row.ID] = seen
	}
	in.mu.Unlock()
	if refusal.Wait = silence + noteEvery - time.Since(seen.since); refusal.Wait > 0 {
		return refusal
	}
	in.log.Info("an upload was taken over from another server", "upload", row.ID, "name", store.Clean(row.Name), "generation", row.Generation)
	return in.shop.TakeClaim(ctx, store.ClaimUpload, row.File)
}
