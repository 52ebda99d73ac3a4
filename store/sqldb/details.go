package sqldb

import (
	"context"
	"strings"

	"youku.example/store"
)

// SetAboutMovie saves the paragraphs about a movie; "" takes them away.
func (r Rows) SetAboutMovie(ctx context.Context, id int64, about string) error {
	if about == "" {
		_, err := r.DB.NewRaw("DELETE FROM movie_about WHERE movie_id = ?", id).Exec(ctx)
		return err
	}
	_, err := r.DB.NewRaw("INSERT INTO movie_about (movie_id, about) VALUES (?, ?) ON CONFLICT (movie_id) DO UPDATE SET about = excluded.about", id, about).Exec(ctx)
	return err
}

func (r Rows) Tags(ctx context.Context, begins string, limit int) (names []string, err error) {
	err = r.DB.NewRaw("SELECT name FROM tags WHERE fold >= ? AND fold < ? ORDER BY fold LIMIT ?", begins, begins+lastRune, limit).Scan(ctx, &names)
	return names, err
}

func (r Rows) TagName(ctx context.Context, fold, name string) (kept string, err error) {
	if _, err := r.DB.NewRaw("INSERT INTO tags (fold, name) VALUES (?, ?) ON CONFLICT DO NOTHING", fold, name).Exec(ctx); err != nil {
		return "", err
	}
	err = r.DB.NewRaw("SELECT name FROM tags WHERE fold = ?", fold).Scan(ctx, &kept)
	return kept, err
}

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
