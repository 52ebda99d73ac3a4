package store

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store/live"
	"youku.example/store/ranges"
)

// paced is a download of an account on a shop that holds rates.
func paced(s *Shop, account int64) *Transfer {
	s.pacer.Join(account)
	return &Transfer{shop: s, download: Download{ID: 1, Account: account}, Transfer: s.transfers.Start(Progress{Account: account}, live.Owner{}, ranges.Set{})}
}

func TestPace(t *testing.T) {
	const rate, piece = 1_000_000, 50_000
	send := func(t *testing.T, tr *Transfer, bytes int64) {
		for ; bytes > 0; bytes -= piece {
			if err := tr.Pace(context.Background(), piece); err != nil {
				t.Error(err)
			}
		}
	}
	t.Run("OneByTheRate", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			tr := paced(&Shop{pacer: live.NewPacer(rate), transfers: live.NewTransfers()}, 1)
			began := time.Now()
			send(t, tr, 10*rate)
			if took := time.Since(began); took != 10*time.Second-live.Ahead {
				t.Errorf("ten seconds' worth took %v", took)
			}
			time.Sleep(time.Hour) // a pause saves up no more than a moment's worth
			began = time.Now()
			send(t, tr, 10*rate)
			if took := time.Since(began); took != 10*time.Second-live.Ahead {
				t.Errorf("after a pause it took %v", took)
			}
		})
	})
	t.Run("ManyTogether", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := &Shop{pacer: live.NewPacer(rate), transfers: live.NewTransfers()}
			began := time.Now()
			var all sync.WaitGroup
			for range 4 {
				all.Go(func() { send(t, paced(s, 1), 2*rate) })
			}
			other := paced(s, 2)
			send(t, other, rate)
			if took := time.Since(began); took != time.Second-live.Ahead {
				t.Errorf("another account was held up: %v", took)
			}
			all.Wait()
			if took := time.Since(began); took < 8*time.Second-2*live.Ahead || took > 8*time.Second {
				t.Errorf("four downloads of an account took %v together", took)
			}
		})
	})
	t.Run("NoRate", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			send(t, paced(&Shop{pacer: live.NewPacer(0), transfers: live.NewTransfers()}, 1), 100*rate)
			if took := time.Since(began); took != 0 {
				t.Errorf("without a rate it took %v", took)
			}
		})
	})
	t.Run("CutAndEnd", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := &Shop{pacer: live.NewPacer(1), transfers: live.NewTransfers()}
			tr := paced(s, 1)
			ended := make(chan error, 1)
			go func() { ended <- tr.Pace(context.Background(), rate) }()
			synctest.Wait()
			s.transfers.Cut(ErrLocked, func(Progress, live.Owner) bool { return true })
			if err := <-ended; !errors.Is(err, ErrLocked) {
				t.Errorf("a cut transfer: %v", err)
			}
			ctx, cancel := context.WithCancelCause(context.Background())
			cancel(ErrKicked)
			if err := paced(s, 2).Pace(ctx, rate); !errors.Is(err, ErrKicked) {
				t.Errorf("a session that ended: %v", err)
			}
			s.pacer.Leave(1)
			s.pacer.Leave(2)
			if n := s.pacer.Accounts(); n != 0 {
				t.Errorf("%d accounts are remembered that fetch nothing", n)
			}
		})
	})
}

func BenchmarkPace(b *testing.B) {
	for name, rate := range map[string]int64{"Off": 0, "On": 1 << 50} {
		b.Run(name, func(b *testing.B) {
			tr := paced(&Shop{pacer: live.NewPacer(rate), transfers: live.NewTransfers()}, 1)
			b.ReportAllocs()
			for b.Loop() {
				if err := tr.Pace(context.Background(), 255<<10); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
