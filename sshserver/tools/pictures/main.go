package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"youku.example/sshserver/tools/pictures/svg"
	"youku.example/sshserver/tools/program"
)

// enough bounds the story, which takes some twenty seconds: a fault is a
// failure and not a hang.
const enough = 90 * time.Second

func main() {
	check := flag.Bool("check", false, "write nothing; fail if the committed pictures tell something else than the program")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *check); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, check bool) error {
	root, err := program.Root(ctx)
	if err != nil {
		return err
	}
	h, err := open(ctx, root)
	if err != nil {
		return err
	}
	defer h.close()
	ctx, cancel := context.WithTimeout(ctx, enough)
	defer cancel()
	album, err := tell(ctx, h)
	if err != nil {
		return fmt.Errorf("%w\nthe program said:\n%s", err, h.said())
	}
	docs := filepath.Join(root, "docs")
	if check {
		return compare(docs, album)
	}
	return write(docs, album)
}

// picture is one screen as it is to be seen in the README.
type picture struct {
	name  string // en-library: the file's name without .svg
	label string // for screen readers
	grid  svg.Grid
}

func write(docs string, album []picture) error {
	if err := os.MkdirAll(docs, 0o755); err != nil {
		return err
	}
	for _, p := range album {
		file := filepath.Join(docs, p.name+".svg")
		if err := os.WriteFile(file, svg.Draw(p.label, p.grid), 0o644); err != nil {
			return err
		}
		fmt.Println(file)
	}
	return nil
}
