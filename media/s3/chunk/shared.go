package chunk

import "sync"

// Shared are the chunks of movies that are on their way or in the folder. One that
// several readers want is fetched once.
type Shared struct {
	folder *Folder // nil: none

	mu      sync.Mutex
	flying  map[ID]*Chunk
	fetched memory
	closed  bool // nothing more is written into the folder
	writing sync.WaitGroup
}

// NewShared shares chunks, and keeps those that were fetched twice in a folder, unless
// that is nil.
func NewShared(f *Folder) *Shared {
	return &Shared{folder: f, flying: map[ID]*Chunk{}, fetched: newMemory(f.room())}
}

// Open returns a chunk of a movie, which the caller uses; start begins to fetch a new
// one, and calls the function that it is given when that has ended.
func (s *Shared) Open(id ID, size int64, start func(c *Chunk, ended func(error))) *Chunk {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.flying[id]; c != nil {
		c.shared.Store(true)
		return c.Use()
	}
	if f := s.folder.open(id, size); f != nil {
		return kept(f)
	}
	c := New(size)
	s.flying[id] = c.Use()
	start(c, func(err error) {
		if err != nil {
			s.landed(id, c)
			c.Fail(err)
			return
		}
		c.More(len(c.p))
		if !s.write(id, c) {
			s.landed(id, c)
		}
	})
	return c
}

// write begins to write a whole chunk into the folder, and reports whether it did. What
// is fetched for the first time is not written: most of it is not asked for again, and
// writing costs as much as all the rest of a fetch.
func (s *Shared) write(id ID, c *Chunk) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if again := s.fetched.note(id); s.closed || !again && !c.shared.Load() {
		return false
	}
	use, wanted := s.folder.wants()
	if wanted {
		c.Use()
		s.writing.Go(func() {
			defer c.Release()
			s.folder.put(id, c.p, use, c.forgotten.Load)
			s.landed(id, c)
		})
	}
	return wanted
}

// landed says that a chunk is not on its way any more.
func (s *Shared) landed(id ID, c *Chunk) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.flying[id] == c {
		delete(s.flying, id)
		c.Release()
	}
}

// Wait waits for what is being written into the folder.
func (s *Shared) Wait() { s.writing.Wait() }

// Close waits for what is being written into the folder. A reader that ran ahead may
// still end a chunk later: it is not written, another process may own the folder.
func (s *Shared) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.Wait()
	s.folder.close()
}

// Movies lists those of which something is in the folder.
func (s *Shared) Movies() []string { return s.folder.movies() }

// Forget drops what is kept of a movie.
func (s *Shared) Forget(movie string) {
	s.mu.Lock()
	for id, c := range s.flying {
		if id.Movie == movie {
			c.forgotten.Store(true)
			delete(s.flying, id)
			c.Release()
		}
	}
	s.mu.Unlock()
	s.folder.forget(movie)
}
