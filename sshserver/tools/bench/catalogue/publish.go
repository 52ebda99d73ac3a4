package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"youku.example/store"
	"youku.example/store/storetest/stock"
)

// publish times publications into the library, from the upload that was
// hashed to the movie that a search finds: as they come one by one, of which
// each finds done what the one before left to be done, since hashing takes
// longer than that; and one right after another, each followed by the writing
// of a row, which waits for what the publication left.
func (l *library) publish(ctx context.Context, o options) ([]figure, error) {
	alone, inRow := figured{name: "publish a movie"}, figured{name: "publish in a row"}
	after := figured{name: "write a row after it"}
	for i := range o.rounds {
		if !strings.Contains(alone.name, o.only) {
			break
		}
		if err := l.rows.Settled(ctx); err != nil {
			return nil, err
		}
		if err := l.publishOne(ctx, l.movies+i, &alone.timed, &timed{}); err != nil {
			return nil, err
		}
	}
	for i := range o.rounds {
		if !strings.Contains(inRow.name, o.only) {
			break
		}
		if err := l.publishOne(ctx, l.movies+o.rounds+i, &inRow.timed, &after.timed); err != nil {
			return nil, err
		}
	}
	var list []figure
	for _, f := range []figured{alone, inRow, after} {
		if len(f.took) > 0 {
			list = append(list, f.figure(f.name))
		}
	}
	return list, nil
}

type figured struct {
	name string
	timed
}

// publishOne publishes the i-th movie of the stock, and times that and the
// first row that is written before it.
func (l *library) publishOne(ctx context.Context, i int, took, row *timed) error {
	m := stock.Movie(i)
	return l.publishAs(ctx, i, store.Publication{Title: m.Title, Free: m.Free, Price: m.Price}, took, row)
}

// publishAs is publishOne under other words.
func (l *library) publishAs(ctx context.Context, i int, as store.Publication, took, row *timed) error {
	operator, m := store.Operator(), stock.Movie(i)
	began, used := time.Now(), cpu()
	in, err := l.shop.AddIncoming(ctx, operator, m.SHA256[:20]+".mp4", m.SHA256[:20])
	if err != nil {
		return err
	}
	row.add(time.Since(began), cpu()-used, false, "")
	in.State, in.Size, in.Done, in.SHA256, in.SampledMD5 = store.Arrived, m.Size, m.Size, m.SHA256, m.SampledMD5
	in.MediaType, in.Ext, in.Duration = m.MediaType, m.Ext, m.Duration
	if err := l.shop.SaveIncoming(ctx, in); err != nil {
		return err
	}
	began, used = time.Now(), cpu()
	_, err = l.shop.PublishIncoming(ctx, operator, in.ID, m.File, as)
	took.add(time.Since(began), cpu()-used, false, m.Title)
	return err
}

// starts is how often the program is started to be timed; one more before
// makes its host keys.
const starts = 7

// start times the program from its start to listening.
func (l *library) start(ctx context.Context, program string) (figure, error) {
	var took timed
	for i := range starts + 1 {
		wall, cost, err := l.startOnce(ctx, program)
		if err != nil {
			return figure{}, fmt.Errorf("start the program: %w", err)
		}
		if i > 0 {
			took.add(wall, cost, false, "")
		}
	}
	return took.figure("start to listening"), nil
}

// startOnce also gives the processor time of the whole life of the program.
func (l *library) startOnce(ctx context.Context, program string) (wall, cost time.Duration, err error) {
	cmd := exec.CommandContext(ctx, program, "serve", "--data", l.copy, "--listen", "127.0.0.1:0", "--log", "error")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	wall = time.Since(began)
	if !strings.Contains(line, "127.0.0.1:") {
		err = errors.Join(err, fmt.Errorf("it said %q", line))
	}
	err = errors.Join(err, cmd.Process.Signal(syscall.SIGTERM), cmd.Wait())
	return wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), err
}
