package filecopy

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"youku.example/media"
)

// Kind is what a file is for.
type Kind int

const (
	Movie Kind = iota
	Subtitle
	Cover
	Upload
)

// File is a file that is to be copied, as its row has it.
type File struct {
	Kind   Kind
	Key    string
	Size   int64
	SHA256 string // "" for an upload that was not hashed
	// Generation is the number of an upload's last writer: the next one's is higher.
	Generation int64
	Name       string // for people
}

// ErrDamaged says that a file has other bytes in the source than its row says.
var ErrDamaged = errors.New("its bytes are not those that its row says")

// Missing is a file that the source has not, or not as its row says.
type Missing struct {
	File
	Why error
}

// Copier copies files.
type Copier struct {
	From Source
	To   Target
	// Run is higher at each call of the program: what an older one was copying is gone
	// on with, and that one's writes fail.
	Run int64
	// Copied is called with how many bytes more are in the target; nil: it is not. It is
	// called by many at once.
	Copied func(bytes int64)
	// At is called between two steps that a crash may part, by one at a time; nil but in
	// tests.
	At func(step string)

	steps   sync.Mutex
	mu      sync.Mutex
	missing []Missing
	files   int
}

// workers is how many files are copied at once.
const workers = 4

// All copies the files that come over a channel, which the caller closes. It ends at the
// first error that is not about one file of the source.
func (c *Copier) All(ctx context.Context, files <-chan File) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var done sync.WaitGroup
	for range workers {
		done.Go(func() {
			for f := range files {
				if ctx.Err() != nil {
					continue // the sender waits for no one
				}
				if err := c.copyOne(ctx, f); err != nil {
					cancel(fmt.Errorf("copy %s: %w", f.Name, err))
				}
			}
		})
	}
	done.Wait()
	return context.Cause(ctx)
}

// Missing are the files that could not be copied, and Files is how many were.
func (c *Copier) Missing() []Missing { return c.missing }
func (c *Copier) Files() int         { return c.files }

func (c *Copier) copyOne(ctx context.Context, f File) error {
	copied := map[Kind]func(context.Context, File) (bool, error){
		Movie: c.movie, Subtitle: c.small, Cover: c.small, Upload: c.upload,
	}[f.Kind]
	did, err := copied(ctx, f)
	if lost := (lostError{}); errors.As(err, &lost) {
		c.mu.Lock()
		c.missing = append(c.missing, Missing{f, lost.error})
		c.mu.Unlock()
		return nil
	}
	if err == nil && did {
		c.mu.Lock()
		c.files++
		c.mu.Unlock()
		c.at("file copied")
	}
	return err
}

// lostError is about a file that the source does not have as its row says.
type lostError struct{ error }

func (c *Copier) at(step string) {
	if c.At != nil {
		c.steps.Lock()
		defer c.steps.Unlock()
		c.At(step)
	}
}

func (c *Copier) count(bytes int64) {
	if c.Copied != nil {
		c.Copied(bytes)
	}
}

// movingPrefix begins the keys under which movies are received here. No upload has such
// a key.
const movingPrefix = "moving."

// movie copies a movie that the target has not.
func (c *Copier) movie(ctx context.Context, f File) (copied bool, err error) {
	part := movingPrefix + f.Key
	for try := 1; ; try++ {
		went, err := c.receive(ctx, f, part, c.Run, nil)
		if err != nil {
			return false, err
		}
		sum, err := c.sumOf(ctx, part)
		if err != nil {
			return false, err
		}
		if sum == f.SHA256 {
			break
		}
		if err := c.To.Discard(ctx, part); err != nil {
			return false, err
		}
		if !went { // it was copied whole, so the source has these bytes, or the target changes them
			return false, c.whose(ctx, f)
		}
		if try == 3 {
			return false, media.ErrStoreChanged
		}
	}
	c.at("movie received")
	if err := c.To.Keep(ctx, part, f.Key, nil); err != nil {
		return false, err
	}
	c.at("movie kept")
	return true, c.To.Discard(ctx, part)
}

// whose says who is to blame for other bytes than a row says.
func (c *Copier) whose(ctx context.Context, f File) error {
	src, err := c.open(ctx, f)
	if err != nil {
		return err
	}
	defer src.Close()
	sums, err := media.Sum(ctx, src, src.Size(), nil)
	if err == nil && sums.SHA256 == f.SHA256 {
		err = media.ErrStoreChanged
	} else if err == nil {
		err = lostError{ErrDamaged}
	}
	return err
}

// open opens a file of the source, which must be as long as its row says where that is
// known.
func (c *Copier) open(ctx context.Context, f File) (media.File, error) {
	src, err := f.in(ctx, c.From)
	if errors.Is(err, media.ErrNotExist) {
		return nil, lostError{media.ErrNotExist}
	}
	if err != nil {
		return nil, err
	}
	if f.Kind != Upload && src.Size() != f.Size {
		return nil, errors.Join(lostError{ErrDamaged}, src.Close())
	}
	return src, nil
}

// in opens a file.
func (f File) in(ctx context.Context, l Source) (media.File, error) {
	switch f.Kind {
	case Subtitle:
		return l.Subtitle(ctx, f.Key)
	case Cover:
		return l.Cover(ctx, f.Key)
	case Upload:
		return l.Arrived(ctx, f.Key)
	}
	return l.Movie(ctx, f.Key)
}

// step is how many bytes are read at once.
const step = 1 << 20

// receive copies a file of the source into one that is being received, and went says that
// it went on behind bytes that were there. Each byte that it writes is given to seen,
// which may be nil.
func (c *Copier) receive(ctx context.Context, f File, key string, generation int64, seen func(p []byte)) (went bool, err error) {
	src, err := c.open(ctx, f)
	if err != nil {
		return false, err
	}
	defer src.Close()
	dst, err := c.To.Receive(ctx, key, generation)
	if err != nil {
		return false, err
	}
	open := true
	defer func() {
		if open {
			err = errors.Join(err, dst.Close())
		}
	}()
	off, err := dst.Size()
	if err != nil {
		return false, err
	}
	if off > src.Size() {
		if err := dst.Truncate(0); err != nil {
			return false, err
		}
		off = 0
	}
	went = off > 0
	c.count(off)
	buf := make([]byte, min(step, max(src.Size(), 1)))
	for off < src.Size() {
		if err := ctx.Err(); err != nil {
			return went, err
		}
		p := buf[:min(int64(len(buf)), src.Size()-off)]
		if n, err := src.ReadAt(p, off); n < len(p) {
			return went, fmt.Errorf("read at %d: %w", off+int64(n), err)
		}
		if seen != nil {
			seen(p)
		}
		if _, err := dst.WriteAt(p, off); err != nil {
			return went, err
		}
		off += int64(len(p))
		c.count(int64(len(p)))
		c.at("bytes copied")
	}
	if err := dst.Sync(); err != nil {
		return went, err
	}
	open = false
	return went, dst.Close()
}

// sumOf is the hash of what the target received: of the bytes as they came where it
// proves each part that it keeps, else of what it reads.
func (c *Copier) sumOf(ctx context.Context, key string) (string, error) {
	f, err := c.To.Arrived(ctx, key)
	if err != nil {
		return "", err
	}
	defer f.Close()
	if known, is := f.(media.Hashed); is {
		if sum, err := known.SHA256(ctx); err != nil || sum != "" {
			return sum, err
		}
	}
	sums, err := media.Sum(ctx, f, f.Size(), nil)
	return sums.SHA256, err
}
