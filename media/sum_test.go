package media

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"testing"
)

func TestSum(t *testing.T) {
	for _, n := range []int{0, 1, 5, 9, 10, 11, 40, sumStep - 1, sumStep, sumStep + 1, 3*sumStep + 7} {
		p := make([]byte, n)
		for i := range p {
			p[i] = byte(i * 31)
		}
		var last int64
		got, err := Sum(t.Context(), bytes.NewReader(p), int64(n), func(done int64) {
			if done <= last {
				t.Errorf("progress went from %d to %d", last, done)
			}
			last = done
		})
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(p)
		if got.SHA256 != hex.EncodeToString(sum[:]) || got.Size != int64(n) || last != int64(n) {
			t.Errorf("%d bytes: %+v, progress %d", n, got, last)
		}
		if n < 10 {
			continue
		}
		// As the clients of old make it.
		old := md5.New()
		for _, off := range []int{0, n / 3, 2 * n / 3, n - 10} {
			old.Write(p[off:min(off+10, n)])
		}
		if want := hex.EncodeToString(old.Sum(nil)); got.SampledMD5 != want {
			t.Errorf("%d bytes: sampled %s, want %s", n, got.SampledMD5, want)
		}
	}
}

func TestSum_Cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := make([]byte, 4*sumStep)
	_, err := Sum(ctx, bytes.NewReader(p), int64(len(p)), func(int64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

func TestSum_Short(t *testing.T) {
	if _, err := Sum(t.Context(), bytes.NewReader([]byte("abc")), 4, nil); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v, want io.ErrUnexpectedEOF", err)
	}
}

func TestCheckKey(t *testing.T) {
	for _, key := range []string{"a", "0", "ab12.mp4", "a.b.c"} {
		if err := CheckKey(key); err != nil {
			t.Errorf("%q: %v", key, err)
		}
	}
	for _, key := range []string{"", ".", "..", "a.", ".a", "a..b", "A", "a/b", "a\x00", "é"} {
		if err := CheckKey(key); !errors.Is(err, ErrKey) {
			t.Errorf("%q: %v, want ErrKey", key, err)
		}
	}
}
