package operator

import (
	"context"
	"errors"
	"fmt"
	"time"

	"youku.example/media/demo"
	"youku.example/sshserver/intake"
	"youku.example/store"
)

// demoCode is what the demo's one redeem code is worth.
const demoCode store.Fen = 100_00

// house acts for the operator.
var house = store.House()

// fillDemo puts the sample movies, a notice and a redeem code into an empty
// library and gives the code. A library that has movies or notices is left
// alone, and the code is "".
func fillDemo(ctx context.Context, shop *store.Shop, in *intake.Intake) (code string, err error) {
	if empty, err := isEmpty(ctx, shop); err != nil || !empty {
		return "", err
	}
	for _, clip := range demo.Clips() {
		if err := publishClip(ctx, in, clip); err != nil {
			return "", fmt.Errorf("publish the sample movie %s: %w", clip.Name, err)
		}
	}
	const title = "欢迎来到优酷 Welcome to Youku"
	const content = "这些样片都能真正播放：申请一部，等三十秒，用 sftp 取走。\n" +
		"These samples really play: ask for one, wait thirty seconds, fetch it with sftp."
	if _, err := shop.Post(ctx, house, title, content); err != nil {
		return "", fmt.Errorf("post the demo's notice: %w", err)
	}
	codes, err := shop.MintCodes(ctx, house, demoCode, 1)
	if err != nil {
		return "", fmt.Errorf("mint the demo's redeem code: %w", err)
	}
	return codes[0].Text, nil
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

// publishClip goes the way of every upload, so that a sample is a movie like
// any other: received, recognised, hashed, published.
func publishClip(ctx context.Context, in *intake.Intake, clip demo.Clip) error {
	upload, err := in.Create(ctx, house, clip.Name)
	if err != nil {
		return err
	}
	data := clip.Open()
	if _, err := upload.WriteAt(data, 0); err != nil {
		upload.Close(false)
		return err
	}
	if err := upload.Close(true); err != nil {
		return err
	}
	if err := arrived(ctx, in, clip.Name); err != nil {
		return err
	}
	_, err = in.Publish(ctx, house, clip.Name, store.Publication{
		Title: clip.Title, Free: clip.Free, Price: store.Fen(clip.PriceFen),
	}, nil)
	return err
}

// arrived waits until an upload has been recognised and hashed.
func arrived(ctx context.Context, in *intake.Intake, name string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for tick := time.NewTicker(5 * time.Millisecond); ; {
		rows, err := in.Incoming(ctx, house)
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
