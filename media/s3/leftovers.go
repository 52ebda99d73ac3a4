package s3

import "context"

// sweepIncoming removes what a file that was received does without. What fails is
// left to the next.
func (l *Library) sweepIncoming(ctx context.Context, key string) {
	r, c, err := l.chainOf(ctx, key)
	if err != nil {
		return
	}
	first, second := r.leftovers(c)
	for _, names := range [][]string{first, second} {
		for k := range names {
			names[k] = incomingName(key, names[k])
		}
		if err := l.bucket.remove(ctx, names...); err != nil {
			l.log.Warn("remove parts that are not needed", "key", key, "err", err)
			return
		}
	}
}

func (l *Library) removeUnder(ctx context.Context, under string) error {
	var names []string
	if err := l.bucket.list(ctx, under, false, func(o object) { names = append(names, o.name) }); err != nil {
		return err
	}
	return l.bucket.remove(ctx, names...)
}
