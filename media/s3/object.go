package s3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go/middleware"

	"youku.example/media"
)

// object is what the store says of one; its name is that under the prefix.
type object struct {
	name string
	size int64
	etag string
	time time.Time
	meta map[string]string
}

// bucket is the calls that the library makes, each bounded in time and with its
// error explained.
type bucket struct {
	client   *s3.Client
	place    Place
	limits   limits
	compares bool // the store compares what is written with a CRC-32C, so no call is signed with a hash of it
}

func (b *bucket) key(name string) *string { return aws.String(b.place.Prefix + name) }

// within bounds a call. The error of a call that is cut by it says so.
func within(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, limit, errSlow)
}

// fault is an error as the caller is told it: the end of its own context, or what
// the store's means.
func fault(ctx, call context.Context, what string, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(context.Cause(call), errSlow):
		err = errSlow
	}
	return fmt.Errorf("%s: %w", what, explain(err))
}

// put writes an object whole.
func (b *bucket) put(ctx context.Context, name string, p []byte, meta map[string]string) error {
	return b.putSummed(ctx, name, p, meta, "")
}

// putSummed is put of bytes whose SHA-256 is known, unless sum is "": by http the call
// is signed with it, and it would be made again.
func (b *bucket) putSummed(ctx context.Context, name string, p []byte, meta map[string]string, sum string) error {
	in := &s3.PutObjectInput{Metadata: meta}
	if b.compares {
		sum, in.ChecksumCRC32C = unsigned, aws.String(crcOf(p))
	}
	return b.putObject(ctx, name, p, in, sum)
}

// putObject is a call that is signed with a hash, unless that is "".
func (b *bucket) putObject(ctx context.Context, name string, p []byte, in *s3.PutObjectInput, signed string) error {
	limit := b.limits.call
	if len(p) > 1<<20 {
		limit = b.limits.part
	}
	call, cancel := within(ctx, limit)
	defer cancel()
	in.Bucket, in.Key, in.Body, in.ContentLength = &b.place.Bucket, b.key(name), bytes.NewReader(p), aws.Int64(int64(len(p)))
	_, err := b.client.PutObject(call, in, signedWith(signed))
	return fault(ctx, call, "write to the store", err)
}

// signedWith has a call signed with a hash that is known, unless that is "". The SDK
// forgets what the context of a call says of it: it must be said within.
func signedWith(hash string) func(*s3.Options) {
	return s3.WithAPIOptions(func(stack *middleware.Stack) error {
		if hash == "" {
			return nil
		}
		return stack.Finalize.Add(middleware.FinalizeMiddlewareFunc("signedWith",
			func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
				return next.HandleFinalize(v4.SetPayloadHash(ctx, hash), in)
			}), middleware.Before)
	})
}

// head says what an object is; ErrNotExist if there is none.
func (b *bucket) head(ctx context.Context, name string) (object, error) {
	call, cancel := within(ctx, b.limits.call)
	defer cancel()
	out, err := b.client.HeadObject(call, &s3.HeadObjectInput{Bucket: &b.place.Bucket, Key: b.key(name)})
	if err != nil {
		return object{}, absent(fault(ctx, call, "look into the store", err))
	}
	return object{name: name, size: aws.ToInt64(out.ContentLength), etag: aws.ToString(out.ETag), time: aws.ToTime(out.LastModified), meta: out.Metadata}, nil
}

// absent makes ErrNotExist itself of an error that means it.
func absent(err error) error {
	if errors.Is(err, media.ErrNotExist) {
		return media.ErrNotExist
	}
	return err
}

// open reads part of an object, from begin up to end; of one with another etag it
// is ErrStoreChanged. ctx must last as long as the body is read.
func (b *bucket) open(ctx context.Context, name, etag string, begin, end int64) (io.ReadCloser, error) {
	in := &s3.GetObjectInput{Bucket: &b.place.Bucket, Key: b.key(name), Range: aws.String(fmt.Sprintf("bytes=%d-%d", begin, end-1))}
	if etag != "" {
		in.IfMatch = aws.String(etag)
	}
	out, err := b.client.GetObject(ctx, in)
	if err != nil {
		return nil, absent(fault(ctx, ctx, "read from the store", err))
	}
	if got := aws.ToInt64(out.ContentLength); got != end-begin {
		_ = out.Body.Close()
		return nil, fmt.Errorf("read from the store: %w: %d bytes where %d were asked for", media.ErrStoreChanged, got, end-begin)
	}
	return out.Body, nil
}

