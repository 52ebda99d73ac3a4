package view

import (
	"strings"

	"youku.example/store"
	"youku.example/store/title"
	"youku.example/tui/words"
)

// SubtitleJSON is subtitles of a movie, for scripts.
type SubtitleJSON struct {
	Language string `json:"language"`
	Kind     string `json:"kind"` // "", forced, sdh
	Format   string `json:"format"`
	File     string `json:"file"` // beside the movie; "": a track inside it
}

// Subtitle is a file of subtitles, for scripts.
func Subtitle(m store.Movie, s store.Subtitle) SubtitleJSON {
	movie := title.FileName(m.ID, m.Slug, m.Ext)
	if m.SeriesID != 0 {
		movie = m.EpisodeFile()
	}
	return SubtitleJSON{Language: s.Language, Kind: s.Kind, Format: s.Format, File: s.FileName(movie)}
}

func subtitles(l store.Listing) []SubtitleJSON {
	list := []SubtitleJSON{}
	for _, s := range l.Subtitles {
		list = append(list, Subtitle(l.Movie, s))
	}
	for _, t := range l.Tracks.Subtitles {
		list = append(list, SubtitleJSON{Language: t.Language, Kind: t.Kind, Format: t.Format})
	}
	return list
}

// codes is a line of languages as get --subtitle takes them, each with its name.
func codes(list []store.Track, lang words.Lang) string {
	var names []string
	for _, s := range list {
		code := s.Language
		if s.Kind != "" {
			code += ", " + s.Kind
		}
		names = append(names, words.Language(s.Language).In(lang)+" ("+code+")")
	}
	return store.Clean(strings.Join(names, ", "))
}
