package restore

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"youku.example/media"
	"youku.example/media/subtitle"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
)

// subtitleTexts gives a backup the movies' subtitles: small as they are, they are
// made by hand, and no copy of a movie brings them back. Those whose bytes are
// not there, or not those of their row, are left out and counted.
type subtitleTexts struct {
	ctx   context.Context
	files local.Movies // nil: the movies' folder is missing
	lost  int
}

func openSubtitles(ctx context.Context, c *local.Call) (*subtitleTexts, error) {
	dir := c.Settings.Movies()
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return &subtitleTexts{ctx: ctx}, nil // opening it would make it
	}
	files, err := c.Engines.Movies(dir)
	if err != nil {
		return nil, problem.Opening(local.SayMovies, dir, err)
	}
	return &subtitleTexts{ctx: ctx, files: files}, nil
}

func (t *subtitleTexts) Close() error {
	if t.files == nil {
		return nil
	}
	return t.files.Close()
}

// text is what the backup keeps of one, nil if it is not there.
func (t *subtitleTexts) text(s store.Subtitle) ([]byte, error) {
	var p []byte
	var err error
	if t.files != nil {
		p, err = readSubtitle(t.ctx, t.files, s)
	}
	if p == nil && err == nil {
		t.lost++
	}
	return p, err
}

// readSubtitle reads the text of subtitles; nil if it is missing or another one.
func readSubtitle(ctx context.Context, files local.Movies, s store.Subtitle) ([]byte, error) {
	f, err := files.Subtitle(ctx, s.File)
	if errors.Is(err, media.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open subtitles of movie %d: %w", s.MovieID, err)
	}
	defer f.Close()
	if f.Size() != s.Size || f.Size() > subtitle.MaxKept {
		return nil, nil
	}
	p := make([]byte, s.Size)
	if _, err := io.ReadFull(io.NewSectionReader(f, 0, s.Size), p); err != nil {
		return nil, fmt.Errorf("read subtitles of movie %d: %w", s.MovieID, err)
	}
	if !isText(s, p) {
		return nil, nil
	}
	return p, nil
}

// isText reports whether bytes are those that a row speaks of.
func isText(s store.Subtitle, p []byte) bool {
	sum := sha256.Sum256(p)
	return hex.EncodeToString(sum[:]) == s.SHA256
}

// putBackSubtitles writes those subtitles of the backup's rows whose files are
// missing or other ones. Nothing else that the backup holds is written, and
// nothing that is not what its row says. Files whose rows are not those of the
// library yet harm nothing: a restore that is cut off leaves them, and the next
// one finds them.
func (r *restoring) putBackSubtitles(ctx context.Context, files local.Movies) error {
	return store.EachSubtitle(ctx, r.rows, func(s store.Subtitle) error {
		have, err := readSubtitle(ctx, files, s)
		if err != nil || have != nil {
			return err
		}
		p, err := r.keptSubtitle(ctx, s)
		if err != nil {
			return err
		}
		if p != nil {
			err = files.KeepSubtitle(ctx, s.File, p)
		}
		switch {
		case errors.Is(err, media.ErrNoSpace), p == nil:
			r.report.lostSubtitles++
			return nil
		case err != nil:
			return fmt.Errorf("put subtitles of movie %d back: %w", s.MovieID, err)
		}
		r.report.subtitles++
		return nil
	})
}

// keptSubtitle is what the backup has of one, nil if nothing that its row says.
func (r *restoring) keptSubtitle(ctx context.Context, s store.Subtitle) ([]byte, error) {
	if s.Size < 0 || s.Size > subtitle.MaxKept {
		return nil, nil
	}
	p, err := r.rows.KeptSubtitle(ctx, s.File, s.Size)
	if err != nil || !isText(s, p) {
		return nil, err
	}
	return p, nil
}
