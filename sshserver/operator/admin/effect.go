package admin

import (
	"context"
	"time"

	"youku.example/keys"
	"youku.example/sshserver/operator/local"
	"youku.example/store"
)

// A server that runs reads the admins' keys anew twice a second and writes
// into the audit what it found. A command that changed the file waits for that
// before it says that something is in force.
const (
	takenUpWithin = 4 * time.Second
	lookAgain     = 100 * time.Millisecond
)

// effect is what has become of a change to the admins' keys.
type effect int

const (
	atNextStart effect = iota // no server runs
	nowInForce                // the server that runs has taken it up
	notTakenUp                // it runs, and has not: perhaps it can't read the file
)

// adminsEffect waits until a running server goes by the lines of the file, if
// there is one.
func adminsEffect(ctx context.Context, c *local.Call, lines []keys.Line) (effect, error) {
	served, err := local.IsServed(c.Settings.Lock())
	if err != nil {
		return notTakenUp, nil // this user may not even ask
	}
	if !served {
		return atNextStart, nil
	}
	rows, err := c.ReadRows(ctx)
	if err != nil {
		return notTakenUp, err
	}
	defer rows.Close()
	ctx, cancel := context.WithTimeout(ctx, takenUpWithin)
	defer cancel()
	for {
		if same, err := goesBy(ctx, rows, lines); same || err != nil && ctx.Err() == nil {
			return nowInForce, err
		}
		select {
		case <-ctx.Done():
			return notTakenUp, nil
		case <-time.After(lookAgain):
		}
	}
}

// goesBy reports whether the audit has these keys as vouched for, and no other.
func goesBy(ctx context.Context, rows store.DB, lines []keys.Line) (same bool, err error) {
	err = rows.View(ctx, func(v store.View) error {
		known, err := v.Vouched(ctx)
		same = err == nil && len(known) == len(lines)
		for _, l := range lines {
			name, is := known[l.Fingerprint]
			same = same && is && name == store.Clean(l.Comment)
		}
		return err
	})
	return same, err
}
