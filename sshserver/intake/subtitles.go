package intake

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"youku.example/media/language"
	"youku.example/media/subtitle"
	"youku.example/store"
	"youku.example/store/sidecar"
)

// UnknownLanguage stands where a name says no language.
const UnknownLanguage = "und"

// AttachSubtitle gives a movie the subtitles of a file that came with it. rest is
// what the file's name says behind that of the movie: .zh.forced.srt.
func (in *Intake) AttachSubtitle(ctx context.Context, a store.Actor, movie int64, rest string, p []byte) (store.Subtitle, error) {
	l := language.Read(rest)
	if l.Language == "" {
		l.Language = UnknownLanguage
	}
	return in.addSubtitle(ctx, a, movie, l, p)
}

// AddSubtitle gives a movie subtitles in a language, by a code or a name of it;
// those of that language and kind that it has are replaced.
func (in *Intake) AddSubtitle(ctx context.Context, a store.Actor, movie int64, lang, kind string, p []byte) (store.Subtitle, error) {
	l := language.Label{Language: language.Of(lang), Kind: kind}
	if l.Language == "" {
		return store.Subtitle{}, &store.Refusal{Code: store.ErrLanguageCode.Code, Name: store.Clean(lang)}
	}
	return in.addSubtitle(ctx, a, movie, l, p)
}

// GiveSubtitle makes an upload the subtitles of a movie, if it is the one that was
// shown. It leaves the incoming folder.
func (in *Intake) GiveSubtitle(ctx context.Context, a store.Actor, name string, shown *store.Shown, movie int64, lang, kind string) (store.Subtitle, error) {
	if err := in.admin(ctx, a); err != nil {
		return store.Subtitle{}, err
	}
	row, err := in.row(ctx, name)
	if err != nil {
		return store.Subtitle{}, err
	}
	if err := store.CheckShown(row, shown); err != nil {
		return store.Subtitle{}, err
	}
	if row.State != store.Sidecar || sidecar.KindOf(row.Name) != sidecar.Subtitle {
		return store.Subtitle{}, store.ErrNotSubtitles
	}
	text, err := in.readSidecar(ctx, row)
	if err != nil {
		return store.Subtitle{}, err
	}
	added, err := in.AddSubtitle(ctx, a, movie, lang, kind, text)
	if err != nil {
		return store.Subtitle{}, err
	}
	if err := in.Discard(ctx, a, row.Name, row.Shown()); err != nil {
		in.log.Warn("subtitles that a movie was given stay in the incoming folder too", "movie", movie, "name", store.Clean(row.Name), "err", err)
	}
	return added, nil
}

// addSubtitle keeps the bytes before the row. A crash between them leaves bytes
// that no row knows, and never a row without its bytes.
func (in *Intake) addSubtitle(ctx context.Context, a store.Actor, movie int64, l language.Label, p []byte) (store.Subtitle, error) {
	if err := in.admin(ctx, a); err != nil {
		return store.Subtitle{}, err
	}
	f, err := subtitle.Read(p)
	if err != nil {
		return store.Subtitle{}, subtitleRefusal(err)
	}
	sum := sha256.Sum256(f.Text)
	row := store.Subtitle{
		MovieID: movie, Language: l.Language, Kind: l.Kind, Format: f.Format,
		Size: int64(len(f.Text)), SHA256: hex.EncodeToString(sum[:]), File: strings.ToLower(rand.Text()),
	}
	if err := in.library.KeepSubtitle(ctx, row.File, f.Text); err != nil {
		return store.Subtitle{}, fmt.Errorf("keep subtitles of movie %d: %w", movie, err)
	}
	added, replaced, err := in.shop.AddSubtitle(ctx, a, row)
	after, cancel := detached(ctx)
	defer cancel()
	if err != nil {
		in.dropSubtitle(after, row)
		return store.Subtitle{}, err
	}
	if replaced.ID != 0 {
		in.dropSubtitle(after, replaced)
	}
	return added, nil
}

func subtitleRefusal(err error) error {
	switch {
	case errors.Is(err, subtitle.ErrTooLarge):
		return store.ErrSubtitlesBig
	case errors.Is(err, subtitle.ErrEncoding):
		return store.ErrSubtitleEncoding
	}
	return store.ErrNotSubtitles
}

// RemoveSubtitle takes subtitles of a language from a movie, of one kind or, with
// a nil one, of all.
func (in *Intake) RemoveSubtitle(ctx context.Context, a store.Actor, movie int64, lang string, kind *string) ([]store.Subtitle, error) {
	code := language.Of(lang)
	if lang == UnknownLanguage {
		code = lang
	}
	if code == "" {
		return nil, &store.Refusal{Code: store.ErrLanguageCode.Code, Name: store.Clean(lang)}
	}
	removed, err := in.shop.RemoveSubtitle(ctx, a, movie, code, kind)
	after, cancel := detached(ctx)
	defer cancel()
	for _, s := range removed {
		in.dropSubtitle(after, s)
	}
	return removed, err
}

// dropSubtitle removes bytes that no row knows any more.
func (in *Intake) dropSubtitle(ctx context.Context, s store.Subtitle) {
	if err := in.library.RemoveSubtitle(ctx, s.File); err != nil {
		in.log.Warn("remove subtitles", "movie", s.MovieID, "file", s.File, "err", err)
	}
}

// purgeSubtitles removes the files of a movie whose bytes go; their rows end with
// EndPurge.
func (in *Intake) purgeSubtitles(ctx context.Context, movie int64) error {
	list, err := in.shop.SubtitlesOf(ctx, movie)
	if err != nil {
		return err
	}
	for _, s := range list {
		if err := in.library.RemoveSubtitle(ctx, s.File); err != nil {
			return fmt.Errorf("purge subtitles of movie %d: %w", movie, err)
		}
	}
	return nil
}
