package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"youku.example/sshserver/tools/program"
)

func main() {
	o := options{}
	flag.BoolVar(&o.short, "short", false, "few rounds and small files: only sees that everything works")
	flag.StringVar(&o.only, "only", "", "parts to run, separated by commas (see -list)")
	flag.BoolVar(&o.list, "list", false, "name the parts and end")
	flag.StringVar(&o.json, "json", "", "also write the run to this `file`")
	flag.IntVar(&o.rounds, "rounds", 0, "rounds of each part (default 7, with -short 1)")
	flag.IntVar(&o.mib, "mib", 0, "size of the movie in MiB (default 512, with -short 8)")
	flag.StringVar(&o.dir, "dir", "/dev/shm", "folder for the library; in memory, or the disk is measured too")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type options struct {
	short, list     bool
	only, json, dir string
	rounds, mib     int
}

func (o options) orDefaults() options {
	if o.rounds <= 0 {
		o.rounds = pick(o.short, 1, 7)
	}
	if o.mib <= 0 {
		o.mib = pick(o.short, 8, 512)
	}
	return o
}

// pick is a for a short run, else b.
func pick[T any](short bool, a, b T) T {
	if short {
		return a
	}
	return b
}

func run(ctx context.Context, o options) error {
	if o.list {
		for _, p := range parts {
			fmt.Printf("%-12s %s\n", p.name, p.about)
		}
		return nil
	}
	chosen, err := choose(o.only)
	if err != nil {
		return err
	}
	o = o.orDefaults()
	root, err := program.Root(ctx)
	if err != nil {
		return err
	}
	began := time.Now()
	r := report{Facts: learn(ctx, root), Began: now(), Short: o.short, Rounds: o.rounds, Size: int64(o.mib) << 20}
	b, err := open(ctx, root, o)
	if err != nil {
		return err
	}
	defer b.close()
	for _, p := range chosen {
		one, err := b.measure(ctx, p)
		if err != nil {
			return fmt.Errorf("%s: %w\nthe servers said: %s", p.name, err, b.said())
		}
		r.Results = append(r.Results, one)
	}
	r.Took = time.Since(began).Round(time.Second).String()
	r.print(os.Stdout)
	if o.json != "" {
		return r.write(o.json)
	}
	return nil
}

// choose finds the parts that were asked for; all if none was.
func choose(only string) ([]part, error) {
	if only == "" {
		return parts, nil
	}
	var chosen []part
	for name := range strings.SplitSeq(only, ",") {
		n := len(chosen)
		for _, p := range parts {
			if p.name == name {
				chosen = append(chosen, p)
			}
		}
		if len(chosen) == n {
			return nil, fmt.Errorf("there is no part %q; -list names them", name)
		}
	}
	return chosen, nil
}

// measure runs one part, or says what it misses.
func (b *bench) measure(ctx context.Context, p part) (result, error) {
	r := result{Part: p.name, About: p.about}
	for _, needed := range p.needs {
		if _, err := find(needed); err != nil {
			r.Skipped = needed + " is not installed"
			b.note("%s: %s", p.name, r.Skipped)
			return r, nil
		}
	}
	b.note("%s", p.name)
	var missing missingError
	figures, err := p.run(ctx, b)
	if errors.As(err, &missing) {
		r.Skipped = missing.Error()
		return r, nil
	}
	r.Figures = figures
	return r, err
}

// missingError says what a part lacks on this machine.
type missingError string

func (m missingError) Error() string { return string(m) }

// find returns where a program is. sshd wants to be started by its whole path, and
// is in no ordinary person's PATH.
func find(name string) (string, error) {
	path, err := exec.LookPath(name)
	for _, dir := range []string{"/usr/sbin", "/usr/local/sbin"} {
		if err == nil {
			break
		}
		path, err = exec.LookPath(filepath.Join(dir, name))
	}
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}
