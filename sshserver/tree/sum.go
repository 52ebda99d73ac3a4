package tree

import (
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"hash"

	"youku.example/media"
	"youku.example/sshserver/sftp"
	"youku.example/store"
	"youku.example/tui/words"
)

// algorithms are those that clients ask for.
var algorithms = map[string]func() hash.Hash{"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New}

// Sum returns the checksum in hex of a file that the actor may read now, as it would
// be read in that language by that login; algorithm is md5, sha1 or sha256. It answers rclone, which asks by command what it
// compares after a copy. What can't be read can't be summed: the error is a
// *store.Refusal or wraps fs.ErrNotExist or fs.ErrPermission.
func (t *Trees) Sum(ctx context.Context, a store.Actor, l words.Lang, login words.Login, p, algorithm string) (string, error) {
	fresh, ok := algorithms[algorithm]
	if !ok {
		return "", fmt.Errorf("sum %q: no such algorithm", algorithm)
	}
	if a.Account == 0 {
		return "", store.ErrLogIn
	}
	p, ok = sftp.Clean(p)
	if !ok {
		return "", sftp.ErrNoSuchFile
	}
	in, name, err := t.For(Viewer{Actor: a, Lang: l, Login: login}).find(p)
	if err != nil || name == "" {
		return "", sftp.ErrNoSuchFile
	}
	s, err := in.(summed).summed(ctx, name)
	if err != nil {
		return "", err
	}
	if algorithm == "sha256" && s.sha256 != "" {
		return s.sha256, nil
	}
	return t.sums.of(ctx, s, algorithm, fresh)
}

// summed finds the bytes to sum, after the same questions as an OPEN.
type summed interface {
	summed(ctx context.Context, name string) (subject, error)
}

// subject is what is summed.
type subject struct {
	sha256 string // "" when not known: nothing is remembered of it then
	open   func(ctx context.Context) (media.File, error)
}

func (d downloads) summed(ctx context.Context, name string) (subject, error) {
	if name == readmeName {
		readme, err := d.readme(ctx)
		return subject{open: func(context.Context) (media.File, error) { return sumText{readme}, nil }}, err
	}
	grant, file, err := d.find(ctx, name)
	if err == nil {
		err = grant.Refused()
	}
	switch {
	case err != nil:
		return subject{}, err
	case file.open != nil:
		return subject{open: file.open}, nil
	}
	return d.movie(grant.SHA256, grant.File), nil
}

// sumText is a text without the protocol's Close.
type sumText struct{ *text }

func (sumText) Close() error { return nil }

func (m movies) summed(ctx context.Context, name string) (subject, error) {
	movie, err := m.find(ctx, name)
	if err == nil && !movie.Available() {
		err = movie.Unavailable()
	}
	return m.movie(movie.SHA256, movie.File), err
}

func (t *Tree) movie(sum, key string) subject {
	return subject{sha256: sum, open: func(ctx context.Context) (media.File, error) { return t.library.Movie(ctx, key) }}
}

// summed of an upload reads the bytes that are there; the row's own checksum
// speaks of them only once they were looked at whole.
func (in incoming) summed(ctx context.Context, name string) (subject, error) {
	name, err := named(name)
	if err != nil {
		return subject{}, err
	}
	row, err := in.intake.Stat(ctx, in.viewer.Actor, name)
	if err != nil {
		return subject{}, err
	}
	if row.State == store.Folder {
		return subject{}, sftp.ErrNoSuchFile
	}
	if row.State == store.Receiving {
		return subject{}, &store.Refusal{Code: store.ErrReceiving.Code, Name: row.Name}
	}
	return subject{sha256: row.SHA256, open: func(ctx context.Context) (media.File, error) {
		return in.intake.Read(ctx, in.viewer.Actor, name)
	}}, nil
}
