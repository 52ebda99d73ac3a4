package check

import (
	"context"
	"time"
)

// growing is how long nothing may be added to a copy before it is taken for
// one that was cut off, while a server runs that may be making it.
const growing = time.Minute

// strays finds what lies among the movies and is no file of the library.
func (in *inspection) strays(ctx context.Context) error {
	found, err := in.library.Strays(ctx)
	if err != nil {
		return err
	}
	_, importing, err := in.shop.BeingImported(ctx)
	if err != nil {
		return err
	}
	for _, s := range found {
		switch {
		case s.Partial && importing: // who goes on with the import removes it
		case s.Partial && in.served && time.Since(s.ModTime) < growing:
		case s.Partial:
			in.fault("leftover: %s is a copy that was cut off", s.Name)
		default:
			in.fault("stray: %s is no file of the library", s.Name)
		}
	}
	return nil
}

// posters finds the pictures of movies that are not there.
func (in *inspection) posters(ctx context.Context, kept []string) error {
	pictured, err := in.library.PosterKeys(ctx)
	if err != nil {
		return err
	}
	movies := map[string]bool{}
	for _, key := range kept {
		movies[key] = true
	}
	for _, key := range pictured {
		if movies[key] || in.known[key] {
			continue
		}
		if f, err := in.library.Movie(ctx, key); err == nil { // it came meanwhile
			_ = f.Close()
			continue
		}
		in.fault("stray: the poster of %s belongs to no movie", key)
	}
	return nil
}
