package s3

import (
	"context"
	"errors"
	"fmt"
	"hash"
	"log/slog"
	"path"
	"sort"
	"strings"
	"sync"

	"crypto/rand"
	"crypto/sha256"

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
	l := &Library{bucket: bucket{client, c.Place, usual}, log: c.Log, partSize: partSize}
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

// incomingName is an object of what is being received.
func incomingName(key, below string) string { return path.Join(incomingDir, key, below) }

// find looks what there is of a file that is or was being received.
func (l *Library) find(ctx context.Context, key string) (received, error) {
	under := incomingDir + "/" + key + "/"
	var found []object
	err := l.bucket.list(ctx, under, false, func(o object) {
		o.name = strings.TrimPrefix(o.name, under)
		found = append(found, o)
	})
	return look(found), err
}

// chainOf is the file that there is; ErrNotExist without one.
func (l *Library) chainOf(ctx context.Context, key string) (received, chain, error) {
	r, err := l.find(ctx, key)
	if err != nil {
		return r, nil, err
	}
	if r.writer == "" {
		return r, nil, media.ErrNotExist
	}
	var taken chain
	if r.head {
		p, _, err := l.bucket.get(ctx, incomingName(key, r.writer+"/"+headName), 8<<20)
		if err != nil {
			return r, nil, err
		}
		if taken, err = readHead(p); err != nil {
			return r, nil, err
		}
	}
	return r, r.chain(taken), nil
}

// newest is ErrTakenOver if there is a writer newer than that one.
func (l *Library) newest(ctx context.Context, key, writer string) error {
	newer, err := l.bucket.anyAfter(ctx, incomingDir+"/"+key+"/", incomingName(key, writer+"/~"))
	if err == nil && newer {
		err = media.ErrTakenOver
	}
	return err
}

// Receive opens a file to be received, a new one or where it was left, for a writer
// of that generation. One of the same or a newer generation is ErrTakenOver; an
// older one's next part is refused.
func (l *Library) Receive(ctx context.Context, key string, generation int64) (media.Inbox, error) {
	if err := media.CheckKey(key); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, c, err := l.chainOf(ctx, key)
	if err != nil && !errors.Is(err, media.ErrNotExist) {
		return nil, fmt.Errorf("receive a file: %w", err)
	}
	i := &inbox{l: l, key: key, writer: writerName(generation, strings.ToLower(rand.Text()[:8])), exists: err == nil}
	if newest, is := generationOf(r.writer); is && newest >= generation {
		return nil, media.ErrTakenOver
	}
	if i.exists || generation > 1 {
		if c, err = l.takeOver(ctx, key, i.writer, c); err != nil {
			return nil, fmt.Errorf("receive a file: %w", err)
		}
		i.exists = true
	}
	i.open(c)
	i.garbage = len(r.objects) > len(c)
	return i, nil
}

// takeOver makes the folder of a writer, so that older ones are refused, and looks
// again at what they wrote until then.
func (l *Library) takeOver(ctx context.Context, key, writer string, c chain) (chain, error) {
	head := incomingName(key, writer+"/"+headName)
	if err := l.bucket.put(ctx, head, c.encode(), nil); err != nil {
		return nil, err
	}
	r, err := l.find(ctx, key)
	if err != nil {
		return nil, err
	}
	if r.writer != writer {
		return nil, media.ErrTakenOver
	}
	var before []object
	for name, o := range r.objects {
		if !strings.HasPrefix(name, writer+"/") {
			before = append(before, o)
		}
	}
	older := look(before)
	var taken chain
	if older.head {
		p, _, err := l.bucket.get(ctx, incomingName(key, older.writer+"/"+headName), 8<<20)
		if err != nil {
			return nil, err
		}
		if taken, err = readHead(p); err != nil {
			return nil, err
		}
	}
	last := older.chain(taken)
	if last.end() == c.end() && len(last) == len(c) {
		return last, nil
	}
	return last, l.bucket.put(ctx, head, last.encode(), nil)
}

// hashUpTo is the hash of a chain as its last part knows it; nil if it does not.
func (l *Library) hashUpTo(key string, c chain) hash.Hash {
	if len(c) == 0 {
		return sha256.New()
	}
	last := c[len(c)-1]
	o, err := l.bucket.head(context.Background(), incomingName(key, last.Name))
	if err != nil || o.size != last.Size {
		return nil
	}
	return hashFrom(o.meta[metaState])
}

// sweepIncoming removes what a file that was received does without. What fails is
// left to the next.
func (l *Library) sweepIncoming(ctx context.Context, key string) {
	r, c, err := l.chainOf(ctx, key)
	if err != nil {
		return
	}
	for _, names := range [2][]string{first(r.leftovers(c)), second(r.leftovers(c))} {
		for k := range names {
			names[k] = incomingName(key, names[k])
		}
		if err := l.bucket.remove(ctx, names...); err != nil {
			l.log.Warn("remove parts that are not needed", "key", key, "err", err)
			return
		}
	}
}

func first(a, _ []string) []string  { return a }
func second(_, b []string) []string { return b }

// Arrived opens what was received, as far as the store has it.
func (l *Library) Arrived(ctx context.Context, key string) (media.File, error) {
	if err := media.CheckKey(key); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	_, c, err := l.chainOf(ctx, key)
	if err != nil {
		return nil, err
	}
	return arrived{l.fileOf(key, c)}, nil
}

// Discard removes what was received under some keys.
func (l *Library) Discard(ctx context.Context, keys ...string) error {
	for _, key := range keys {
		if err := media.CheckKey(key); err != nil {
			return err
		}
	}
	for _, key := range keys {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := l.removeUnder(ctx, incomingDir+"/"+key+"/"); err != nil {
			return fmt.Errorf("remove a file: %w", err)
		}
	}
	return nil
}

func (l *Library) removeUnder(ctx context.Context, under string) error {
	var names []string
	if err := l.bucket.list(ctx, under, false, func(o object) { names = append(names, o.name) }); err != nil {
		return err
	}
	return l.bucket.remove(ctx, names...)
}

// IncomingKeys lists what is being received or was.
func (l *Library) IncomingKeys(ctx context.Context) ([]string, error) {
	var keys []string
	err := l.bucket.list(ctx, incomingDir+"/", true, func(o object) {
		if key, folder := strings.CutSuffix(strings.TrimPrefix(o.name, incomingDir+"/"), "/"); folder && media.CheckKey(key) == nil {
			keys = append(keys, key)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("list incoming files: %w", err)
	}
	sort.Strings(keys)
	return keys, nil
}

// MovieKeys lists what is kept.
func (l *Library) MovieKeys(ctx context.Context) ([]string, error) {
	return l.shelvedKeys(ctx, moviesDir, "")
}

// shelvedKeys lists the keys of the objects in a folder that stand where they belong,
// with that ending.
func (l *Library) shelvedKeys(ctx context.Context, dir, ending string) ([]string, error) {
	var keys []string
	err := l.bucket.list(ctx, dir+"/", false, func(o object) {
		key, is := strings.CutSuffix(path.Base(o.name), ending)
		if at, err := shelved(dir, key); is && err == nil && at+ending == o.name {
			keys = append(keys, key)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	sort.Strings(keys)
	return keys, nil
}

// Space is not known of a store.
func (l *Library) Space(ctx context.Context) (free, total uint64, err error) {
	return 0, 0, errors.ErrUnsupported
}
