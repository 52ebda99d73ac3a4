package sample

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"youku.example/media/demo"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
)

// demoCode is what the demo's one redeem code is worth.
const demoCode store.Fen = 100_00

const (
	demoTitle   = "欢迎来到优酷 Welcome to Youku"
	demoContent = "这些样片都能真正播放：申请一部，等三十秒，用 sftp 取走。\n" +
		"These samples really play: ask for one, wait thirty seconds, fetch it with sftp."
)

// Filler puts the demo into an empty library. It takes many steps, as
// its movies come in like any others; so a file says that it was begun, from
// before the first of them until the operator has read the redeem code. The
// next start that is asked for the demo goes on with what was not done yet.
type Filler struct {
	Shop   *store.Shop
	Intake *intake.Intake
	Begun  string            // the file
	At     func(step string) // called between two steps
}

// Fill puts the sample movies, a notice and a redeem code into an empty
// library, or into one that it was begun in, and gives the code. A library that
// has movies or notices of its own is left alone, and the code is "". A code
// that was made and never shown, since the program was killed in between, is
// not found again, and another one is made.
func (f Filler) Fill(ctx context.Context) (code string, err error) {
	if due, err := f.due(ctx); err != nil || !due {
		return "", err
	}
	for _, clip := range demo.Clips() {
		if err := f.publishOnce(ctx, clip); err != nil {
			return "", fmt.Errorf("publish the sample movie %s: %w", clip.Name, err)
		}
	}
	if err := f.describeSeries(ctx); err != nil {
		return "", fmt.Errorf("describe the sample series: %w", err)
	}
	if err := f.postOnce(ctx); err != nil {
		return "", fmt.Errorf("post the demo's notice: %w", err)
	}
	codes, err := f.Shop.MintCodes(ctx, local.Operator, demoCode, 1)
	if err != nil {
		return "", fmt.Errorf("mint the demo's redeem code: %w", err)
	}
	f.At("minted")
	return codes[0].Text, nil
}

// due reports whether the demo is to be put in, or to be gone on with.
func (f Filler) due(ctx context.Context) (bool, error) {
	if _, err := os.Stat(f.Begun); err == nil {
		return true, nil
	}
	if empty, err := isEmpty(ctx, f.Shop); err != nil || !empty {
		return false, err
	}
	if err := local.WriteDurably(f.Begun, nil, 0o600); err != nil {
		return false, fmt.Errorf("begin the demo: %w", err)
	}
	f.At("begun")
	return true, local.SyncDir(filepath.Dir(f.Begun))
}

// Done is called when the operator has the code: there is nothing to go on with.
func (f Filler) Done() error {
	f.At("shown")
	if err := os.Remove(f.Begun); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return local.SyncDir(filepath.Dir(f.Begun))
}

// publishOnce publishes a sample that is not a movie here yet.
func (f Filler) publishOnce(ctx context.Context, clip demo.Clip) error {
	sum := sha256.Sum256(clip.Open())
	match, err := f.Shop.Match(ctx, hex.EncodeToString(sum[:]))
	if err != nil {
		return err
	}
	if match.Movie != 0 { // a start that was killed may have left it without
		return f.addSubtitles(ctx, match.Movie, clip)
	}
	if whole, err := f.uploaded(ctx, clip.Name, hex.EncodeToString(sum[:])); err != nil {
		return err
	} else if !whole {
		if err := f.upload(ctx, clip); err != nil {
			return err
		}
	}
	p := store.Publication{
		Title: clip.Title, Free: clip.Free, Price: store.Fen(clip.PriceFen),
		Year: clip.Year, Tags: clip.Tags, About: clip.About,
	}
	if clip.Episode != 0 {
		p.Episode = store.Episode{Series: demo.Series, Season: 1, Number: clip.Episode}
	}
	m, err := f.Intake.Publish(ctx, local.Operator, clip.Name, p, nil)
	if err != nil {
		return err
	}
	f.At("published")
	return f.addSubtitles(ctx, m.ID, clip)
}

