package check

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"youku.example/media"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/tui/words"
)

var sayClean = words.Say("片库完好：%d 部影片，%s。\n", "The library is sound: %d movies, %s.\n")

// Flags adds the flags of the command.
func Flags(f *pflag.FlagSet) {
	f.Bool("repair", false, "mend what has one right answer first: balances, search index, leftovers, files that no row knows")
	f.Bool("fast", false, "compare sizes only, do not hash the movies")
}

// Run proves what the library promises: the ledger's laws, that the bytes of
// each movie and of each upload are there and hash to what the row says, and
// that no file is there that no row knows. Without --repair it changes nothing, and
// may run while the library is served.
func Run(ctx context.Context, c *local.Call) error {
	if len(c.Words) != 0 {
		return local.Usage(problem.New("check 不带参数", "check takes no arguments"))
	}
	if mend, _ := c.Flags.GetBool("repair"); mend {
		if err := repair(ctx, c); err != nil {
			return err
		}
	}
	rows, err := c.ReadRows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	library, err := c.Movies(ctx)
	if err != nil {
		return err
	}
	defer library.Close()
	fast, _ := c.Flags.GetBool("fast")
	served, err := local.IsServed(c.Settings.Lock())
	in := inspection{shop: store.OpenReadOnly(rows), library: library, fast: fast, served: served || err != nil, known: map[string]bool{}}
	err = in.run(ctx)
	for _, fault := range in.faults {
		fmt.Fprintln(c.Stdout, store.Clean(fault))
	}
	if errors.Is(err, store.ErrRowsDamaged) {
		return problem.Opening(local.SayDatabase, c.Settings.Database(), err)
	}
	if err != nil {
		return err
	}
	if len(in.faults) > 0 {
		return problem.New("发现 %d 个问题", "faults found: %d", len(in.faults))
	}
	fmt.Fprintf(c.Stdout, sayClean.In(c.Lang), in.movies, words.Size(in.bytes))
	return nil
}

// inspection collects the faults of one check.
type inspection struct {
	shop    *store.Shop
	library local.Movies
	fast    bool
	served  bool            // a server runs, or may run
	known   map[string]bool // the files that rows of movies name
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
	subtitles, err := in.library.SubtitleKeys(ctx)
	if err != nil {
		return err
	}
	covers, err := in.library.CoverKeys(ctx)
	if err != nil {
		return err
	}
	faults, err := in.shop.Verify(ctx)
	in.faults = append(in.faults, faults...)
	if err != nil {
		return err
	}
	if err := in.movieFiles(ctx, kept); err != nil {
		return err
	}
	if err := in.uploads(ctx, arrived); err != nil {
		return err
	}
	if err := in.orphanSubtitles(ctx, subtitles); err != nil {
		return err
	}
	if err := in.posters(ctx, kept); err != nil {
		return err
	}
	if err := in.covers(ctx, covers); err != nil {
		return err
	}
	return in.strays(ctx)
}

// movieFiles holds the rows against the movie files. A purged movie has no
// file, but for the moment in which it is being removed; a file that an upload
// is just becoming is known by the upload's hash.
func (in *inspection) movieFiles(ctx context.Context, kept []string) error {
	purging, err := in.shop.Purging(ctx)
	if err != nil {
		return err
	}
	for _, m := range purging {
		in.known[m.File] = true
	}
	err = in.shop.EachMovie(ctx, func(m store.Movie) error {
		if m.Shelf == store.Purged {
			return nil
		}
		in.known[m.File] = true
		in.movies++
		in.bytes += m.Size
		return errors.Join(in.movieFile(ctx, m), in.subtitles(ctx, m))
	})
	if err != nil {
		return err
	}
	incoming, err := in.shop.IncomingRows(ctx)
	if err != nil {
		return err
	}
	importing, _, err := in.shop.BeingImported(ctx)
	if err != nil {
		return err
	}
	for _, key := range kept {
		becoming := importing[key] || slices.ContainsFunc(incoming, func(row store.Incoming) bool {
			return row.State == store.Publishing && key == row.KeptAs
		})
		if !in.known[key] && !becoming {
			in.fault("orphan: movie file %s belongs to no movie", key)
		}
	}
	return nil
}

func (in *inspection) movieFile(ctx context.Context, m store.Movie) error {
	f, err := in.library.Movie(ctx, m.File)
	if errors.Is(err, media.ErrNotExist) {
		in.fault("movie %d (%s): %s", m.ID, m.Title, missingFile)
		return nil
	}
	if err != nil {
		in.fault("movie %d (%s): %s", m.ID, m.Title, unopened(err))
		return ctx.Err()
	}
	defer f.Close()
	says, err := in.contentFault(ctx, f, m.Size, m.SHA256)
	if says != "" {
		in.fault("movie %d (%s): %s", m.ID, m.Title, says)
	}
	return err
}

const missingFile = "its file is missing"

func unopened(err error) string { return fmt.Sprintf("its file can't be opened: %v", err) }

// contentFault is what is wrong with the bytes of a file, "" if nothing is. An
// empty sum, and a fast check, leave it at the size.
func (in *inspection) contentFault(ctx context.Context, f media.File, size int64, sha256 string) (string, error) {
	if f.Size() != size {
		return fmt.Sprintf("%d bytes, its row says %d", f.Size(), size), nil
	}
	if in.fast || sha256 == "" {
		return "", nil
	}
	sums, err := media.Sum(ctx, f, size, func(int64) {})
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return fmt.Sprintf("reading it failed: %v", err), nil
	case sums.SHA256 != sha256:
		return "its bytes are not those that arrived", nil
	}
	return "", nil
}
