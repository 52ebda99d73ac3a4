package viewer

import (
	"context"
	"fmt"
	"io"
	"time"

	"youku.example/media"
	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/contain"
	"youku.example/store"
)

const (
	sendBuffer = 256 << 10
	// lastWrite is how long a write may hold up the end of a transfer that was
	// cut. A client that reads nothing would hold it for ever.
	lastWrite = 2 * time.Second
)

// send writes a movie from an offset to its end and notes with the transfer
// what was sent. It ends at once when the right to the bytes is taken away. A note
// that can't be written, on a full disk, does not fail the download.
func send(ctx context.Context, library Library, call *cli.Call, transfer *store.Transfer, offset int64) (err error) {
	defer func() {
		if err := transfer.Close(); err != nil && call.Log != nil {
			call.Log.Warn("a download is not in the history", "err", err)
		}
	}()
	d := transfer.Download()
	f, err := library.Movie(ctx, d.File)
	if err != nil {
		return fmt.Errorf("get movie %d: %w", d.MovieID, err)
	}
	call.JSON = false // stdout is the movie's from here on, refused or not
	going, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		defer f.Close()
		ended <- contain.Run(func() error { return pump(going, call.Stdout, f, offset, d.Size, transfer) })
	}()
	select {
	case err := <-ended:
		return contain.Throw(err)
	case <-transfer.Cut():
		err = transfer.Cause()
	case <-ctx.Done():
		err = ctx.Err()
	}
	stop()
	late := time.NewTimer(lastWrite)
	defer late.Stop()
	select {
	case e := <-ended:
		_ = contain.Throw(e)
		return err
	case <-late.C: // the end of the channel ends the write
		return cli.ErrHungUp
	}
}

// sending is where pump notes what it sent, and asks when it may send more.
type sending interface {
	Pace(ctx context.Context, n int64) error
	Sent(off, n int64)
}

// pump copies the bytes from off to size until ctx ends.
func pump(ctx context.Context, w io.Writer, f media.File, off, size int64, to sending) error {
	buf := make([]byte, min(sendBuffer, max(size-off, 1)))
	for off < size {
		n, err := f.ReadAt(buf[:min(int64(len(buf)), size-off)], off)
		if n == 0 && err == io.EOF {
			return fmt.Errorf("the file ends at %d of %d bytes", off, size)
		}
		if n == 0 && err != nil {
			return fmt.Errorf("read at %d: %w", off, err)
		}
		if err := to.Pace(ctx, int64(n)); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := w.Write(buf[:n]); err != nil {
			return cli.ErrHungUp
		}
		to.Sent(off, int64(n))
		off += int64(n)
	}
	return nil
}
