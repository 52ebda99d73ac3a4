package tree

import (
	"context"
	"errors"
	"path"

	"youku.example/sshserver/sftp"
	"youku.example/store"
)

// unwritable returns the answer to a change where nothing may be changed, in the
// terms of a file system: what is not there is not there, and the rest is
// denied. With Create, it need not be there; its folder must.
func (t *Tree) unwritable(ctx context.Context, p string, f sftp.Flags) error {
	_, err := t.Stat(ctx, p)
	switch {
	case err == nil:
		return sftp.ErrDenied
	case !errors.Is(err, sftp.ErrNoSuchFile):
		return err
	case f.Has(sftp.Create) && t.isFolder(ctx, path.Dir(p)):
		return sftp.ErrDenied
	}
	return sftp.ErrNoSuchFile // without the sentence about a download that was not asked for
}

func (t *Tree) isFolder(ctx context.Context, p string) bool {
	a, err := t.Stat(ctx, p)
	return err == nil && a.Mode.IsDir()
}

// Mkdir makes folders among the uploads; all others stand already. To make one
// that is there fails without a sentence: clients that send a folder again do it
// for each, and go on.
func (t *Tree) Mkdir(ctx context.Context, p string) error {
	in, name, _ := t.find(p)
	if up, is := in.(incoming); is && name != "" {
		err := up.mkdir(ctx, name)
		if errors.Is(err, store.ErrFileExists) && up.isFolder(ctx, name) {
			return sftp.ErrFailure
		}
		return t.textError(err)
	}
	err := t.unwritable(ctx, p, sftp.Create)
	if _, there := t.Stat(ctx, p); there == nil {
		return sftp.ErrFailure
	}
	return err
}

// Rmdir removes folders among the uploads.
func (t *Tree) Rmdir(ctx context.Context, p string) error {
	if a, err := t.Stat(ctx, p); err == nil && !a.Mode.IsDir() {
		return sftp.ErrNoSuchFile
	}
	in, name, _ := t.find(p)
	if up, is := in.(incoming); is && name != "" {
		return t.textError(up.rmdir(ctx, name))
	}
	return t.unwritable(ctx, p, 0)
}

// BadName returns the refusal of names in GBK or with control characters.
func (t *Tree) BadName() error { return t.textError(store.ErrFileName) }
