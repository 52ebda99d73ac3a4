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

// Mkdir makes nothing: the folders that there are stand already. Its refusal to those
// who may upload says to send files without their folder.
func (t *Tree) Mkdir(ctx context.Context, p string) error {
	err := t.unwritable(ctx, p, sftp.Create)
	_, there := t.Stat(ctx, p)
	switch in, _, _ := t.find(path.Dir(p)); {
	case there == nil:
		return sftp.ErrFailure
	case errors.Is(err, sftp.ErrDenied) && t.admin() && (in == nil || t.uploads(in)):
		return t.textError(store.ErrNoFolders)
	}
	return err
}

// Rmdir removes nothing.
func (t *Tree) Rmdir(ctx context.Context, p string) error {
	if a, err := t.Stat(ctx, p); err == nil && !a.Mode.IsDir() {
		return sftp.ErrNoSuchFile
	}
	return t.unwritable(ctx, p, 0)
}

// BadName returns the refusal of names in GBK or with control characters.
func (t *Tree) BadName() error { return t.textError(store.ErrFileName) }
