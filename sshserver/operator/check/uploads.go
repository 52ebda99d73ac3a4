package check

import (
	"context"
	"errors"

	"youku.example/media"
	"youku.example/store"
)

// uploads holds the rows of what was received against the files: each is there
// and as long as its row says, and what is ready hashes to what its row says.
// A file that no row knows is an orphan.
func (in *inspection) uploads(ctx context.Context, arrived []string) error {
	rows, err := in.shop.IncomingRows(ctx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, row := range rows {
		known[row.File] = true
		if err := in.upload(ctx, row); err != nil {
			return err
		}
	}
	for _, key := range arrived {
		if !known[key] {
			in.fault("orphan: incoming file %s belongs to no upload", key)
		}
	}
	return nil
}

func (in *inspection) upload(ctx context.Context, row store.Incoming) error {
	if row.State == store.Receiving || row.State == store.Removing {
		return nil // it grows, or goes; the next start mends both
	}
	says, err := in.uploadFault(ctx, row)
	if err != nil || says == "" {
		return err
	}
	now, err := in.shop.IncomingByName(ctx, row.Name)
	if errors.Is(err, store.ErrNoIncoming) {
		return nil
	}
	if err != nil {
		return err
	}
	if now.ID == row.ID && now.State == row.State && now.UpdatedAt.Equal(row.UpdatedAt) { // else it changed meanwhile
		in.fault("upload %s (%s): %s", row.Name, row.State, says)
	}
	return nil
}

// uploadFault is what is wrong with the file of an upload, "" if nothing is.
func (in *inspection) uploadFault(ctx context.Context, row store.Incoming) (string, error) {
	f, err := in.library.Arrived(ctx, row.File)
	switch {
	case errors.Is(err, media.ErrNotExist):
		return missingFile, nil
	case err != nil && ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return unopened(err), nil
	}
	defer f.Close()
	sum := row.SHA256
	if row.State != store.Arrived && row.State != store.Duplicate && row.State != store.Sidecar {
		sum = ""
	}
	return in.contentFault(ctx, f, row.Size, sum)
}
