package operator

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"youku.example/media"
	"youku.example/store"
	"youku.example/tui/words"
)

var sayClean = words.Say("片库完好：%d 部影片，%s。\n", "The library is sound: %d movies, %s.\n")

func checkFlags(f *pflag.FlagSet) {
	f.Bool("fast", false, "compare sizes only, do not hash the movies")
}

// check proves what the library promises: the ledger's laws, that each movie's
// bytes are there and hash to what its row says, and that no file lies about
// that no row knows. It changes nothing and may run while the house is open.
func check(ctx context.Context, c *call) error {
	if len(c.words) != 0 {
		return usageError{tell("check 不带参数", "check takes no arguments")}
	}
	rows, err := c.readRows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	library, err := c.Engines.Movies(c.settings.movies())
	if err != nil {
		return opening(sayMovies, c.settings.movies(), err)
	}
	defer library.Close()
	fast, _ := c.flags.GetBool("fast")
	in := inspection{shop: store.Look(rows), library: library, fast: fast}
	if err := in.run(ctx); err != nil {
		return err
	}
	for _, fault := range in.faults {
		fmt.Fprintln(c.Stdout, store.Clean(fault))
	}
	if len(in.faults) > 0 {
		return tell("发现 %d 个问题", "%d faults found", len(in.faults))
	}
	fmt.Fprintf(c.Stdout, sayClean.In(c.lang), in.movies, words.Size(in.bytes))
	return nil
}

// inspection collects the faults of one check.
type inspection struct {
	shop    *store.Shop
	library Movies
	fast    bool
	faults  []string
	movies  int
	bytes   int64
}

func (in *inspection) fault(format string, args ...any) {
	in.faults = append(in.faults, fmt.Sprintf(format, args...))
}

func (in *inspection) run(ctx context.Context) error {
	// The files are listed before the rows are read: a movie published in
	// between is a row without a listed file, and is looked for by name.
	kept, err := in.library.MovieKeys(ctx)
	if err != nil {
		return err
	}
	arrived, err := in.library.IncomingKeys(ctx)
	if err != nil {
		return err
	}
	faults, err := in.shop.Verify(ctx)
	if err != nil {
		return err
	}
	in.faults = append(in.faults, faults...)
	if err := in.movieFiles(ctx, kept); err != nil {
		return err
	}
	return in.incomingFiles(ctx, arrived)
}

// movieFiles holds the rows against the movie files. A purged movie has no
// file, but for the moment in which it is being removed; a file that an upload
// is just becoming is known by the upload's hash.
func (in *inspection) movieFiles(ctx context.Context, kept []string) error {
	known := map[string]bool{}
	purging, err := in.shop.Purging(ctx)
	if err != nil {
		return err
	}
	for _, m := range purging {
		known[m.File] = true
	}
	err = in.shop.EachMovie(ctx, func(m store.Movie) error {
		if m.Shelf == store.Purged {
			return nil
		}
		known[m.File] = true
		in.movies++
		in.bytes += m.Size
		return in.movieFile(ctx, m)
	})
	if err != nil {
		return err
	}
	incoming, err := in.shop.IncomingRows(ctx)
	if err != nil {
		return err
	}
	for _, key := range kept {
		becoming := slices.ContainsFunc(incoming, func(row store.Incoming) bool {
			return row.State == store.Publishing && row.SHA256 != "" && key == row.SHA256+row.Ext
		})
		if !known[key] && !becoming {
			in.fault("orphan: movie file %s belongs to no movie", key)
		}
	}
	return nil
}

func (in *inspection) movieFile(ctx context.Context, m store.Movie) error {
	f, err := in.library.Movie(ctx, m.File)
	if errors.Is(err, media.ErrNotExist) {
		in.fault("movie %d (%s): its file is missing", m.ID, m.Title)
		return nil
	}
	if err != nil {
		in.fault("movie %d (%s): its file can't be opened: %v", m.ID, m.Title, err)
		return nil
	}
	defer f.Close()
	if f.Size() != m.Size {
		in.fault("movie %d (%s): %d bytes, its row says %d", m.ID, m.Title, f.Size(), m.Size)
		return nil
	}
	if in.fast {
		return nil
	}
	sums, err := media.Sum(ctx, f, m.Size, func(int64) {})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		in.fault("movie %d (%s): reading it failed: %v", m.ID, m.Title, err)
	case sums.SHA256 != m.SHA256:
		in.fault("movie %d (%s): its bytes are not those that were published", m.ID, m.Title)
	}
	return nil
}

func (in *inspection) incomingFiles(ctx context.Context, arrived []string) error {
	rows, err := in.shop.IncomingRows(ctx)
	if err != nil {
		return err
	}
	for _, key := range arrived {
		if !slices.ContainsFunc(rows, func(row store.Incoming) bool { return row.File == key }) {
			in.fault("orphan: incoming file %s belongs to no upload", key)
		}
	}
	return nil
}
