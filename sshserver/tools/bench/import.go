package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"youku.example/sshserver/tools/program"
)

// importLink takes a folder of the machine in by second names, while serving. What
// is measured is the time from the command's start to its end, less that of hashing
// the same files alone.
func importLink(ctx context.Context, b *bench) ([]figure, error) {
	n := pick(b.short, 50, 5000)
	s, err := b.openYouku(ctx)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	var rates, hashes []float64
	for round := range min(b.rounds, 3) {
		folder, err := b.writeFolder(fmt.Sprintf("import-%d", round), n, uint64(round)+200)
		if err != nil {
			return nil, err
		}
		took, err := hashAll(folder)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, took.Seconds())
		began := time.Now()
		if err := program.Run(ctx, b.program, b.environ(), nil, "import", folder, "--link", "--free"); err != nil {
			return nil, err
		}
		rates = append(rates, float64(n)/(time.Since(began)-took).Seconds())
	}
	return []figure{{
		What: fmt.Sprintf("import --link of %d files of 120 KB, beside hashing them", n), Unit: "a second", Ours: rates,
		Goal: goal{Of: ours, Value: 500}, Note: fmt.Sprintf("that alone %.2f s", median(hashes)),
	}}, nil
}

// hashAll is how long it takes to hash the files of a folder, one after the other.
func hashAll(folder string) (time.Duration, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	for _, e := range entries {
		f, err := os.Open(filepath.Join(folder, e.Name()))
		if err != nil {
			return 0, err
		}
		_, err = io.Copy(sha256.New(), f)
		_ = f.Close()
		if err != nil {
			return 0, err
		}
	}
	return time.Since(began), nil
}
