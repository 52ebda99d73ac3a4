// Youku is a movie library that any terminal can open. This file wires its
// parts and does nothing else.
package main

import (
	"context"
	"os"
	"strings"

	"youku.example/media/disk"
	"youku.example/media/s3"
	"youku.example/sshserver/operator"
	"youku.example/sshserver/operator/local"
	"youku.example/store/sqldb/move"
	"youku.example/store/sqldb/postgres"
	"youku.example/store/sqldb/sqlite"
	"youku.example/store/sqldb/sqlite/dbfile"
)

func main() {
	os.Exit(operator.Main(context.Background(), operator.OS(local.Engines{
		Rows: func(ctx context.Context, at string) (local.Rows, error) {
			if onServer(at) {
				return postgres.Open(ctx, at)
			}
			return sqlite.Open(ctx, at)
		},
		Reader: func(ctx context.Context, at string) (local.Rows, error) {
			if onServer(at) {
				return postgres.OpenReader(ctx, at)
			}
			return sqlite.OpenReader(ctx, at)
		},
		Writer: func(ctx context.Context, at string) (local.Rows, error) {
			if onServer(at) {
				return postgres.OpenWriter(ctx, at)
			}
			return sqlite.OpenWriter(ctx, at)
		},
		OwnLog: dbfile.SetAsideForeignLog, LibraryID: sqlite.LibraryID, InUse: dbfile.InUse,
		Movies: func(ctx context.Context, at local.MoviesAt) (local.Movies, error) {
			if strings.HasPrefix(at.Place, s3.Scheme) {
				return s3.OpenAddress(ctx, at.Place, s3.Config{Cache: at.Cache, CacheBytes: at.CacheBytes, Log: at.Log, ReadOnly: at.ReadOnly})
			}
			if at.ReadOnly {
				return disk.OpenReader(at.Place)
			}
			return disk.Open(at.Place)
		},
		Source: func(ctx context.Context, at string, still bool) (local.Source, error) {
			switch {
			case onServer(at):
				return postgres.OpenReader(ctx, at)
			case still:
				return sqlite.OpenStill(ctx, at)
			}
			return sqlite.OpenReader(ctx, at)
		},
		Target: func(ctx context.Context, at string) (move.Target, error) {
			if onServer(at) {
				return postgres.OpenTarget(ctx, at)
			}
			return sqlite.OpenTarget(ctx, at)
		},
	})))
}

// onServer tells a URL from the name of a file.
func onServer(at string) bool { return strings.Contains(at, "://") }
