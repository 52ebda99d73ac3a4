package filecopy

import "context"

// Keys are the files that a library has, by kind.
type Keys [Upload + 1]map[string]bool

// KeysIn lists what a library has.
func KeysIn(ctx context.Context, l Target) (keys Keys, err error) {
	for kind, list := range [...]func(context.Context) ([]string, error){
		Movie: l.MovieKeys, Subtitle: l.SubtitleKeys, Cover: l.CoverKeys, Upload: l.IncomingKeys,
	} {
		names, err := list(ctx)
		if err != nil {
			return keys, err
		}
		keys[kind] = make(map[string]bool, len(names))
		for _, name := range names {
			keys[kind][name] = true
		}
	}
	return keys, nil
}

// Empty reports whether there is no file.
func (k Keys) Empty() bool {
	for _, m := range k {
		if len(m) > 0 {
			return false
		}
	}
	return true
}

// Sweep removes the files of the target that none of those is: what was copied while the
// source was served, and gone there later, and what is left of movies that were cut off.
func Sweep(ctx context.Context, to Target, keep Keys) error {
	have, err := KeysIn(ctx, to)
	if err != nil {
		return err
	}
	remove := [...]func(context.Context, string) error{
		Movie: to.Remove, Subtitle: to.RemoveSubtitle, Cover: to.RemoveCover,
		Upload: func(ctx context.Context, key string) error { return to.Discard(ctx, key) },
	}
	for kind, keys := range have {
		for key := range keys {
			if keep[kind][key] {
				continue
			}
			if err := remove[kind](ctx, key); err != nil {
				return err
			}
		}
	}
	return nil
}
