package sftp

import "context"

// Listing gives the names in a directory, some at a time, and none at its end.
// It holds no more of them than it gives at once: a directory may have a
// million. What was there when it began is given once, whatever comes and goes
// meanwhile.
type Listing func(ctx context.Context) ([]Entry, error)

// Names returns the listing of a directory whose names are all known.
func Names(list []Entry) Listing {
	return func(context.Context) ([]Entry, error) {
		all := list
		list = nil
		return all, nil
	}
}

// Each gives the names one after another, until fn fails.
func (l Listing) Each(ctx context.Context, fn func(Entry) error) error {
	for {
		some, err := l(ctx)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, e := range some {
			if err := fn(e); err != nil {
				return err
			}
		}
	}
}
