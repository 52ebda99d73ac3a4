package viewer

import (
	"context"
	"errors"
	"fmt"
	"io"

	"youku.example/media/language"
	"youku.example/sshserver/command/cli"
	"youku.example/store"
)

// getSubtitle waits as get does and writes the movie's subtitles of a language:
// the whole ones before the forced and those for the hard of hearing.
func getSubtitle(ctx context.Context, shop Shop, library Library, call *cli.Call, id int64, lang string, quiet bool) error {
	d, err := await(ctx, shop, call, id, quiet)
	if err != nil {
		return err
	}
	code := language.Of(lang)
	if code == "" {
		code = lang
	}
	var codes []string
	for _, s := range d.Subtitles {
		codes = append(codes, s.Language)
	}
	at := language.Find(code, codes)
	if at < 0 {
		return store.NoSubtitle(id, lang)
	}
	f, err := library.Subtitle(ctx, d.Subtitles[at].File)
	if err != nil {
		return fmt.Errorf("get subtitles of movie %d: %w", id, err)
	}
	_, err = io.Copy(call.Stdout, io.NewSectionReader(f, 0, f.Size()))
	return errors.Join(err, f.Close())
}
