package fair

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestKeyedSemaphore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := NewKeyedSemaphore[string](1)
		leave, err := q.Take(t.Context(), "alice")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := q.Take(ctx, "alice"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("behind one that stays: %v", err)
		}
		leave()
		if leave, err = q.Take(t.Context(), "alice"); err != nil {
			t.Fatal(err)
		}
		leave()
		if q.Waiting() != 0 {
			t.Error("a key is remembered though none waits")
		}
	})
}
