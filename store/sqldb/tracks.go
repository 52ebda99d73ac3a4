package sqldb

import (
	"strings"

	"youku.example/store"
)

// The tracks of a movie's file are a text with a line each, its words between
// tabs: subtitle, language, kind and format; sound and language. NULL: the file
// was not examined yet.

func joinTracks(t store.Tracks) *string {
	if !t.Known {
		return nil
	}
	var lines []string
	for _, s := range t.Subtitles {
		lines = append(lines, strings.Join([]string{"subtitle", s.Language, s.Kind, s.Format}, "\t"))
	}
	for _, language := range t.Sound {
		lines = append(lines, "sound\t"+language)
	}
	text := strings.Join(lines, "\n")
	return &text
}

func splitTracks(text *string) (t store.Tracks) {
	if text == nil {
		return t
	}
	t.Known = true
	for line := range strings.SplitSeq(*text, "\n") {
		switch words := strings.Split(line, "\t"); {
		case words[0] == "subtitle" && len(words) == 4:
			t.Subtitles = append(t.Subtitles, store.Track{Language: words[1], Kind: words[2], Format: words[3]})
		case words[0] == "sound" && len(words) == 2:
			t.Sound = append(t.Sound, words[1])
		}
	}
	return t
}
