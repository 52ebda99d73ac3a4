package restore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"youku.example/media"
	"youku.example/sshserver/operator/check"
	"youku.example/sshserver/operator/local"
	"youku.example/store"
	"youku.example/tui/words"
)

// survey is how the movies' folder and the restored rows fit together.
type survey struct {
	movies  int
	missing []store.Movie // their file is not there, or has another size
	strays  []string      // files that belong to no movie and no upload
}

// survey looks at the movies' folder, and makes it if it is missing: a
// restore follows its loss, while a start would wait for a disk to be mounted.
// Subtitles and covers that are missing in it come back from the backup.
func (r *restoring) survey(ctx context.Context) error {
	if _, err := os.Stat(r.c.Settings.Movies()); errors.Is(err, fs.ErrNotExist) && !r.c.Settings.InStore() {
		r.report.newMedia = true
	}
	movies, err := r.c.Movies(ctx)
	if err != nil {
		return err
	}
	defer movies.Close()
	if err := r.putBackSmallFiles(ctx, movies); err != nil {
		return err
	}
	err = store.EachMovie(ctx, r.rows, func(m store.Movie) error {
		if m.Shelf == store.Purged {
			return nil
		}
		r.report.movies++
		there, err := isThere(ctx, movies, m)
		if err == nil && !there {
			r.report.missing = append(r.report.missing, m)
		}
		return err
	})
	if err != nil {
		return err
	}
	orphans, err := check.FindOrphans(ctx, store.OpenReadOnly(r.rows), movies)
	for _, key := range orphans.Movies {
		r.report.strays = append(r.report.strays, "movies: "+key)
	}
	for _, key := range orphans.Incoming {
		r.report.strays = append(r.report.strays, "incoming: "+key)
	}
	for _, key := range orphans.Subtitles {
		r.report.strays = append(r.report.strays, "subtitles: "+key)
	}
	for _, key := range orphans.Covers {
		r.report.strays = append(r.report.strays, "covers: "+key)
	}
	return err
}

// isThere reports whether a movie's file is there, with its size.
func isThere(ctx context.Context, movies local.Movies, m store.Movie) (bool, error) {
	f, err := movies.Movie(ctx, m.File)
	if errors.Is(err, media.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("open the file of movie %d: %w", m.ID, err)
	}
	defer f.Close()
	return f.Size() == m.Size, nil
}

var (
	sayRestored = words.Say("已从 %s 恢复，数据截至 %s：%d 部影片。之后的注册、购买、充值和上架都不在了，之后用过的充值码又可以使用。\n",
		"Restored from %s, which ends at %s: %d movies. What was registered, bought, redeemed or published after that is gone; redeem codes used since can be used again.\n")
	sayAsideFiles = words.Say("原来的数据库留作 %s\n", "The database that was there is kept as %s\n")
	sayPutBack    = words.Say("原来没有、已从备份放回：%s\n", "These files were missing and are put back: %s\n")
	sayNewMedia   = words.Say("影片目录 %s 原来没有，已新建：影片文件请从副本放回。\n", "The movies' folder %s was missing and is new: put the movie files back from their copy.\n")
	sayMissing    = words.Say("有 %d 部影片的文件不在或大小不符：\n", "Movies whose files are missing or of another size: %d\n")
	saySubtitles  = words.Say("有 %d 份字幕原来不在，已从备份放回。\n", "Subtitles that were missing and are put back: %d\n")
	sayNoSubtitle = words.Say("有 %d 份字幕的文件不在，备份里也没有：youku check 会列出它们。\n", "Subtitles whose files are missing, in the backup too: %d; youku check lists them\n")
	sayCovers     = words.Say("有 %d 张封面原来不在，已从备份放回。\n", "Covers that were missing and are put back: %d\n")
	sayNoCover    = words.Say("有 %d 张封面的文件不在，备份里也没有：youku check 会列出它们。\n", "Covers whose files are missing, in the backup too: %d; youku check lists them\n")
	sayStrays     = words.Say("有 %d 个文件不属于任何影片或上传（youku check --repair 把它们收回 /incoming）：\n", "Files that belong to no movie and no upload: %d (youku check --repair takes them back into /incoming)\n")
)

// say prints the result.
func (r *restoring) say() {
	print := func(t words.T, args ...any) { fmt.Fprintf(r.c.Stdout, t.In(r.c.Lang), args...) }
	print(sayRestored, r.file, r.report.until.Local().Format("2006-01-02 15:04:05"), r.report.movies)
	if len(r.report.aside) > 0 {
		print(sayAsideFiles, strings.Join(r.report.aside, ", "))
	}
	if len(r.report.putBack) > 0 {
		print(sayPutBack, strings.Join(r.report.putBack, ", "))
	}
	if r.report.newMedia {
		print(sayNewMedia, r.c.Settings.Movies())
	}
	if len(r.report.missing) > 0 {
		print(sayMissing, len(r.report.missing))
	}
	for _, m := range r.report.missing {
		fmt.Fprintf(r.c.Stdout, "  %04d %s\n", m.ID, store.Clean(m.Title))
	}
	for _, one := range []struct {
		says words.T
		n    int
	}{
		{saySubtitles, r.report.subtitles.back}, {sayNoSubtitle, r.report.subtitles.lost}, {sayCovers, r.report.covers.back}, {sayNoCover, r.report.covers.lost},
	} {
		if one.n > 0 {
			print(one.says, one.n)
		}
	}
	if len(r.report.strays) > 0 {
		print(sayStrays, len(r.report.strays))
	}
	for _, file := range r.report.strays {
		fmt.Fprintf(r.c.Stdout, "  %s\n", file)
	}
}