// addSubtitles gives a sample its subtitles; what is there already is replaced.
func (f Filler) addSubtitles(ctx context.Context, movie int64, clip demo.Clip) error {
	for _, s := range clip.Subtitles {
		if _, err := f.Intake.AddSubtitle(ctx, local.Operator, movie, s.Language, "", s.Open()); err != nil {
			return fmt.Errorf("add %s: %w", s.Name, err)
		}
	}
	return nil
}

// describeSeries gives the series of the samples what is said about it.
func (f Filler) describeSeries(ctx context.Context) error {
	list, err := f.Shop.SeriesList(ctx, local.Operator, store.SeriesQuery{Search: demo.Series})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(s store.SeriesListing) bool { return s.Title == demo.Series })
	if i < 0 || list[i].Year != 0 { // an admin removed or described it meanwhile
		return nil
	}
	about, year, tags := demo.SeriesAbout, demo.SeriesYear, demo.SeriesTags()
	_, err = f.Shop.EditSeries(ctx, local.Operator, list[i].ID, store.SeriesEdit{About: &about, Year: &year, Tags: &tags})
	if err == nil {
		f.At("described")
	}
	return err
}

// uploaded reports whether a start that was killed left the whole upload.
// An upload of another account under that name is an error.
func (f Filler) uploaded(ctx context.Context, name, sum string) (bool, error) {
	row, err := f.Intake.Stat(ctx, local.Operator, name)
	switch {
	case errors.Is(err, store.ErrNoIncoming):
		return false, nil
	case err != nil:
		return false, err
	case row.By != local.Operator.Name:
		return false, problem.New("%s 已经上传了同名的 %s", "%s has uploaded a file %s already", store.Clean(row.By), name)
	case row.State == store.Hashing:
		if err := Arrived(ctx, f.Intake, name); err != nil {
			return false, nil // it is no movie: written over
		}
		row, err = f.Intake.Stat(ctx, local.Operator, name)
	}
	return err == nil && row.State == store.Arrived && row.SHA256 == sum, err
}

func (f Filler) postOnce(ctx context.Context) error {
	notices, err := f.Shop.Notices(ctx, local.Operator)
	if err != nil || slices.ContainsFunc(notices, func(n store.Notice) bool { return n.Title == demoTitle }) {
		return err
	}
	if _, err := f.Shop.Post(ctx, local.Operator, demoTitle, demoContent); err != nil {
		return err
	}
	f.At("posted")
	return nil
}

func isEmpty(ctx context.Context, shop *store.Shop) (bool, error) {
	movie := errors.New("there is a movie")
	err := shop.EachMovie(ctx, func(store.Movie) error { return movie }) // the first is enough
	if errors.Is(err, movie) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	notices, err := shop.Notices(ctx, local.Operator)
	return len(notices) == 0, err
}

// upload goes the way of every upload, so that a sample is a movie like any
// other: received, recognised, hashed.
func (f Filler) upload(ctx context.Context, clip demo.Clip) error {
	upload, err := f.Intake.Create(ctx, local.Operator, clip.Name)
	if err != nil {
		return err
	}
	f.At("created")
	if _, err := upload.WriteAt(clip.Open(), 0); err != nil {
		upload.Close(false)
		return err
	}
	f.At("written")
	if err := upload.Close(true); err != nil {
		return err
	}
	f.At("closed")
	if err := Arrived(ctx, f.Intake, clip.Name); err != nil {
		return err
	}
	f.At("arrived")
	return nil
}

// Arrived waits until an upload has been recognised and hashed.
func Arrived(ctx context.Context, in *intake.Intake, name string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for tick := time.NewTicker(5 * time.Millisecond); ; {
		rows, err := in.Incoming(ctx, local.Operator)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.Name != name {
				continue
			}
			switch row.State {
			case store.Arrived:
				return nil
			case store.Receiving, store.Hashing:
			default:
				return fmt.Errorf("it is %s (%s)", row.State, row.Problem)
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
