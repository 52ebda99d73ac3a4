package poster

import (
	"context"
	"errors"
	"fmt"
	"image"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"youku.example/media"
)

// ErrNone says that a movie has no poster, or none yet.
var ErrNone = errors.New("no poster")

// Library is where the movies are. *disk.Library is one.
type Library interface {
	Movie(ctx context.Context, key string) (media.File, error)
}

// Shelf keeps the posters over a restart; they go when their movie does. A
// library that is one is used as one.
type Shelf interface {
	// Poster is media.ErrNotExist where none is kept.
	Poster(ctx context.Context, key string) ([]byte, error)
	KeepPoster(ctx context.Context, key string, picture []byte) error
	DropPoster(ctx context.Context, key string) error
}

// Movie is a movie as far as its poster needs to know it.
type Movie struct {
	Key    string // in the library
	Ext    string // .mp4, .mkv, .webm
	Length time.Duration
}

const (
	mostKept     = 64               // pictures that are kept in memory, some 90 KB each
	mostWaiting  = 64               // movies that wait for the program
	retryAfter   = 15 * time.Minute // a movie that had none is left alone so long
	mostFailures = 4096             // movies of which that is remembered
	tooPlain     = 90               // percent of the points alike: try another moment
)

// Service makes posters, one at a time, and remembers them.
type Service struct {
	program string
	library Library
	shelf   Shelf // nil: the library keeps none
	log     *slog.Logger
	limit   time.Duration

	ctx  context.Context // ends with Close
	end  context.CancelFunc
	done sync.WaitGroup
	turn chan struct{}

	mu      sync.Mutex
	closed  bool
	known   *lru[image.Image]
	without *lru[time.Time]
	making  map[string]*job
}

// job is a poster that is being made; all who ask for it wait for one.
type job struct {
	ready chan struct{}
	img   image.Image
	err   error
	unfit bool // dropped meanwhile: it is given to no caller
}

// New returns a service that runs the program at that path.
func New(program string, library Library, log *slog.Logger) *Service {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &Service{
		program: program, library: library, log: log, limit: maxTime,
		turn: make(chan struct{}, 1), making: map[string]*job{},
		known: newLRU[image.Image](mostKept), without: newLRU[time.Time](mostFailures),
	}
	s.shelf, _ = library.(Shelf)
	s.ctx, s.end = context.WithCancel(context.Background())
	return s
}

// Close ends what is being made.
func (s *Service) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.end()
	s.done.Wait()
	return nil
}

// Poster is a movie's poster: from memory, from the shelf, or made now. It
// waits no longer than ctx; what was begun is finished for the next who asks.
func (s *Service) Poster(ctx context.Context, f Movie) (image.Image, error) {
	s.mu.Lock()
	if img, ok := s.known.get(f.Key); ok {
		s.mu.Unlock()
		return img, nil
	}
	if at, ok := s.without.get(f.Key); ok && time.Since(at) < retryAfter {
		s.mu.Unlock()
		return nil, ErrNone
	}
	j := s.making[f.Key]
	if j == nil {
		if s.closed || len(s.making) >= mostWaiting {
			s.mu.Unlock()
			return nil, ErrNone
		}
		j = &job{ready: make(chan struct{})}
		s.making[f.Key] = j
		s.done.Go(func() { s.work(f, j) })
	}
	s.mu.Unlock()
	select {
	case <-j.ready:
		return j.img, j.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Drop forgets a movie's poster, that of one which may not be seen any more.
func (s *Service) Drop(ctx context.Context, key string) error {
	s.mu.Lock()
	s.known.drop(key)
	if j := s.making[key]; j != nil {
		j.unfit = true
	}
	s.mu.Unlock()
	if s.shelf == nil {
		return nil
	}
	return s.shelf.DropPoster(ctx, key)
}

// work looks on the shelf, then makes the poster, and closes the job for all
// who wait.
func (s *Service) work(f Movie, j *job) {
	img, picture, err := s.find(f)
	if err == nil && picture != nil && s.shelf != nil {
		if err := s.shelf.KeepPoster(s.ctx, f.Key, picture); err != nil && s.ctx.Err() == nil {
			s.log.Warn("keep a poster", "movie", f.Key, "err", err)
		}
	}
	s.mu.Lock()
	delete(s.making, f.Key)
	unfit := j.unfit
	switch {
	case unfit:
	case err == nil:
		s.known.put(f.Key, img)
	case s.ctx.Err() == nil:
		s.without.put(f.Key, time.Now())
	}
	s.mu.Unlock()
	if unfit && s.shelf != nil { // it may have been kept after it was dropped
		if err := s.shelf.DropPoster(s.ctx, f.Key); err != nil && s.ctx.Err() == nil {
			s.log.Warn("drop a poster", "movie", f.Key, "err", err)
		}
	}
	switch {
	case unfit:
		j.err = ErrNone
	case err != nil:
		s.log.Info("no poster", "movie", f.Key, "err", err)
		j.err = fmt.Errorf("%w: %w", ErrNone, err)
	default:
		j.img = img
	}
	close(j.ready)
}

var errPanic = errors.New("making a poster panicked")

// find is the poster, and its bytes if they are new. A panic in a decoder
// leaves the movie without one.
func (s *Service) find(f Movie) (img image.Image, picture []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.log.Error("panic in a poster", "movie", f.Key, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			img, picture, err = nil, nil, errPanic
		}
	}()
	if s.shelf != nil {
		if p, err := s.shelf.Poster(s.ctx, f.Key); err == nil {
			if img, err := decode(p); err == nil {
				return img, nil, nil // else it was cut short: made anew
			}
		}
	}
	select {
	case s.turn <- struct{}{}:
	case <-s.ctx.Done():
		return nil, nil, s.ctx.Err()
	}
	defer func() { <-s.turn }()
	return s.take(f)
}

// take tries some moments of the movie until there is something to see.
func (s *Service) take(f Movie) (best image.Image, picture []byte, err error) {
	ctx, cancel := context.WithTimeout(s.ctx, s.limit)
	defer cancel()
	file, err := s.library.Movie(ctx, f.Key)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	least := 101
	tries := moments(f.Length)
	for i := 0; i < len(tries) && ctx.Err() == nil; i++ {
		p, ferr := frame(ctx, s.program, file, f.Ext, tries[i])
		var img image.Image
		if ferr == nil {
			img, ferr = decode(p)
		}
		if ferr != nil { // it may be shorter than it says: the beginning is all that is left to try
			err = ferr
			i = max(i, len(tries)-2)
			continue
		}
		if n := plain(img); n < least {
			least, best, picture = n, img, p
		}
		if least < tooPlain {
			break
		}
	}
	if best != nil {
		return best, picture, nil
	}
	return nil, nil, err
}

// moments are where to look, the best first: not the titles, not the end.
func moments(length time.Duration) []time.Duration {
	if length <= 0 { // a live recording does not say
		return []time.Duration{20 * time.Second, 2 * time.Second, 0}
	}
	return []time.Duration{length / 5, length * 7 / 20, length / 2, 0}
}
