package sidecar

import (
	"path"
	"strings"
)

// Index is the movies that files may belong to, to ask for many.
type Index struct {
	stems map[string]string // folder/stem in lower case: the first movie of that name
	only  map[string]string // folder: its only movie, "" where it has several
}

// NewIndex takes the paths of movies.
func NewIndex(movies []string) Index {
	x := Index{map[string]string{}, map[string]string{}}
	for _, m := range movies {
		dir, base := path.Dir(m), path.Base(m)
		stem := dir + "/" + strings.ToLower(strings.TrimSuffix(base, path.Ext(base)))
		if old, is := x.stems[stem]; !is || len(base) > len(path.Base(old)) {
			x.stems[stem] = m
		}
		if _, is := x.only[dir]; is {
			m = ""
		}
		x.only[dir] = m
	}
	return x
}

// Of is the function of that name, over the movies of the index.
func (x Index) Of(p string) string {
	if m := x.Named(p); m != "" {
		return m
	}
	return x.only[path.Dir(p)]
}

// Named is Of by the names alone: that a movie is the only one in its folder says
// nothing. It is for an index that does not have all movies of the folder.
func (x Index) Named(p string) string {
	dir, name := path.Dir(p), strings.ToLower(whole(path.Base(p)))
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] != '.' && name[i] != '-' {
			continue
		}
		if m, is := x.stems[dir+"/"+name[:i]]; is {
			return m
		}
	}
	return ""
}
