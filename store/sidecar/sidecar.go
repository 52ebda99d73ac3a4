package sidecar

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// Kind is what a file is for, by its name.
type Kind string

const (
	None     Kind = ""         // a movie, or nothing that is known
	Subtitle Kind = "subtitle" // .srt .ass .ssa .vtt
	NFO      Kind = "nfo"
	Picture  Kind = "picture" // poster.jpg, folder.jpg, cover.*, NAME-poster.jpg
	Litter   Kind = "litter"  // .DS_Store and its like: taken, and of no use
)

// Belongs reports whether a file of the kind belongs to a movie.
func (k Kind) Belongs() bool { return k == Subtitle || k == NFO || k == Picture }

// Limit is how many bytes a file of the kind may have; 0: no bound.
func (k Kind) Limit() int64 {
	switch k {
	case Subtitle, Picture:
		return 5 << 20
	case NFO, Litter:
		return 1 << 20
	}
	return 0
}

// Under their own name these clients put a file only once it is whole: rclone,
// WinSCP and rsync.
var (
	tailTemporary  = regexp.MustCompile(`\.[0-9a-zA-Z]{6,8}\.partial$|\.filepart$`)
	rsyncTemporary = regexp.MustCompile(`^\.(.+)\.[0-9a-zA-Z]{6}$`)
)

// whole is the name that a client will give to a file that it sends under
// another one until it is whole.
func whole(name string) string {
	if m := tailTemporary.FindStringIndex(name); m != nil {
		return name[:m[0]]
	}
	if m := rsyncTemporary.FindStringSubmatch(name); m != nil && strings.Contains(m[1], ".") {
		return m[1]
	}
	return name
}

// KindOf is what the file of that path is for.
func KindOf(p string) Kind {
	name := strings.ToLower(whole(path.Base(p)))
	ext := path.Ext(name)
	switch {
	case strings.HasPrefix(name, "._"), name == ".ds_store", name == "thumbs.db", name == "desktop.ini", ext == ".txt", ext == ".url":
		return Litter
	}
	switch ext {
	case ".srt", ".ass", ".ssa", ".vtt":
		return Subtitle
	case ".nfo":
		return NFO
	case ".jpg", ".jpeg", ".png", ".webp":
		stem := strings.TrimSuffix(name, ext)
		if slices.Contains(folderPictures, stem) || strings.HasSuffix(stem, "-poster") {
			return Picture
		}
	}
	return None
}

// folderPictures are pictures of all that is in their folder, the likeliest first.
var folderPictures = []string{"poster", "cover", "folder"}

// FolderPicture reports whether a picture is one of all that is in its folder, and
// not of one movie (NAME-poster). Of several in a folder the one with the lowest
// rank is likeliest the cover.
func FolderPicture(p string) (rank int, is bool) {
	name := strings.ToLower(path.Base(p))
	rank = slices.Index(folderPictures, strings.TrimSuffix(name, path.Ext(name)))
	return rank, rank >= 0 && KindOf(p) == Picture
}

// FolderPictures is how the paths of such pictures begin in a folder ("": the top),
// as people write them.
func FolderPictures(dir string) (prefixes []string) {
	for _, stem := range folderPictures {
		prefixes = append(prefixes, path.Join(dir, stem+"."), path.Join(dir, strings.ToUpper(stem[:1])+stem[1:]+"."))
	}
	return prefixes
}

// Of is the movie that a file belongs to, among the paths of movies: in its
// folder, the one with the longest name that the file's begins with; else the
// only movie there. "": none, or several of which it can't be said.
func Of(p string, movies []string) string {
	dir, name := path.Dir(p), strings.ToLower(whole(path.Base(p)))
	best, only, inFolder, longest := "", "", 0, -1
	for _, m := range movies {
		if path.Dir(m) != dir {
			continue
		}
		only = m
		inFolder++
		base := path.Base(m)
		stem := strings.ToLower(strings.TrimSuffix(base, path.Ext(base)))
		rest, begins := strings.CutPrefix(name, stem)
		if !begins || rest == "" || rest[0] != '.' && rest[0] != '-' {
			continue
		}
		if len(stem) > longest || len(stem) == longest && len(base) > len(path.Base(best)) {
			best, longest = m, len(stem)
		}
	}
	if best == "" && inFolder == 1 {
		return only
	}
	return best
}
