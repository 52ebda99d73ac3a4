package scp

import (
	"context"
	"path"
	"slices"
	"strings"

	"youku.example/sshserver/sftp"
)

const (
	// maxMatches bounds what one pattern may stand for.
	maxMatches = 10000
	// maxPattern bounds a pattern in bytes, since each name of a folder is
	// held against all of it. No path that is served is as long.
	maxPattern = 1024
)

// glob returns what a path stands for: itself if there is such a file, else every
// name that it matches as a shell's pattern would. Matching looks only at what
// the client may list.
func glob(ctx context.Context, fs sftp.FS, p string) ([]string, error) {
	if !strings.ContainsAny(p, "*?[") {
		return []string{p}, nil
	}
	if len(p) > maxPattern {
		return nil, sftp.ErrNoSuchFile
	}
	if _, err := fs.Stat(ctx, p); err == nil {
		return []string{p}, nil
	}
	found := []string{"/"}
	for _, part := range strings.Split(strings.TrimPrefix(p, "/"), "/") {
		next, err := step(ctx, fs, found, part)
		if err != nil {
			return nil, err
		}
		found = next
	}
	if len(found) == 0 {
		return nil, sftp.ErrNoSuchFile
	}
	return found, nil
}

// step returns what is called part, or matches it, in any of these directories.
func step(ctx context.Context, fs sftp.FS, dirs []string, part string) ([]string, error) {
	var found []string
	for _, dir := range dirs {
		if !strings.ContainsAny(part, "*?[") {
			if _, err := fs.Stat(ctx, path.Join(dir, part)); err == nil {
				found = append(found, path.Join(dir, part))
			}
			continue
		}
		list, err := fs.List(ctx, dir)
		if err != nil {
			if len(dirs) == 1 {
				return nil, err
			}
			continue
		}
		err = list.Each(ctx, func(e sftp.Entry) error {
			if matches(part, e.Name) && len(found) < maxMatches {
				found = append(found, path.Join(dir, e.Name))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(found)
	return found, nil
}

// matches is path.Match, where a leading dot is matched by a dot only.
func matches(pattern, name string) bool {
	if strings.HasPrefix(name, ".") && !strings.HasPrefix(pattern, ".") {
		return false
	}
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}
