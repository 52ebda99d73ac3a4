package operator

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
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
)

// demoCode is what the demo's one redeem code is worth.
const demoCode store.Fen = 100_00

// operatorActor acts for the operator.
var operatorActor = store.Operator()

const (
	demoTitle   = "欢迎来到优酷 Welcome to Youku"
	demoContent = "这些样片都能真正播放：申请一部，等三十秒，用 sftp 取走。\n" +
		"These samples really play: ask for one, wait thirty seconds, fetch it with sftp."
)

// demoFill puts the demo into an empty library. It takes many steps, as
// its movies come in like any others; so a file says that it was begun, from
// before the first of them until the operator has read the redeem code. The
// next start that is asked for the demo goes on with what was not done yet.
type demoFill struct {
	shop   *store.Shop
	intake *intake.Intake
	begun  string // the file
	at     func(step string)
}

// fill puts the sample movies, a notice and a redeem code into an empty
// library, or into one that it was begun in, and gives the code. A library that
// has movies or notices of its own is left alone, and the code is "". A code
// that was made and never shown, since the program was killed in between, is
// not found again, and another one is made.
func (f demoFill) fill(ctx context.Context) (code string, err error) {
	if due, err := f.due(ctx); err != nil || !due {
		return "", err
	}
	for _, clip := range demo.Clips() {
		if err := f.publishOnce(ctx, clip); err != nil {
			return "", fmt.Errorf("publish the sample movie %s: %w", clip.Name, err)
		}
	}
	if err := f.postOnce(ctx); err != nil {
		return "", fmt.Errorf("post the demo's notice: %w", err)
	}
	codes, err := f.shop.MintCodes(ctx, operatorActor, demoCode, 1)
	if err != nil {
		return "", fmt.Errorf("mint the demo's redeem code: %w", err)
	}
	f.at("minted")
	return codes[0].Text, nil
}

// due reports whether the demo is to be put in, or to be gone on with.
func (f demoFill) due(ctx context.Context) (bool, error) {
	if _, err := os.Stat(f.begun); err == nil {
		return true, nil
	}
	if empty, err := isEmpty(ctx, f.shop); err != nil || !empty {
		return false, err
	}
	if err := writeDurably(f.begun, nil, 0o600); err != nil {
		return false, fmt.Errorf("begin the demo: %w", err)
	}
	f.at("begun")
	return true, syncDir(filepath.Dir(f.begun))
}

// done is called when the operator has the code: there is nothing to go on with.
func (f demoFill) done() error {
	f.at("shown")
	if err := os.Remove(f.begun); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return syncDir(filepath.Dir(f.begun))
}

// publishOnce publishes a sample that is not a movie here yet.
func (f demoFill) publishOnce(ctx context.Context, clip demo.Clip) error {
	sum := sha256.Sum256(clip.Open())
	match, err := f.shop.Match(ctx, hex.EncodeToString(sum[:]))
	if err != nil || match.Movie != 0 {
		return err
	}
	if whole, err := f.uploaded(ctx, clip.Name, hex.EncodeToString(sum[:])); err != nil {
		return err
	} else if !whole {
		if err := f.upload(ctx, clip); err != nil {
			return err
		}
	}
	_, err = f.intake.Publish(ctx, operatorActor, clip.Name, store.Publication{
		Title: clip.Title, Free: clip.Free, Price: store.Fen(clip.PriceFen),
	}, nil)
	if err == nil {
		f.at("published")
	}
	return err
}

// uploaded reports whether a start that was killed left the whole upload.
// An upload of another account under that name is an error.
func (f demoFill) uploaded(ctx context.Context, name, sum string) (bool, error) {
	row, err := f.intake.Stat(ctx, operatorActor, name)
	switch {
	case errors.Is(err, store.ErrNoIncoming):
		return false, nil
	case err != nil:
		return false, err
	case row.By != operatorActor.Name:
		return false, problem.New("%s 已经上传了同名的 %s", "%s has uploaded a file %s already", store.Clean(row.By), name)
	case row.State == store.Hashing:
		if err := arrived(ctx, f.intake, name); err != nil {
			return false, nil // it is no movie: written over
		}
		row, err = f.intake.Stat(ctx, operatorActor, name)
	}
	return err == nil && row.State == store.Arrived && row.SHA256 == sum, err
}

func (f demoFill) postOnce(ctx context.Context) error {
	notices, err := f.shop.Notices(ctx, store.Actor{Role: store.RoleGuest})
	if err != nil || slices.ContainsFunc(notices, func(n store.Notice) bool { return n.Title == demoTitle }) {
		return err
	}
	if _, err := f.shop.Post(ctx, operatorActor, demoTitle, demoContent); err != nil {
		return err
	}
	f.at("posted")
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
	notices, err := shop.Notices(ctx, store.Actor{Role: store.RoleGuest})
	return len(notices) == 0, err
}

// upload goes the way of every upload, so that a sample is a movie like any
// other: received, recognised, hashed.
func (f demoFill) upload(ctx context.Context, clip demo.Clip) error {
	upload, err := f.intake.Create(ctx, operatorActor, clip.Name)
	if err != nil {
		return err
	}
	f.at("created")
	if _, err := upload.WriteAt(clip.Open(), 0); err != nil {
		upload.Close(false)
		return err
	}
	f.at("written")
	if err := upload.Close(true); err != nil {
		return err
	}
	f.at("closed")
	if err := arrived(ctx, f.intake, clip.Name); err != nil {
		return err
	}
	f.at("arrived")
	return nil
}

// arrived waits until an upload has been recognised and hashed.
func arrived(ctx context.Context, in *intake.Intake, name string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for tick := time.NewTicker(5 * time.Millisecond); ; {
		rows, err := in.Incoming(ctx, operatorActor)
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
