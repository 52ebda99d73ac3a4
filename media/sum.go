package media

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// Sums are the fingerprints of a file. SHA-256 is its identity. SampledMD5 is
// what the clients of old ask with: four times ten bytes, forged in a moment,
// so it may hint at a twin and never prove one.
type Sums struct {
	SHA256     string
	SampledMD5 string
	Size       int64
}

const (
	sumStep   = 256 << 10
	sampleLen = 10
)

// Sum reads the file once from end to end. It calls progress after every read
// and stops with ctx.
func Sum(ctx context.Context, f io.ReaderAt, size int64, progress func(done int64)) (Sums, error) {
	h := sha256.New()
	buf := make([]byte, min(sumStep, max(size, 0)))
	for off := int64(0); off < size; {
		if err := ctx.Err(); err != nil {
			return Sums{}, err
		}
		n, err := readFull(f, buf[:min(sumStep, size-off)], off)
		if err != nil {
			return Sums{}, err
		}
		h.Write(buf[:n])
		off += int64(n)
		if progress != nil {
			progress(off)
		}
	}
	sampled, err := SampledMD5(f, size)
	if err != nil {
		return Sums{}, err
	}
	return Sums{SHA256: hex.EncodeToString(h.Sum(nil)), SampledMD5: sampled, Size: size}, nil
}

// SampledMD5 is the MD5 over ten bytes at the beginning, at a third, at two
// thirds and at the end; of a file too short for that, over those there are.
func SampledMD5(f io.ReaderAt, size int64) (string, error) {
	h := md5.New()
	var buf [sampleLen]byte
	for _, off := range []int64{0, size / 3, 2 * size / 3, max(0, size-sampleLen)} {
		n, err := readFull(f, buf[:min(sampleLen, size-off)], off)
		if err != nil {
			return "", err
		}
		h.Write(buf[:n])
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// readFull fills p; a file that ends before is an error, whatever its reader
// says of the end.
func readFull(f io.ReaderAt, p []byte, off int64) (int, error) {
	n, err := f.ReadAt(p, off)
	if n == len(p) {
		return n, nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, fmt.Errorf("read %d bytes at %d: %w", len(p), off, err)
}
