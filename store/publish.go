package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"youku.example/store/event"
	"youku.example/store/jobs"
	"youku.example/store/title"
)

// PublishIncoming is PublishAll of one upload.
func (s *Shop) PublishIncoming(ctx context.Context, a Actor, incoming int64, file string, p Publication) (Movie, error) {
	done, err := s.PublishAll(ctx, a, []ToPublish{{Incoming: incoming, File: file, As: p}})
	if err != nil {
		return Movie{}, err
	}
	return done[0].Movie, done[0].Err
}

// NamedPublication is what the upload of that name is published as.
type NamedPublication struct {
	Name string
	As   Publication
}

// ToPublish is one of several uploads that are published together: its number, the
// key of its bytes, and what it is published as.
type ToPublish struct {
	Incoming   int64
	File       string
	As         Publication
	Generation int64 // of the row as it was put into Publishing; 0: not known
}

// Published is what became of one of several: a movie, or why not.
type Published struct {
	Movie Movie
	Err   error
}

// PublishAll makes movies of uploads that arrived whole, in one transaction: of each
// the movie's row, with File as its key in the media library, and the incoming row
// moved to Removing. The bytes must stand durably under File before. The caller must
// put the rows into Publishing first, so that a crash in between is seen at the next
// start, and afterwards discard the incoming bytes and then call DropIncoming. Who
// settles one whose publishing did not end takes it by NextWriter first: from then on
// the server that began it is refused (ErrBusy).
//
// One that is refused keeps no other from it; where something else goes wrong, none
// is a movie. Content that is here already is ErrDuplicate, or ErrTwinDeleted when
// that movie can be restored.
func (s *Shop) PublishAll(ctx context.Context, a Actor, list []ToPublish) (done []Published, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		done = make([]Published, len(list))
		some := false
		for i, one := range list {
			err := tx.Try(ctx, func(tx Tx) (err error) {
				done[i].Movie, err = publishIncoming(ctx, tx, s.wall(), a, one)
				return err
			})
			var refused *Refusal
			switch {
			case err == nil:
				some = true
			case errors.As(err, &refused):
				done[i] = Published{Err: err}
			default:
				return auditEvent{}, err
			}
		}
		if some {
			tx.announce(event.ForAdmins(TopicIncoming))
			tx.catalogueChanged()
		}
		return auditEvent{}, nil
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

func publishIncoming(ctx context.Context, tx Tx, at time.Time, a Actor, one ToPublish) (Movie, error) {
	in, err := tx.IncomingByID(ctx, one.Incoming)
	if err != nil {
		return Movie{}, notFoundAs(err, ErrNoIncoming)
	}
	if one.Generation != 0 && (in.Generation != one.Generation || in.State != Publishing) { // settled by another, with the bytes
		return Movie{}, &Refusal{Code: ErrBusy.Code, Name: in.Name}
	}
	said, err := CheckPublication(in, one.As)
	if err != nil {
		return Movie{}, err
	}
	if err := checkNew(ctx, tx, in.SHA256); err != nil {
		return Movie{}, err
	}
	m := published(in, one.File, said, a.Name, at)
	if err := addMovie(ctx, tx, at, &m, said.OfSeries); err != nil {
		return Movie{}, fmt.Errorf("publish %q: %w", in.Name, err)
	}
	in.State, in.UpdatedAt = Removing, at
	if err := tx.SetIncoming(ctx, in); err != nil {
		return Movie{}, err
	}
	return m, addAudit(ctx, tx, at, a, auditf("publish", m.Title, "movie %d, %s", m.ID, m.Price))
}

// Import is a file of the machine's own disks that is to become a movie. No row of
// an upload is needed: In is what is known of the file, and In.File its key in the
// media library.
type Import struct {
	In   Incoming
	As   Publication
	Link Link      // of bytes that have a second name
	Job  jobs.File // saved with the movie; nothing where its ID is 0
	Run  int64     // of the import that Job is of
}

// Imported is what became of one.
type Imported struct {
	Movie Movie
	Err   error // a Refusal
}

// PublishImports makes movies of files in one transaction, of each by itself what
// PublishIncoming does: one that is refused keeps no other from it. The bytes
// must stand durably under their keys before. A run of an import that is not its newest
// publishes nothing: ErrTakenOver.
func (s *Shop) PublishImports(ctx context.Context, a Actor, list []Import) (done []Imported, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		done = make([]Imported, len(list))
		sums := make([]string, len(list))
		for i, file := range list {
			sums[i] = file.In.SHA256
		}
		if err := newestRuns(ctx, tx, list); err != nil {
			return auditEvent{}, err
		}
		here, err := contentsOf(ctx, tx, sums...)
		if err != nil {
			return auditEvent{}, err
		}
		var files []jobs.File
		for i, file := range list {
			m, err := publishImport(ctx, tx, s.wall(), a, file, here)
			var refused *Refusal
			if err != nil && !errors.As(err, &refused) {
				return auditEvent{}, err
			}
			done[i] = Imported{m, err}
			if err == nil {
				tx.catalogueChanged()
			}
			if file.Job.ID != 0 {
				files = append(files, file.after(m, refused))
			}
		}
		return auditEvent{}, tx.SetImportFiles(ctx, files...)
	})
	return done, err
}

