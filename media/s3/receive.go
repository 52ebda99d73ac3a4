package s3

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"path"
	"strings"

	"youku.example/media"
)

// incomingName is an object of what is being received.
func incomingName(key, below string) string { return path.Join(incomingDir, key, below) }

// find looks what there is of a file that is or was being received.
func (l *Library) find(ctx context.Context, key string) (received, error) {
	under := incomingDir + "/" + key + "/"
	var found []object
	err := l.bucket.list(ctx, under, false, func(o object) {
		o.name = strings.TrimPrefix(o.name, under)
		found = append(found, o)
	})
	return look(found), err
}

// chainOf is the file that there is; ErrNotExist without one.
func (l *Library) chainOf(ctx context.Context, key string) (received, chain, error) {
	r, err := l.find(ctx, key)
	if err != nil {
		return r, nil, err
	}
	if r.writer == "" {
		return r, nil, media.ErrNotExist
	}
	var taken chain
	if r.head {
		p, _, err := l.bucket.get(ctx, incomingName(key, r.writer+"/"+headName), 8<<20)
		if err != nil {
			return r, nil, err
		}
		if taken, err = readHead(p); err != nil {
			return r, nil, err
		}
	}
	return r, r.chain(taken), nil
}

// newest is ErrTakenOver if there is a writer newer than that one.
func (l *Library) newest(ctx context.Context, key, writer string) error {
	newer, err := l.bucket.anyAfter(ctx, incomingDir+"/"+key+"/", incomingName(key, writer+"/~"))
	if err == nil && newer {
		err = media.ErrTakenOver
	}
	return err
}

// Receive opens a file to be received, a new one or where it was left, for a writer
// of that generation. One of the same or a newer generation is ErrTakenOver; an
// older one's next part is refused.
func (l *Library) Receive(ctx context.Context, key string, generation int64) (media.Inbox, error) {
	if err := media.CheckKey(key); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, c, err := l.chainOf(ctx, key)
	if err != nil && !errors.Is(err, media.ErrNotExist) {
		return nil, fmt.Errorf("receive a file: %w", err)
	}
	i := &inbox{l: l, key: key, writer: writerName(generation, strings.ToLower(rand.Text()[:8])), exists: err == nil}
	if newest, is := generationOf(r.writer); is && newest >= generation {
		return nil, media.ErrTakenOver
	}
	if i.exists || generation > 1 {
		if c, err = l.takeOver(ctx, key, i.writer, c); err != nil {
			return nil, fmt.Errorf("receive a file: %w", err)
		}
		i.exists = true
	}
	i.open(c)
	i.garbage = len(r.objects) > len(c)
	return i, nil
}

// takeOver makes the folder of a writer, so that older ones are refused, and looks
// again at what they wrote until then.
func (l *Library) takeOver(ctx context.Context, key, writer string, c chain) (chain, error) {
	head := incomingName(key, writer+"/"+headName)
	if err := l.bucket.put(ctx, head, c.encode(), nil); err != nil {
		return nil, err
	}
	r, err := l.find(ctx, key)
	if err != nil {
		return nil, err
	}
	if r.writer != writer {
		return nil, media.ErrTakenOver
	}
	var before []object
	for name, o := range r.objects {
		if !strings.HasPrefix(name, writer+"/") {
			before = append(before, o)
		}
	}
	older := look(before)
	var taken chain
	if older.head {
		p, _, err := l.bucket.get(ctx, incomingName(key, older.writer+"/"+headName), 8<<20)
		if err != nil {
			return nil, err
		}
		if taken, err = readHead(p); err != nil {
			return nil, err
		}
	}
	last := older.chain(taken)
	if last.end() == c.end() && len(last) == len(c) {
		return last, nil
	}
	return last, l.bucket.put(ctx, head, last.encode(), nil)
}

// hashUpTo is the hash of a chain as its last part knows it; nil if it does not.
func (l *Library) hashUpTo(key string, c chain) hash.Hash {
	if len(c) == 0 {
		return sha256.New()
	}
	last := c[len(c)-1]
	o, err := l.bucket.head(context.Background(), incomingName(key, last.Name))
	if err != nil || o.size != last.Size {
		return nil
	}
	return hashFrom(o.meta[metaState])
}

// Arrived opens what was received, as far as the store has it.
func (l *Library) Arrived(ctx context.Context, key string) (media.File, error) {
	if err := media.CheckKey(key); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	_, c, err := l.chainOf(ctx, key)
	if err != nil {
		return nil, err
	}
	return arrived{l.fileOf(key, c)}, nil
}

// Discard removes what was received under some keys.
func (l *Library) Discard(ctx context.Context, keys ...string) error {
	for _, key := range keys {
		if err := media.CheckKey(key); err != nil {
			return err
		}
	}
	for _, key := range keys {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := l.removeUnder(ctx, incomingDir+"/"+key+"/"); err != nil {
			return fmt.Errorf("remove a file: %w", err)
		}
	}
	return nil
}
