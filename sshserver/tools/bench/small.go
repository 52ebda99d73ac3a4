package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"youku.example/sshserver/tools/program"
)

// The parts in which an admin sends many small files, sees what they would be
// published as, and publishes them.

// smallFile is their size: an episode of a short lesson, a clip.
const smallFile = 120_000

// putSmall sends a folder by one client to each server in turn. sshd's is told to
// sync each file (-f), as ours does without being told.
func putSmall(ctx context.Context, b *bench) ([]figure, error) {
	n := pick(b.short, 20, 1000)
	folder, err := b.writeFolder("small", n, 1)
	if err != nil {
		return nil, err
	}
	p, err := b.openPair(ctx)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	inbox := filepath.Join(b.dir, "sshd-small")
	send := func(ctx context.Context, s *server) error {
		if s == p.ours {
			return b.batch(ctx, s, gcm, "put -r "+folder+" /incoming/")
		}
		return b.batch(ctx, s, gcm, "put -fr "+folder+" "+inbox)
	}
	clear := func(ctx context.Context, s *server) error {
		if s == p.ours {
			return b.discard(ctx, s, "small", n)
		}
		return os.RemoveAll(inbox)
	}
	bytes := int64(n) * smallFile
	mine, sshd, err := b.duel(ctx, p, bytes, send, clear)
	return []figure{{
		What: fmt.Sprintf("%d files of 120 KB by one sftp put -r, sshd's with -f", n), Unit: "s",
		Ours: seconds(bytes, mine.speed), Theirs: seconds(bytes, sshd.speed), Goal: goal{Of: ratio, AtMost: true, Value: 1.5},
	}, cpu("server CPU of these", goal{})(mine, sshd)}, err
}

// seconds is how long so many bytes took at some speeds.
func seconds(bytes int64, speeds []float64) (list []float64) {
	for _, mb := range speeds {
		list = append(list, float64(bytes)/1e6/mb)
	}
	return list
}

// publishFolder publishes a folder of files that are ready, in one command.
func publishFolder(ctx context.Context, b *bench) ([]figure, error) {
	n := pick(b.short, 20, 1000)
	s, err := b.openYouku(ctx)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	var rates []float64
	for round := range min(b.rounds, 3) {
		name := fmt.Sprintf("publish-%d", round)
		folder, err := b.writeFolder(name, n, uint64(round)+100)
		if err != nil {
			return nil, err
		}
		if err := b.batch(ctx, s, gcm, "put -r "+folder+" /incoming/"); err != nil {
			return nil, err
		}
		if err := b.allReady(ctx, s, name, n); err != nil {
			return nil, err
		}
		began := time.Now()
		out, err := b.command(ctx, s, "publish", name, "--free")
		if err != nil {
			return nil, err
		}
		rates = append(rates, float64(n)/time.Since(began).Seconds())
		if got := strings.Count(out, "\n"); got != n {
			return nil, fmt.Errorf("publish said %d lines of %d files", got, n)
		}
	}
	return []figure{{
		What: fmt.Sprintf("publish of a folder of %d ready files", n), Unit: "a second", Ours: rates, Goal: goal{Of: ours, Value: 200},
	}}, nil
}

// planMany asks what thousands of uploads would be published as: shows of 24
// episodes with an NFO, of which each episode has the same bytes.
func planMany(ctx context.Context, b *bench) ([]figure, error) {
	shows := pick(b.short, 2, 200)
	s, err := b.openYouku(ctx)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	folder, n, err := b.writeShows(shows)
	if err != nil {
		return nil, err
	}
	if err := b.batch(ctx, s, gcm, "put -r "+folder+" /incoming/"); err != nil {
		return nil, err
	}
	if err := b.allReady(ctx, s, filepath.Base(folder), n); err != nil {
		return nil, err
	}
	var took []float64
	for range b.rounds {
		began := time.Now()
		if _, err := b.command(ctx, s, "plan"); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began).Seconds())
	}
	return []figure{{
		What: fmt.Sprintf("plan of %d uploads", n), Unit: "s", Ours: took, Goal: goal{Of: ours, AtMost: true, Value: 1},
	}}, b.discard(ctx, s, filepath.Base(folder), n)
}

// writeFolder writes so many movies of which no two are the same.
func (b *bench) writeFolder(name string, n int, seed uint64) (string, error) {
	dir := filepath.Join(b.dir, name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	for i := range n {
		if err := writeMovie(filepath.Join(dir, fmt.Sprintf("clip %04d.mp4", i)), smallFile, seed<<32+uint64(i)); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// writeShows writes folders of 24 episodes and a tvshow.nfo, n files in all.
func (b *bench) writeShows(shows int) (dir string, n int, err error) {
	dir = filepath.Join(b.dir, "shows")
	one := filepath.Join(b.dir, "episode.mp4")
	if err := writeMovie(one, smallFile, 1); err != nil {
		return "", 0, err
	}
	for i := range shows {
		title := fmt.Sprintf("Show %03d (%d)", i, 1990+i%30)
		show := filepath.Join(dir, title)
		if err := os.MkdirAll(show, 0o700); err != nil {
			return "", 0, err
		}
		nfo := fmt.Sprintf("<tvshow><title>Show %03d</title><year>%d</year><genre>Drama</genre></tvshow>", i, 1990+i%30)
		if err := os.WriteFile(filepath.Join(show, "tvshow.nfo"), []byte(nfo), 0o600); err != nil {
			return "", 0, err
		}
		for e := range episodes {
			if err := os.Link(one, filepath.Join(show, fmt.Sprintf("Show.%03d.S01E%02d.The.Part.1080p.mp4", i, e+1))); err != nil {
				return "", 0, err
			}
		}
		n += episodes + 1
	}
	return dir, n, nil
}

// discard removes a folder of n uploads, once the library has looked at all.
func (b *bench) discard(ctx context.Context, s *server, folder string, n int) error {
	if err := b.allReady(ctx, s, folder, n); err != nil {
		return err
	}
	_, err := b.command(ctx, s, "discard", folder)
	return err
}

// allReady waits until the library has looked at n uploads in a folder.
func (b *bench) allReady(ctx context.Context, s *server, folder string, n int) error {
	return program.Await(ctx, fmt.Sprintf("%d uploads to be ready", n), func() (bool, error) {
		out, err := b.command(ctx, s, "incoming", "--json")
		if err != nil {
			return false, err
		}
		var rows []struct{ Name, State string }
		if err := json.Unmarshal([]byte(out), &rows); err != nil {
			return false, fmt.Errorf("incoming: %w: %q", err, out)
		}
		ready := 0
		for _, r := range rows {
			if strings.HasPrefix(r.Name, folder+"/") && (r.State == "ready" || r.State == "sidecar") {
				ready++
			}
		}
		return ready == n, nil
	})
}
