package keys

import (
	"context"
	"slices"
	"time"
)

// Watch re-reads the file whenever it changed and reports which keys are no
// longer vouched for under the same name; it returns when ctx ends. A file
// that can't be read keeps what was read before, is logged once, and is tried
// again each time: rights above it may be repaired, which does not change it.
func (a *Admins) Watch(ctx context.Context, every time.Duration, changed func(removed []Line)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	told := a.List()
	said := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if a.stale() {
			if err := a.reload(); err != nil {
				if said != err.Error() {
					a.log.Error("the admins' keys can't be read: those that were read before go on to count", "err", err)
				}
				said = err.Error()
				continue
			}
			said = ""
		}
		now := a.List()
		if slices.EqualFunc(told, now, sameLine) {
			continue
		}
		removed := slices.DeleteFunc(told, func(l Line) bool {
			return slices.ContainsFunc(now, func(n Line) bool { return sameLine(l, n) })
		})
		told = now
		a.log.Info("the admins' keys changed", "keys", len(now), "removed", len(removed))
		changed(removed)
	}
}

func sameLine(a, b Line) bool { return a.Fingerprint == b.Fingerprint && a.Comment == b.Comment }

// stale reports whether the file may have changed since it was read. While its
// time is as young as the clock is coarse, or it could not be read, that can't
// be known, so it may have.
func (a *Admins) stale() bool {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return stampOf(a.path) != a.seen || a.readAt.Sub(a.seen.mtime) < 2*time.Second
}
