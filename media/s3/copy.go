package s3

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"youku.example/media"
)

const (
	mostCopy   = 5 << 30 // that a store copies in one call
	copyPiece  = 1 << 30 // of what is larger
	leastPiece = 5 << 20 // of a copy in pieces, but for the last
	copiesOnce = 4       // pieces at a time
)

// copyChain makes one object of a chain, within the store. It appears whole or not at
// all. dir stands before the names of the parts. progress may be nil.
func (b *bucket) copyChain(ctx context.Context, dir string, c chain, to string, meta map[string]string, progress func(done int64)) error {
	if len(c) == 0 {
		return b.put(ctx, to, nil, meta)
	}
	var err error
	if o, herr := b.head(ctx, dir+c[0].Name); len(c) == 1 && herr == nil && o.size == c[0].Size && o.size <= mostCopy {
		err = b.copyWhole(ctx, dir+c[0].Name, o.etag, to, meta)
	} else if herr != nil {
		err = herr
	} else {
		err = b.copyPieces(ctx, dir, c, to, meta, progress)
	}
	if err != nil {
		return err
	}
	made, err := b.head(ctx, to)
	if err == nil && made.size != c.end() {
		err = fmt.Errorf("copy within the store: %w: %d bytes, not %d", media.ErrStoreChanged, made.size, c.end())
	}
	if err == nil && progress != nil {
		progress(c.end())
	}
	return err
}

func (b *bucket) copyWhole(ctx context.Context, from, etag, to string, meta map[string]string) error {
	call, cancel := within(ctx, b.limits.copy)
	defer cancel()
	in := &s3.CopyObjectInput{
		Bucket: &b.place.Bucket, Key: b.key(to), CopySource: b.source(from),
		Metadata: meta, MetadataDirective: types.MetadataDirectiveReplace,
	}
	if etag != "" {
		in.CopySourceIfMatch = aws.String(etag)
	}
	_, err := b.client.CopyObject(call, in)
	return absent(fault(ctx, call, "copy within the store", err))
}

// piece is what is copied in one call.
type piece struct {
	name     string
	off, end int64 // in the object
}

// pieces cuts the parts of a chain into what is copied in one call each.
func pieces(c chain) (list []piece) {
	for _, p := range c {
		for off := int64(0); off < p.Size; {
			end := min(p.Size, off+copyPiece)
			if p.Size-end < leastPiece {
				end = p.Size
			}
			list = append(list, piece{p.Name, off, end})
			off = end
		}
	}
	return list
}

func (b *bucket) copyPieces(ctx context.Context, dir string, c chain, to string, meta map[string]string, progress func(done int64)) (err error) {
	call, cancel := within(ctx, b.limits.call)
	defer cancel()
	upload, err := b.client.CreateMultipartUpload(call, &s3.CreateMultipartUploadInput{Bucket: &b.place.Bucket, Key: b.key(to), Metadata: meta})
	if err != nil {
		return fault(ctx, call, "begin a copy within the store", err)
	}
	defer func() {
		if err != nil { // the caller's context may have ended
			err = errors.Join(err, b.abort(context.WithoutCancel(ctx), to, aws.ToString(upload.UploadId)))
		}
	}()
	list := pieces(c)
	done := make([]types.CompletedPart, len(list))
	if err := b.copyAll(ctx, dir, list, to, upload.UploadId, done, progress); err != nil {
		return err
	}
	end, cancel := within(ctx, b.limits.copy)
	defer cancel()
	_, err = b.client.CompleteMultipartUpload(end, &s3.CompleteMultipartUploadInput{
		Bucket: &b.place.Bucket, Key: b.key(to), UploadId: upload.UploadId, MultipartUpload: &types.CompletedMultipartUpload{Parts: done},
	})
	return fault(ctx, end, "end a copy within the store", err)
}

// copyAll copies the pieces, some at a time. The first error ends it.
func (b *bucket) copyAll(ctx context.Context, dir string, list []piece, to string, upload *string, done []types.CompletedPart, progress func(int64)) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	turns := make(chan struct{}, copiesOnce)
	var wg sync.WaitGroup
	var mu sync.Mutex
	copied := int64(0)
	for i, p := range list {
		turns <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		wg.Go(func() {
			defer func() { <-turns }()
			tag, err := b.copyOne(ctx, dir, p, to, upload, int32(i+1))
			if err != nil {
				stop(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			done[i] = types.CompletedPart{ETag: tag, PartNumber: aws.Int32(int32(i + 1))}
			if copied += p.end - p.off; progress != nil {
				progress(copied)
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

func (b *bucket) copyOne(ctx context.Context, dir string, p piece, to string, upload *string, number int32) (etag *string, err error) {
	call, cancel := within(ctx, b.limits.copy)
	defer cancel()
	out, err := b.client.UploadPartCopy(call, &s3.UploadPartCopyInput{
		Bucket: &b.place.Bucket, Key: b.key(to), UploadId: upload, PartNumber: aws.Int32(number),
		CopySource: b.source(dir + p.name), CopySourceRange: aws.String(fmt.Sprintf("bytes=%d-%d", p.off, p.end-1)),
	})
	if err != nil {
		return nil, absent(fault(ctx, call, "copy within the store", err))
	}
	if out.CopyPartResult == nil {
		return nil, fmt.Errorf("copy within the store: %w", media.ErrStoreAnswers)
	}
	return out.CopyPartResult.ETag, nil
}

func (b *bucket) abort(ctx context.Context, name, upload string) error {
	call, cancel := within(ctx, b.limits.call)
	defer cancel()
	_, err := b.client.AbortMultipartUpload(call, &s3.AbortMultipartUploadInput{Bucket: &b.place.Bucket, Key: b.key(name), UploadId: &upload})
	if _, gone := errors.AsType[*types.NoSuchUpload](err); gone {
		return nil
	}
	return fault(ctx, call, "give up a copy within the store", err)
}
