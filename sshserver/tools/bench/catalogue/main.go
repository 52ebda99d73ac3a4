package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// options are what the flags say.
type options struct {
	movies, people, rounds int
	dir, only, program     string
	database               string
	buyers                 int
}

func main() {
	o := options{}
	flag.IntVar(&o.movies, "movies", 1_000_000, "movies in the library")
	flag.IntVar(&o.people, "people", 0, "accounts in the library, each with two lines in the ledger")
	flag.IntVar(&o.rounds, "rounds", 300, "questions of each kind")
	flag.StringVar(&o.dir, "dir", os.TempDir(), "folder where libraries are kept between runs")
	flag.StringVar(&o.only, "only", "", "kinds of question to ask: those whose name holds this")
	flag.StringVar(&o.program, "program", "", "the built program: also measure how long it takes to start")
	flag.StringVar(&o.database, "database", "", "where a library on PostgreSQL is (postgres://…), to be asked in the place of one in -dir; an empty one is filled")
	flag.IntVar(&o.buyers, "buyers", 0, "with -database: also measure purchases of so many at once against insertions of single rows")
	asJSON := flag.Bool("json", false, "print the figures as JSON")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	list, err := run(ctx, o)
	if err == nil && *asJSON {
		err = json.NewEncoder(os.Stdout).Encode(list)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "catalogue:", err)
		os.Exit(1)
	}
	if !*asJSON {
		fmt.Printf("%-34s %8s %8s %8s %8s %8s   what cost most\n", "ms", "p50", "p99", "most", "cpu p50", "cpu p99")
		for _, f := range list {
			if f.Unit != "" {
				fmt.Printf("%-34s %8.4g (%.4g–%.4g) %s\n", f.Name, f.P50, f.P99, f.Most, f.Unit)
				continue
			}
			fmt.Printf("%-34s %8.3f %8.3f %8.3f %8.3f %8.3f   %s\n", f.Name, f.P50, f.P99, f.Most, f.CPU50, f.CPU99, f.Slowest)
		}
	}
}

func run(ctx context.Context, o options) (list []figure, err error) {
	if o.database != "" {
		return runServed(ctx, o)
	}
	l, err := openLibrary(ctx, o)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(l.copy)
	if list, err = l.pages(ctx, o); err != nil {
		l.close()
		return nil, err
	}
	own, err := l.own(ctx, o)
	if err != nil {
		l.close()
		return nil, err
	}
	published, err := l.publish(ctx, o)
	if err != nil {
		l.close()
		return nil, err
	}
	if err := l.close(); err != nil {
		return nil, err
	}
	list = append(append(list, own...), published...)
	if o.program != "" {
		started, err := l.start(ctx, o.program)
		if err != nil {
			return nil, err
		}
		list = append(list, started)
	}
	return list, nil
}

// runServed measures a library on a server.
func runServed(ctx context.Context, o options) (list []figure, err error) {
	l, err := openServed(ctx, o)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	if list, err = l.pages(ctx, o); err != nil || o.buyers == 0 {
		return list, err
	}
	bought, err := l.purchases(ctx, o)
	return append(list, bought...), err
}
