package view

import (
	"strings"

	"youku.example/store"
	"youku.example/store/title"
)

// SubtitleJSON is subtitles of a movie, for scripts.
type SubtitleJSON struct {
	Language string  `json:"language"`
	Kind     string  `json:"kind"` // "", forced, sdh
	Format   string  `json:"format"`
	File     *string `json:"file"` // beside the movie; null: a track inside it
}

// Subtitle is a file of subtitles, for scripts.
func Subtitle(m store.Movie, s store.Subtitle) SubtitleJSON {
	movie := title.FileName(m.ID, m.Slug, m.Ext)
	if m.SeriesID != 0 {
		movie = m.EpisodeFile()
	}
	file := s.FileName(movie)
	return SubtitleJSON{Language: s.Language, Kind: s.Kind, Format: s.Format, File: &file}
}

func subtitles(l store.Listing) []SubtitleJSON {
	list := []SubtitleJSON{}
	for _, s := range l.Subtitles {
		list = append(list, Subtitle(l.Movie, s))
	}
	return list
}

// languages is a line of the languages that a movie has subtitles in.
func languages(list []store.Subtitle) string {
	var names []string
	for _, s := range list {
		name := s.Language
		if s.Kind != "" {
			name += " (" + s.Kind + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}
