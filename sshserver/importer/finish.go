package importer

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"youku.example/media/language"
	"youku.example/sshserver/intake"
	"youku.example/store"
	"youku.example/store/jobs"
	"youku.example/store/plan"
	"youku.example/store/sidecar"
)

func isSubtitle(e plan.Entry) bool {
	return e.Kind == plan.Sidecar && sidecar.KindOf(e.Row.Name) == sidecar.Subtitle
}

func isNFO(e plan.Entry) bool {
	return e.Kind == plan.Sidecar && sidecar.KindOf(e.Row.Name) == sidecar.NFO
}

// finish does what is left to do of a file that is a movie: its subtitles, and
// the sources of what is moved. It may be done again after a crash.
func (r *run) finish(ctx context.Context, f *jobs.File) error {
	if f == nil {
		return nil
	}
	if f.State == jobs.Published {
		for _, beside := range f.Beside {
			if err := r.finishBeside(ctx, *f, beside); err != nil {
				return err
			}
		}
		r.at("finished")
		f.State = jobs.Taken
		if err := r.update(ctx, func(tx store.Tx) error { return tx.SetImportFiles(ctx, *f) }); err != nil {
			return err
		}
	}
	if f.State.Over() {
		r.known[f.Path] = *f
		r.filesDone.Add(1)
	}
	return nil
}

func (r *run) finishBeside(ctx context.Context, f jobs.File, beside string) error {
	var why *store.Refusal
	var err error
	switch {
	case r.root == nil:
		return nil
	case beside == f.Path:
		err = r.removeSource(ctx, f)
	case sidecar.KindOf(beside) == sidecar.Subtitle:
		r.attached[beside] = true
		if err = r.attach(ctx, f.Movie, f.Path, beside); err == nil {
			err = r.removeBeside(beside)
		}
	default:
		err = r.removeBeside(beside)
	}
	if errors.As(err, &why) {
		return r.refusedBeside(ctx, beside, why)
	}
	return err
}

// refusedBeside says of a file that goes with a movie why it did not.
func (r *run) refusedBeside(ctx context.Context, at string, why *store.Refusal) error {
	row := &jobs.File{Import: r.job.ID, Path: at, State: jobs.Refused, Refusal: why.JSON()}
	r.files.Add(1)
	r.filesDone.Add(1)
	return r.update(ctx, func(tx store.Tx) error { return tx.AddImportFiles(ctx, []*jobs.File{row}) })
}

// attach gives a movie the subtitles of a file beside it.
func (r *run) attach(ctx context.Context, movie int64, moviePath, at string) error {
	text, err := r.readSmall(at)
	if err != nil {
		return err
	}
	_, err = r.Intake.AttachSubtitle(ctx, by, movie, behind(at, moviePath), text)
	return err
}

// readSmall reads a file beside a movie, a byte further than it may be long.
func (r *run) readSmall(at string) ([]byte, error) {
	f, err := r.root.Open(at)
	if err != nil {
		return nil, unreadable(at)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, unreadable(at)
	}
	p, err := io.ReadAll(io.LimitReader(f, sidecar.KindOf(at).Limit()+1))
	if err != nil {
		return nil, unreadable(at)
	}
	return p, nil
}

// behind is what the name of a file says behind that of its movie.
func behind(at, movie string) string {
	return strings.TrimPrefix(at, strings.TrimSuffix(movie, path.Ext(movie)))
}

// removeSource removes what was moved, if it is what was taken in.
func (r *run) removeSource(ctx context.Context, f jobs.File) error {
	info, err := r.root.Lstat(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || !info.Mode().IsRegular() || !f.Same(info.Size(), info.ModTime()) {
		return store.ErrSourceKept
	}
	if err := r.Library.Adopt(ctx, f.Key); err != nil {
		return err
	}
	r.at("adopted")
	if err := r.root.Remove(f.Path); err != nil {
		return store.ErrSourceKept
	}
	return nil
}

func (r *run) removeBeside(at string) error {
	if r.job.Mode != jobs.Move {
		return nil
	}
	if err := r.root.Remove(at); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return store.ErrSourceKept
	}
	return nil
}

// attachLate gives movies that were here before the subtitles beside their files
// that they lack: those that came later, and those that a crash left.
func (r *run) attachLate(ctx context.Context, p Planned) error {
	paths := map[string]string{} // of the movies, by name
	for _, e := range p.Entries {
		if e.Kind == plan.Movie {
			paths[e.Row.Name] = p.pathOf(e).path
		}
	}
	for _, e := range p.Entries {
		at := p.pathOf(e).path
		if !isSubtitle(e) || moving(e) || e.Of == "" || r.attached[at] {
			continue
		}
		f, is := r.known[paths[e.Of]]
		if !is || f.Movie == 0 || f.State == jobs.Refused {
			continue
		}
		r.attached[at] = true
		if err := r.attachLacking(ctx, f, at); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) attachLacking(ctx context.Context, f jobs.File, at string) error {
	have, err := r.Shop.SubtitlesOf(ctx, f.Movie)
	if err != nil {
		return err
	}
	l := language.Read(behind(at, f.Path))
	if l.Language == "" {
		l.Language = intake.UnknownLanguage
	}
	if slices.ContainsFunc(have, func(s store.Subtitle) bool { return s.Language == l.Language && s.Kind == l.Kind }) {
		return nil
	}
	var why *store.Refusal
	if err = r.attach(ctx, f.Movie, f.Path, at); errors.As(err, &why) {
		return r.refusedBeside(ctx, at, why)
	}
	return err
}