// get reads a small object whole, and what is beside it.
func (b *bucket) get(ctx context.Context, name string, most int64) ([]byte, object, error) {
	call, cancel := within(ctx, b.limits.call)
	defer cancel()
	out, err := b.client.GetObject(call, &s3.GetObjectInput{Bucket: &b.place.Bucket, Key: b.key(name)})
	if err != nil {
		return nil, object{}, absent(fault(ctx, call, "read from the store", err))
	}
	defer out.Body.Close()
	size := aws.ToInt64(out.ContentLength)
	if size > most {
		return nil, object{}, fmt.Errorf("read from the store: an object has %d bytes, at most %d were expected", size, most)
	}
	p := make([]byte, size)
	if _, err := io.ReadFull(out.Body, p); err != nil {
		return nil, object{}, fault(ctx, call, "read from the store", err)
	}
	return p, object{name: name, size: size, etag: aws.ToString(out.ETag), time: aws.ToTime(out.LastModified), meta: out.Metadata}, nil
}

// remove removes objects, and is content if they are not there. One call each: to
// remove many in one takes a checksum, which some stores don't know.
func (b *bucket) remove(ctx context.Context, names ...string) error {
	turns := make(chan struct{}, 8)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed error
	for _, name := range names {
		turns <- struct{}{}
		wg.Go(func() {
			defer func() { <-turns }()
			call, cancel := within(ctx, b.limits.call)
			defer cancel()
			_, err := b.client.DeleteObject(call, &s3.DeleteObjectInput{Bucket: &b.place.Bucket, Key: b.key(name)})
			if err = fault(ctx, call, "remove from the store", err); err != nil && !errors.Is(err, media.ErrNotExist) {
				mu.Lock()
				defer mu.Unlock()
				failed = errors.Join(failed, err)
			}
		})
	}
	wg.Wait()
	return failed
}

// list lists what lies under a name, in order. With shallow it gives each folder
// once, with a slash behind it and no size.
func (b *bucket) list(ctx context.Context, under string, shallow bool, found func(object)) error {
	in := &s3.ListObjectsV2Input{Bucket: &b.place.Bucket, Prefix: b.key(under)}
	if shallow {
		in.Delimiter = aws.String("/")
	}
	for {
		out, err := b.page(ctx, in)
		if err != nil {
			return err
		}
		for _, o := range out.Contents {
			found(b.objectOf(o))
		}
		for _, p := range out.CommonPrefixes {
			found(object{name: strings.TrimPrefix(aws.ToString(p.Prefix), b.place.Prefix)})
		}
		if !aws.ToBool(out.IsTruncated) || aws.ToString(out.NextContinuationToken) == "" {
			return nil
		}
		in.ContinuationToken = out.NextContinuationToken
	}
}

func (b *bucket) objectOf(o types.Object) object {
	return object{
		name: strings.TrimPrefix(aws.ToString(o.Key), b.place.Prefix), size: aws.ToInt64(o.Size),
		etag: aws.ToString(o.ETag), time: aws.ToTime(o.LastModified),
	}
}

func (b *bucket) page(ctx context.Context, in *s3.ListObjectsV2Input) (*s3.ListObjectsV2Output, error) {
	call, cancel := within(ctx, b.limits.call)
	defer cancel()
	out, err := b.client.ListObjectsV2(call, in)
	return out, fault(ctx, call, "list the store", err)
}

// anyAfter reports whether anything lies under a name behind another.
func (b *bucket) anyAfter(ctx context.Context, under, after string) (bool, error) {
	out, err := b.page(ctx, &s3.ListObjectsV2Input{Bucket: &b.place.Bucket, Prefix: b.key(under), StartAfter: b.key(after), MaxKeys: aws.Int32(1)})
	if err != nil {
		return false, err
	}
	return len(out.Contents) > 0, nil
}

// source is an object as the store wants it named that it copies from.
func (b *bucket) source(name string) *string {
	return aws.String(b.place.Bucket + "/" + b.place.Prefix + name)
}

// shelved is where a file stands in a folder that is divided as in media/disk: by
// the first two letters of its key.
func shelved(dir, key string) (string, error) {
	if err := media.CheckKey(key); err != nil {
		return "", err
	}
	stem, _, _ := strings.Cut(key, ".")
	if len(stem) < 2 {
		stem += "0"
	}
	return path.Join(dir, stem[:2], key), nil
}
