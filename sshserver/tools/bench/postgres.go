package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"

	"youku.example/store/sqldb/postgres/pgtest"
)

// aDisk has a server in memory write as to a disk that takes 2 ms to flush.
var aDisk = []string{"fsync=on", "commit_delay=2000", "commit_siblings=0", "shared_buffers=256MB"}

// onPostgres has 32 buy different movies at once, in turn with as many connections that
// insert single rows. The server, the shop and its buyers share the machine's cores.
func onPostgres(ctx context.Context, b *bench) ([]figure, error) {
	server, err := pgtest.StartIn(filepath.Dir(b.dir), aDisk...)
	if errors.Is(err, pgtest.ErrNotInstalled) {
		return nil, missingError(err.Error())
	}
	if err != nil {
		return nil, err
	}
	defer server.Stop()
	if err := server.Exec(ctx, "postgres", "CREATE DATABASE bench"); err != nil {
		return nil, err
	}
	list, err := b.ask(ctx, "-database", server.URL("bench"), "-movies", strconv.Itoa(pick(b.short, 2_000, 8_000)), "-buyers", "32", "-only", "purchases")
	if err != nil {
		return nil, err
	}
	if len(list) != 3 {
		return nil, fmt.Errorf("%d figures of purchases, want 3", len(list))
	}
	return []figure{{
		What: "purchases a second of 32 buyers ÷ insertions of single rows, 2 ms flush", Unit: "a second",
		Ours: list[1].Rounds, Theirs: list[0].Rounds, Goal: goal{Of: ratio, Value: 0.1},
	}}, nil
}
