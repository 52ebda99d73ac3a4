package chunk

import "sync"

// buffers are used again: a new one is cleared, and with some hundred a second from each
// reader the garbage collector works for nothing else. Each has room for a chunk's sum.
var buffers = sync.Pool{New: func() any { return new([Size + sumLen]byte) }}

// leastShared is the size from which a chunk has a buffer of those that are used again.
const leastShared = Size / 2

func takeBuffer(size int64) []byte {
	if size < leastShared {
		return make([]byte, size, size+sumLen)
	}
	return buffers.Get().(*[Size + sumLen]byte)[:size]
}

func giveBuffer(p []byte) {
	if cap(p) == Size+sumLen {
		buffers.Put((*[Size + sumLen]byte)(p[:cap(p)]))
	}
}
