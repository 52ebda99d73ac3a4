package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// episodes is how many a season has here, as many have.
const episodes = 24

// keyPause is the time between two keys of a person in a hurry.
const keyPause = 150 * time.Millisecond

// season is how long a season takes to be seen from the key that opens it.
func season(ctx context.Context, b *bench) ([]figure, error) {
	s, err := b.openYouku(ctx)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	if err := b.fillSeason(ctx, s); err != nil {
		return nil, fmt.Errorf("fill a season: %w", err)
	}
	key, err := b.signer()
	if err != nil {
		return nil, err
	}
	g, err := openTerminal(s, key, 0)
	if err != nil {
		return nil, err
	}
	defer g.close()
	if err := g.shows(ctx, title); err != nil {
		return nil, err
	}
	var took []float64
	for range pick(b.short, 5, 200) {
		if err := pause(ctx, keyPause); err != nil { // frames of keys that come faster are paced
			return nil, err
		}
		began := time.Now()
		if err := g.press("\r"); err != nil {
			return nil, err
		}
		if err := g.shows(ctx, episodeTitle(episodes)); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began).Seconds()*1000)
		if err := g.press("\x1b"); err != nil {
			return nil, err
		}
		if err := g.shows(ctx, title); err != nil {
			return nil, err
		}
	}
	return []figure{{
		What: fmt.Sprintf("a season of %d from the key to its first frame, p99", episodes), Unit: "ms", Ours: []float64{quantile(took, 0.99)},
		Goal: goal{Of: ours, AtMost: true, Value: 20}, Note: fmt.Sprintf("p50 %.1f", median(took)),
	}}, nil
}

func episodeTitle(n int) string { return fmt.Sprintf("Part%02d", n) }

// fillSeason publishes a season: the small movie, each time with an empty box of
// another length behind it.
func (b *bench) fillSeason(ctx context.Context, s *server) error {
	dir, err := os.MkdirTemp(b.dir, "season")
	if err != nil {
		return err
	}
	movie, err := os.ReadFile(b.small)
	if err != nil {
		return err
	}
	var puts []string
	for n := 1; n <= episodes; n++ {
		box := make([]byte, 8+n)
		binary.BigEndian.PutUint32(box, uint32(len(box)))
		copy(box[4:], "free")
		name := filepath.Join(dir, episodeTitle(n)+".mp4")
		if err := os.WriteFile(name, append(movie[:len(movie):len(movie)], box...), 0o600); err != nil {
			return err
		}
		puts = append(puts, "put "+name+" /incoming/")
	}
	if err := b.batch(ctx, s, nil, strings.Join(puts, "\n")); err != nil {
		return err
	}
	for n := 1; n <= episodes; n++ {
		name := episodeTitle(n) + ".mp4"
		if err := b.arrived(ctx, s, name, "ready"); err != nil {
			return err
		}
		if _, err := b.command(ctx, s, "publish", name, "--title", episodeTitle(n), "--series", "Season", "--episode", fmt.Sprintf("1x%02d", n), "--free"); err != nil {
			return err
		}
	}
	return nil
}