// addMovie writes the row of a new movie, with its place in a series. It changes
// nothing when it refuses.
func addMovie(ctx context.Context, tx Tx, at time.Time, m *Movie, said *SeriesSaid) (err error) {
	if err := placeInSeries(ctx, tx, at, m, said); err != nil {
		return err
	}
	m.Slug = title.Slug(m.Title) // as it is called there
	if m.Tags, err = oneSpelling(ctx, tx, m.Tags); err != nil {
		return err
	}
	return tx.AddMovie(ctx, m, IndexOf(*m))
}

// newestRuns is ErrTakenOver where a newer run than that of a file has its import.
func newestRuns(ctx context.Context, tx Tx, list []Import) error {
	newest := map[int64]int64{} // by import
	for _, file := range list {
		if file.Job.ID == 0 {
			continue
		}
		id := file.Job.Import
		if _, known := newest[id]; !known {
			job, err := tx.ImportByID(ctx, id)
			if err != nil {
				return err
			}
			newest[id] = job.Run
		}
		if newest[id] != file.Run {
			return ErrTakenOver
		}
	}
	return nil
}

// publishImport changes nothing when it refuses.
func publishImport(ctx context.Context, tx Tx, at time.Time, a Actor, file Import, here contents) (Movie, error) {
	said, err := CheckPublication(file.In, file.As)
	if err != nil {
		return Movie{}, err
	}
	if err := here.checkNew(file.In.SHA256); err != nil {
		return Movie{}, err
	}
	m := published(file.In, file.In.File, said, a.Name, at)
	m.Link = file.Link
	if err := addMovie(ctx, tx, at, &m, said.OfSeries); err != nil {
		return Movie{}, fmt.Errorf("import %q: %w", file.In.Name, err)
	}
	here.movies[m.SHA256] = append(here.movies[m.SHA256], m)
	return m, addAudit(ctx, tx, at, a, auditf("import", m.Title, "movie %d, %s", m.ID, m.Price))
}

// after is the row of the file once it is a movie, or was refused.
func (i Import) after(m Movie, refused *Refusal) jobs.File {
	f := i.Job
	f.Movie, f.Title = m.ID, m.Title
	switch {
	case refused != nil && refused.Code == ErrDuplicate.Code:
		f.State, f.Movie, f.Title, f.Refusal = jobs.Here, refused.Movie, refused.Name, refused.JSON()
	case refused != nil:
		f.State, f.Refusal = jobs.Refused, refused.JSON()
	case len(f.Beside) > 0:
		f.State = jobs.Published
	default:
		f.State = jobs.Taken
	}
	return f
}

// contents is which of some contents are here already.
type contents struct {
	movies  map[string][]Movie // by SHA-256
	purging map[string]bool    // their bytes are being removed
}

