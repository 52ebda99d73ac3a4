package s3

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"youku.example/media"
)

const (
	sweepEvery = time.Hour
	// sweepAge is how old a copy is that none makes any more.
	sweepAge = 24 * time.Hour
	uploadIn = " (upload " // in the name of a copy that was cut off: its name in the store
)

// Strays lists what lies in the library and is no file of it: objects with other
// names, and copies within the store that were not ended.
func (l *Library) Strays(ctx context.Context) ([]media.Stray, error) {
	var found []media.Stray
	err := l.bucket.list(ctx, "", false, func(o object) {
		if partial, stray := strayed(o.name); stray {
			found = append(found, media.Stray{Name: o.name, Partial: partial, ModTime: o.time})
		}
	})
	if err == nil {
		err = l.bucket.uploads(ctx, func(u upload) {
			found = append(found, media.Stray{Name: u.name + uploadIn + u.id + ")", Partial: true, ModTime: u.began})
		})
	}
	if err != nil {
		return nil, fmt.Errorf("look for strays: %w", err)
	}
	return found, nil
}

// strayed reports whether an object is none of the library's, and whether it is what
// a process left that has ended.
func strayed(name string) (partial, stray bool) {
	dir, rest, _ := strings.Cut(name, "/")
	switch dir {
	case moviesDir, subtitlesDir, coversDir:
		at, err := shelved(dir, rest[strings.LastIndex(rest, "/")+1:])
		return false, err != nil || at != name
	case postersDir:
		key, is := strings.CutSuffix(rest[strings.LastIndex(rest, "/")+1:], posterEnding)
		at, err := posterName(key)
		return false, !is || err != nil || at != name
	case incomingDir:
		key, below, _ := strings.Cut(rest, "/")
		writer, base, _ := strings.Cut(below, "/")
		_, known := generationOf(writer)
		_, _, isPart := readPart(below)
		return false, media.CheckKey(key) != nil || !known || strings.Contains(base, "/") || !isPart && base != headName
	case importingDir:
		return true, true
	}
	return strings.HasPrefix(name, "probe-"), true
}

// RemovePart removes what a copy that was cut off left, by its name among the Strays.
func (l *Library) RemovePart(ctx context.Context, name string) error {
	if object, id, is := strings.Cut(name, uploadIn); is {
		return l.bucket.abort(ctx, object, strings.TrimSuffix(id, ")"))
	}
	if partial, _ := strayed(name); partial {
		return l.bucket.remove(ctx, name)
	}
	return nil
}

// upload is a copy in pieces that was not ended.
type upload struct {
	name, id string
	began    time.Time
}

func (b *bucket) uploads(ctx context.Context, found func(upload)) error {
	in := &s3.ListMultipartUploadsInput{Bucket: &b.place.Bucket, Prefix: b.key("")}
	for {
		call, cancel := within(ctx, b.limits.call)
		out, err := b.client.ListMultipartUploads(call, in)
		err = fault(ctx, call, "list the store", err)
		cancel()
		if err != nil {
			return err
		}
		for _, u := range out.Uploads {
			name, ours := strings.CutPrefix(aws.ToString(u.Key), b.place.Prefix)
			if ours {
				found(upload{name, aws.ToString(u.UploadId), aws.ToTime(u.Initiated)})
			}
		}
		if !aws.ToBool(out.IsTruncated) || aws.ToString(out.NextKeyMarker) == "" {
			return nil
		}
		in.KeyMarker, in.UploadIdMarker = out.NextKeyMarker, out.NextUploadIdMarker
	}
}

// sweepUploads ends, now and then, the copies that no server makes any more.
func (l *Library) sweepUploads(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := l.sweep(ctx, time.Now().Add(-sweepAge)); err != nil && ctx.Err() == nil {
			l.log.Warn("remove copies that were not ended", "err", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// sweep ends the copies that began before that.
func (l *Library) sweep(ctx context.Context, before time.Time) error {
	var failed error
	err := l.bucket.uploads(ctx, func(u upload) {
		if u.began.Before(before) {
			l.log.Info("a copy that was not ended is removed", "name", u.name)
			failed = errors.Join(failed, l.bucket.abort(ctx, u.name, u.id))
		}
	})
	return errors.Join(err, failed)
}
