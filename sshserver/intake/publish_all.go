package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"youku.example/media"
	"youku.example/store"
)

// batchSize is how many are published in one transaction, which holds up all others
// for some 20 ms.
const batchSize = 16

// PublishAll is Publish of several uploads, some at a time: what must be durable
// before a step is synced once for all of them. Each is a movie or has an error of
// its own, and one that is refused keeps no other from it. When ctx ends, those
// that were begun go on without their answer.
func (in *Intake) PublishAll(ctx context.Context, a store.Actor, list []store.NamedPublication) []store.Published {
	all := make([]store.Published, 0, len(list))
	for some := range slices.Chunk(list, batchSize) {
		done, err := in.publishSome(ctx, a, some)
		if err != nil {
			done = slices.Repeat([]store.Published{{Err: err}}, len(some))
		}
		all = append(all, done...)
	}
	return all
}

// publishSome publishes a few; an error is that of all.
func (in *Intake) publishSome(ctx context.Context, a store.Actor, list []store.NamedPublication) ([]store.Published, error) {
	if err := in.admin(ctx, a); err != nil {
		return nil, err
	}
	b := &batch{in: in, by: a, done: make([]store.Published, len(list))}
	again := b.take(ctx, list)
	w, err := in.begin(ctx, func(ctx context.Context) (store.Movie, error) {
		b.publish(ctx)
		return store.Movie{}, nil
	})
	if err != nil {
		b.release()
		return nil, err
	}
	if _, err := w.wait(ctx, func() {}); err != nil {
		return nil, err // the batch goes on, and is not to be read
	}
	for _, i := range again {
		b.done[i].Movie, b.done[i].Err = in.Publish(ctx, a, list[i].Name, list[i].As, nil)
	}
	return b.done, nil
}

// batch is some uploads that are being published together.
type batch struct {
	in   *Intake
	by   store.Actor
	held []*heldRow
	done []store.Published
}

// heldRow is one of them.
type heldRow struct {
	at      int // in done
	row     store.Incoming
	as      store.Publication
	release func()
	unlock  func() // of its content
}

// take takes the rows that may be published. It returns the places of those whose
// content another of them has: what becomes of them is seen when that is a movie.
func (b *batch) take(ctx context.Context, list []store.NamedPublication) (again []int) {
	sums := map[string]bool{}
	for i, one := range list {
		row, release, err := b.in.takeNamed(ctx, one.Name, publishing, false)
		if err != nil {
			b.done[i].Err = err
			continue
		}
		if _, err := store.CheckPublication(row, one.As); err != nil {
			release()
			b.done[i].Err = err
			continue
		}
		if sums[row.SHA256] {
			release()
			again = append(again, i)
			continue
		}
		sums[row.SHA256] = true
		b.held = append(b.held, &heldRow{at: i, row: row, as: one.As, release: release})
	}
	// All lock contents in this order, so that no two wait for each other.
	slices.SortFunc(b.held, func(x, y *heldRow) int { return cmp.Compare(x.row.SHA256, y.row.SHA256) })
	return again
}

// publish publishes what is held, lets go of it, and then does what Publish does
// for each that is a movie by now.
func (b *batch) publish(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			b.fail(b.held, fmt.Errorf("publish several: %v", p))
			b.release()
			panic(p) // contained by the caller
		}
	}()
	all := slices.Clone(b.held)
	b.check(ctx)
	b.keepAndPublish(ctx)
	b.release()
	ctx, cancel := detached(ctx)
	defer cancel()
	for _, h := range all {
		d := b.done[h.at]
		if d.Err == nil || errors.Is(d.Err, store.ErrDuplicate) || errors.Is(d.Err, store.ErrTwinDeleted) {
			b.in.RecheckDuplicates(ctx, h.row.SHA256)
		}
		if d.Err == nil {
			b.in.publishSidecars(ctx, b.by, h.row, d.Movie, h.as.Beside)
		}
	}
}

