package uploadtree

import (
	"path"
	"strings"

	"youku.example/media/language"
	"youku.example/store/sidecar"
)

// Sidecar is what a file is for by its name, and of subtitles what it says behind
// the name of their movie: the language and which lines they are.
func (n *Node) Sidecar() (sidecar.Kind, language.Label) {
	kind := sidecar.KindOf(n.Row.Name)
	if kind != sidecar.Subtitle {
		return kind, language.Label{}
	}
	name := n.Base()
	if n.Of != "" {
		movie := path.Base(n.Of)
		stem := strings.TrimSuffix(movie, path.Ext(movie))
		if len(name) >= len(stem) && strings.EqualFold(name[:len(stem)], stem) {
			name = name[len(stem):]
		}
	}
	return kind, language.Read(strings.TrimSuffix(name, path.Ext(name)))
}

// IsShow reports whether the file speaks of a series, and so of no one movie.
func (n *Node) IsShow() bool { return strings.EqualFold(n.Base(), "tvshow.nfo") }