// contentsOf looks for the movies that have some contents.
func contentsOf(ctx context.Context, v View, sums ...string) (c contents, err error) {
	c = contents{map[string][]Movie{}, map[string]bool{}}
	movies, err := v.MoviesBySums(ctx, sums)
	if err != nil {
		return c, err
	}
	for _, m := range movies {
		c.movies[m.SHA256] = append(c.movies[m.SHA256], m)
	}
	purging, err := v.PurgingMovies(ctx)
	for _, m := range purging {
		c.purging[m.SHA256] = true
	}
	return c, err
}

// checkNew refuses content that a movie has already.
func (c contents) checkNew(sum string) error {
	t, is := bestMatch(c.movies[sum])
	switch {
	case is && t.Shelf == OnShelf:
		return &Refusal{Code: ErrDuplicate.Code, Movie: t.ID, Name: t.Title}
	case is:
		return &Refusal{Code: ErrTwinDeleted.Code, Movie: t.ID, Name: t.Title}
	case c.purging[sum]:
		return ErrBusy
	}
	return nil
}

// checkNew refuses content that a movie has already.
func checkNew(ctx context.Context, v View, sum string) error {
	c, err := contentsOf(ctx, v, sum)
	if err != nil {
		return err
	}
	return c.checkNew(sum)
}

// CheckNew returns ErrDuplicate or ErrTwinDeleted when a movie has this content,
// and ErrBusy while the bytes of one that had it are being removed.
func (s *Shop) CheckNew(ctx context.Context, sha256 string) error {
	return s.db.View(ctx, func(v View) error { return checkNew(ctx, v, sha256) })
}

// Match reports whether content with that SHA-256, or the brief's sampled MD5,
// is here already. The sampled one is a hint, never a proof.
func (s *Shop) Match(ctx context.Context, hash string) (match Match, err error) {
	hash = strings.ToLower(strings.TrimSpace(hash))
	if !isHex(hash) || len(hash) != 64 && len(hash) != 32 {
		return Match{}, ErrHash
	}
	sampled := len(hash) == 32
	err = s.db.View(ctx, func(v View) (err error) {
		match, err = matching(ctx, v, hash, sampled)
		return err
	})
	return match, err
}

// Matches is Match for many SHA-256 at once; what is new is not among them.
func (s *Shop) Matches(ctx context.Context, sums []string) (matches map[string]Match, err error) {
	err = s.db.View(ctx, func(v View) error {
		c, err := contentsOf(ctx, v, sums...)
		matches = make(map[string]Match, len(c.movies))
		for sum, movies := range c.movies {
			if m, is := bestMatch(movies); is {
				matches[sum] = Match{Movie: m.ID, Title: m.Title, By: "sha256", Shelf: m.Shelf}
			}
		}
		return err
	})
	return matches, err
}

// BeingImported is the files that imports are about to make movies of, or that a
// process left so which was killed: the next one settles them. open reports whether
// there is an import that is not over.
func (s *Shop) BeingImported(ctx context.Context) (keys map[string]bool, open bool, err error) {
	keys = map[string]bool{}
	err = s.db.View(ctx, func(v View) error {
		list, err := v.OpenImports(ctx)
		for _, job := range list {
			files, err := v.OpenImportFiles(ctx, job.ID)
			if err != nil {
				return err
			}
			for _, f := range files {
				keys[f.Key] = true
			}
		}
		open = len(list) > 0
		return err
	})
	return keys, open, err
}

// matching is which movie has content with that SHA-256, or sampled MD5.
func matching(ctx context.Context, v View, hash string, sampled bool) (match Match, err error) {
	movies, err := v.MoviesBySum(ctx, hash, sampled)
	if err != nil {
		return Match{}, err
	}
	if m, is := bestMatch(movies); is {
		match = Match{Movie: m.ID, Title: m.Title, By: "sha256", Shelf: m.Shelf}
		if sampled {
			match.By = "sampled_md5"
		}
	}
	return match, nil
}

func isHex(s string) bool {
	return strings.Trim(s, "0123456789abcdef") == ""
}
