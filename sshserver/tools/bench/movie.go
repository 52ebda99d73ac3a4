package main

import (
	"bufio"
	"encoding/binary"
	"math/rand/v2"
	"os"

	"youku.example/media/demo"
)

// writeMovie writes a movie of a size that plays: a sample clip, and behind it
// a box that players skip, filled with noise that no two seeds share.
func writeMovie(file string, size int64, seed uint64) (err error) {
	clips := demo.Clips()
	clip := clips[0].Open()
	if int64(len(clip)) > size {
		clip = clips[len(clips)-1].Open()
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	if _, err := w.Write(clip); err != nil {
		return err
	}
	rest := max(size-int64(len(clip)), 16)
	var head [16]byte // a box with a 64-bit size
	binary.BigEndian.PutUint32(head[:], 1)
	copy(head[4:], "free")
	binary.BigEndian.PutUint64(head[8:], uint64(rest))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	noise := rand.NewPCG(seed, seed)
	var word [8]byte
	for left := rest - 16; left > 0; left -= 8 {
		binary.LittleEndian.PutUint64(word[:], noise.Uint64())
		if _, err := w.Write(word[:min(left, 8)]); err != nil {
			return err
		}
	}
	return w.Flush()
}
