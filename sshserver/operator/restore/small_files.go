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
	"youku.example/sshserver/operator/local"
	"youku.example/store"
)

// maxSmallFile is more than subtitles or a cover have.
const maxSmallFile = 8 << 20

// smallFiles gives a backup the subtitles and covers: small as they are, they are
// made by hand, and no copy of a movie brings them back. Those whose bytes are
// not there, or not those of their row, are left out and counted.
type smallFiles struct {
	ctx   context.Context
	files local.Movies // nil: the movies' folder is missing
	lost  int
}

func openSmallFiles(ctx context.Context, c *local.Call) (*smallFiles, error) {
	if _, err := os.Stat(c.Settings.Movies()); errors.Is(err, fs.ErrNotExist) && !c.Settings.InStore() {
		return &smallFiles{ctx: ctx}, nil // opening it would make it
	}
	files, err := c.Movies(ctx)
	if err != nil {
		return nil, err
	}
	return &smallFiles{ctx: ctx, files: files}, nil
}

func (t *smallFiles) Close() error {
	if t.files == nil {
		return nil
	}
	return t.files.Close()
}

// content is what the backup keeps of one, nil if it is not there.
func (t *smallFiles) content(s store.SmallFile) ([]byte, error) {
	var p []byte
	var err error
	if t.files != nil {
		p, err = readSmallFile(t.ctx, t.files, s)
	}
	if p == nil && err == nil {
		t.lost++
	}
	return p, err
}

// readSmallFile reads one; nil if it is missing or another one.
func readSmallFile(ctx context.Context, files local.Movies, s store.SmallFile) ([]byte, error) {
	open := files.Subtitle
	if s.Cover {
		open = files.Cover
	}
	f, err := open(ctx, s.Key)
	if errors.Is(err, media.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", s.Key, err)
	}
	defer f.Close()
	if f.Size() != s.Size || f.Size() > maxSmallFile {
		return nil, nil
	}
	p := make([]byte, s.Size)
	if _, err := io.ReadFull(io.NewSectionReader(f, 0, s.Size), p); err != nil {
		return nil, fmt.Errorf("read %s: %w", s.Key, err)
	}
	if !isOf(s, p) {
		return nil, nil
	}
	return p, nil
}

// isOf reports whether bytes are those that a row speaks of.
func isOf(s store.SmallFile, p []byte) bool {
	sum := sha256.Sum256(p)
	return hex.EncodeToString(sum[:]) == s.SHA256
}

// comeBack counts files of one kind.
type comeBack struct {
	back int // that were put back
	lost int // that the backup has not either
}

// putBackSmallFiles writes those subtitles and covers of the backup's rows whose
// files are missing or other ones. Nothing else that the backup holds is written,
// and nothing that is not what its row says. Files whose rows are not those of the
// library yet harm nothing: a restore that is cut off leaves them, and the next
// one finds them.
func (r *restoring) putBackSmallFiles(ctx context.Context, files local.Movies) error {
	err := store.EachSubtitle(ctx, r.rows, func(s store.Subtitle) error {
		return r.putBackSmallFile(ctx, s.SmallFile(), files, files.KeepSubtitle, &r.report.subtitles)
	})
	if err != nil {
		return err
	}
	return store.EachCover(ctx, r.rows, func(c store.Cover, _ store.EntryID) error {
		return r.putBackSmallFile(ctx, c.SmallFile(), files, files.KeepCover, &r.report.covers)
	})
}

func (r *restoring) putBackSmallFile(ctx context.Context, s store.SmallFile, files local.Movies, keep func(context.Context, string, []byte) error, count *comeBack) error {
	have, err := readSmallFile(ctx, files, s)
	if err != nil || have != nil {
		return err
	}
	p, err := r.keptSmallFile(ctx, s)
	if err != nil {
		return err
	}
	if p != nil {
		err = keep(ctx, s.Key, p)
	}
	switch {
	case errors.Is(err, media.ErrNoSpace), p == nil:
		count.lost++
		return nil
	case err != nil:
		return fmt.Errorf("put %s back: %w", s.Key, err)
	}
	count.back++
	return nil
}

// keptSmallFile is what the backup has of one, nil if nothing that its row says.
func (r *restoring) keptSmallFile(ctx context.Context, s store.SmallFile) ([]byte, error) {
	if s.Size < 0 || s.Size > maxSmallFile {
		return nil, nil
	}
	p, err := r.rows.KeptSmallFile(ctx, s)
	if err != nil || !isOf(s, p) {
		return nil, err
	}
	return p, nil
}
