package scp

import (
	"context"
	"errors"
	"strings"
	"testing"

	"youku.example/sshserver/sftp"
)

// A pattern longer than any path is answered without a look at the files.
func TestGlob_LongPattern(t *testing.T) {
	long := "/downloads/" + strings.Repeat("*a", maxPattern/2)
	if _, err := glob(t.Context(), untouched{t: t}, long); !errors.Is(err, sftp.ErrNoSuchFile) {
		t.Errorf("a pattern of %d bytes: %v", len(long), err)
	}
}

// untouched fails the test that looks for a file or lists a folder.
type untouched struct {
	sftp.FS
	t *testing.T
}

func (u untouched) Stat(context.Context, string) (sftp.Attr, error) {
	u.t.Error("a file was looked for")
	return sftp.Attr{}, sftp.ErrNoSuchFile
}

func (u untouched) List(context.Context, string) (sftp.Listing, error) {
	u.t.Error("a folder was listed")
	return nil, sftp.ErrNoSuchFile
}