// check locks the contents, and lets go of what is here already or was changed.
// What is left becomes movies in the order of the list: the newest is the last.
func (b *batch) check(ctx context.Context) {
	defer func() {
		slices.SortFunc(b.held, func(x, y *heldRow) int { return cmp.Compare(x.at, y.at) })
	}()
	b.each(func(h *heldRow) (err error) {
		if h.unlock, err = b.in.LockContent(ctx, h.row.SHA256); err != nil {
			return err
		}
		if err := b.in.shop.CheckNew(ctx, h.row.SHA256); err != nil {
			return err
		}
		return b.in.unchanged(ctx, h.row)
	})
}

// each does something for each that is held, and lets go of it where that fails.
func (b *batch) each(do func(*heldRow) error) {
	b.held = slices.DeleteFunc(b.held, func(h *heldRow) bool {
		err := do(h)
		if err != nil {
			b.done[h.at].Err = err
			h.letGo()
		}
		return err != nil
	})
}

func (h *heldRow) letGo() {
	if h.unlock != nil {
		h.unlock()
	}
	h.release()
}

// release lets go of what is still held.
func (b *batch) release() {
	for _, h := range b.held {
		h.letGo()
	}
	b.held = nil
}

// fail is the end of some, of which the rows say what happened.
func (b *batch) fail(list []*heldRow, err error) {
	for _, h := range list {
		b.done[h.at] = store.Published{Err: err}
	}
}

// keepAndPublish takes the same steps as publishRow, each for all.
func (b *batch) keepAndPublish(ctx context.Context) {
	if len(b.held) == 0 {
		return
	}
	rows := make([]store.Incoming, len(b.held))
	for i, h := range b.held {
		h.row = beingPublished(h.row)
		rows[i] = h.row
	}
	if err := b.in.shop.SaveAllIncoming(ctx, rows); err != nil {
		b.fail(b.held, err)
		return
	}
	b.in.step("publishing")
	b.publishKept(ctx, b.keep(ctx))
	after, cancel := detached(ctx)
	defer cancel()
	b.settle(after)
}

// keep keeps the bytes of all, and returns those of which that succeeded.
func (b *batch) keep(ctx context.Context) (kept []*heldRow) {
	list := make([]media.ToKeep, len(b.held))
	for i, h := range b.held {
		list[i] = media.ToKeep{Incoming: h.row.File, Movie: h.row.KeptAs}
		defer b.in.forget(h.row.ID)
	}
	errs := b.in.library.KeepAll(ctx, list, func(i int, done int64) { b.in.setProgress(b.held[i].row.ID, done) })
	for i, h := range b.held {
		if errs[i] != nil {
			b.done[h.at].Err = b.in.notKept(h.row, errs[i])
			continue
		}
		kept = append(kept, h)
	}
	b.in.step("kept")
	return kept
}

// publishKept writes the rows of the movies.
func (b *batch) publishKept(ctx context.Context, kept []*heldRow) {
	if len(kept) == 0 {
		return
	}
	list := make([]store.ToPublish, len(kept))
	for i, h := range kept {
		list[i] = toPublish(h.row, h.as)
	}
	done, err := b.in.shop.PublishAll(ctx, b.by, list)
	if err != nil {
		b.fail(kept, err)
		return
	}
	for i, h := range kept {
		b.done[h.at] = done[i]
		b.in.dropLate(ctx, h.row, done[i].Err)
	}
	b.in.step("published")
}

// settle removes what is a movie by now from the incoming folder, and brings the
// others back.
func (b *batch) settle(ctx context.Context) {
	var files []string
	var ids []int64
	var others []*heldRow
	for _, h := range b.held {
		if b.done[h.at].Err != nil {
			others = append(others, h)
			continue
		}
		files, ids = append(files, h.row.File), append(ids, h.row.ID)
	}
	err := b.in.library.Discard(ctx, files...)
	if err == nil {
		b.in.step("discarded")
		err = b.in.shop.DropIncoming(ctx, ids...)
	}
	for _, h := range others {
		err = errors.Join(err, b.in.settlePublished(ctx, h.row))
	}
	if err != nil {
		b.in.log.Error("settle uploads that were published", "err", err)
		b.in.recoverLater()
	}
}
