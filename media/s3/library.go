package s3

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"

	"youku.example/media"
	"youku.example/media/keylock"
	"youku.example/media/s3/chunk"
)

const (
	incomingDir = "incoming"
	moviesDir   = "movies"
)

// Config is where a library is and what it may use of this machine.
type Config struct {
	Place      Place
	Cache      string       // a folder for the chunks of movies; "": none are kept
	CacheBytes int64        // how much of them
	Memory     int64        // of all parts that are being received; 0: DefaultMemory
	ReadOnly   bool         // nothing in the bucket is changed: it is not tried, and nothing is swept
	Log        *slog.Logger // nil: none

	limits *limits // nil: the usual
}

// DefaultMemory holds 64 parts of the usual size.
const DefaultMemory = 512 << 20

// Library is a bucket, or a part of one, with movie files. It is safe for many users
// at once, and for many servers.
type Library struct {
	bucket  bucket
	log     *slog.Logger
	buffers *buffers
	chunks  *chunk.Shared
	keys    keylock.Locks // twins meet here

	partSize func(off int64) int64 // partSize; tests have smaller parts

	end  context.CancelFunc
	done sync.WaitGroup
}

// Open opens a library whose bucket is there. It looks whether the store answers,
// takes the access keys, and lets them read and write.
func Open(ctx context.Context, c Config) (*Library, error) {
	client, err := newClient(ctx, c.Place)
	if err != nil {
		return nil, err
	}
	l := &Library{bucket: bucket{client: client, place: c.Place, limits: usual}, log: c.Log, partSize: partSize}
	if c.limits != nil {
		l.bucket.limits = *c.limits
	}
	if l.log == nil {
		l.log = slog.New(slog.DiscardHandler)
	}
	if c.Memory == 0 {
		c.Memory = DefaultMemory
	}
	if err := l.probe(ctx, c.ReadOnly); err != nil {
		return nil, fmt.Errorf("open the bucket %s: %w", c.Place.at(), err)
	}
	cache, err := chunk.OpenFolder(c.Cache, c.CacheBytes, l.log)
	if err != nil {
		return nil, err
	}
	l.buffers, l.chunks = newBuffers(c.Memory), chunk.NewShared(cache)
	background, end := context.WithCancel(context.Background())
	l.end = end
	if !c.ReadOnly {
		l.done.Go(func() { l.sweepUploads(background) })
	}
	return l, nil
}

// OpenAddress opens the library at an address that Parse reads.
func OpenAddress(ctx context.Context, address string, c Config) (*Library, error) {
	place, err := Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", media.ErrStoreAddress, err)
	}
	c.Place = place
	return Open(ctx, c)
}

// probe lists, and writes, reads and removes.
func (l *Library) probe(ctx context.Context, readOnly bool) error {
	ctx, cancel := within(ctx, l.bucket.limits.open)
	defer cancel()
	err := func() error {
		if _, err := l.bucket.anyAfter(ctx, "", ""); err != nil || readOnly {
			return err
		}
		name := "probe-" + strings.ToLower(rand.Text())
		if err := l.bucket.put(ctx, name, []byte(name), nil); err != nil {
			return err
		}
		p, _, err := l.bucket.get(ctx, name, 1<<10)
		if err == nil && string(p) != name || errors.Is(err, media.ErrNotExist) {
			err = media.ErrStoreAnswers
		}
		if err == nil {
			l.bucket.compares = l.bucket.tryCompares(ctx, name)
		}
		return errors.Join(err, l.bucket.remove(context.WithoutCancel(ctx), name))
	}()
	if errors.Is(context.Cause(ctx), errSlow) {
		return errSlow
	}
	return err
}

// Close ends the use of the library. Files that are open stay so.
func (l *Library) Close() error {
	l.end()
	l.done.Wait()
	l.buffers.close()
	l.chunks.Close()
	return nil
}
