// Youku is a movie library that any terminal can open. This file wires its
// parts and does nothing else.
package main

import (
	"context"
	"os"

	"youku.example/media/disk"
	"youku.example/sshserver/operator"
	"youku.example/sshserver/operator/local"
	"youku.example/store/sqldb"
	"youku.example/store/sqldb/dbfile"
)

func main() {
	os.Exit(operator.Main(context.Background(), operator.OS(local.Engines{
		Rows: func(ctx context.Context, file string) (local.Rows, error) {
			return sqldb.Open(ctx, file)
		},
		Reader: func(ctx context.Context, file string) (local.Rows, error) {
			return sqldb.OpenReader(ctx, file)
		},
		Writer: func(ctx context.Context, file string) (local.Rows, error) {
			return sqldb.OpenWriter(ctx, file)
		},
		OwnLog: dbfile.SetAsideForeignLog, LibraryID: sqldb.LibraryID, InUse: dbfile.InUse,
		Movies: func(dir string) (local.Movies, error) {
			return disk.Open(dir)
		},
	})))
}
