package dbfile

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// walContent is what a write-ahead log holds that SQLite would replay.
type walContent struct {
	pageSize int
	commits  int
	stamps   []uint32 // of each copy of page 1 that was committed, in their order
}

// errNoLog is returned for bytes that SQLite would not take for a log.
var errNoLog = errors.New("no write-ahead log")

const (
	WALHeadSize   = 32
	FrameHeadSize = 24
	walMagic      = 0x377f0682 // the last bit: checksums are of big-endian words
)

// walSum is SQLite's running checksum of 32-bit words.
type walSum struct {
	order  binary.ByteOrder
	s0, s1 uint32
}

func (s *walSum) add(b []byte) {
	for ; len(b) >= 8; b = b[8:] {
		s.s0 += s.order.Uint32(b) + s.s1
		s.s1 += s.order.Uint32(b[4:]) + s.s0
	}
}

// is reports whether the sum is the one that stands in b.
func (s *walSum) is(b []byte) bool {
	return s.s0 == binary.BigEndian.Uint32(b) && s.s1 == binary.BigEndian.Uint32(b[4:])
}

// readLog reads a log as SQLite does when it recovers: up to the first frame
// that is cut off, has other salts or another checksum, and of these frames
// only those that a commit follows. It returns errNoLog without a valid head.
func readLog(file io.Reader) (w walContent, err error) {
	r := bufio.NewReaderSize(file, 1<<20)
	var head [WALHeadSize]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return w, cutOff(err, errNoLog)
	}
	sum := walSum{order: binary.LittleEndian}
	magic := binary.BigEndian.Uint32(head[:])
	if magic&1 == 1 {
		sum.order = binary.BigEndian
	}
	sum.add(head[:24])
	w.pageSize = int(binary.BigEndian.Uint32(head[8:]))
	if magic&^1 != walMagic || !sum.is(head[24:]) || !isPageSize(w.pageSize) {
		return w, errNoLog
	}
	salts := string(head[16:24])
	frame := make([]byte, FrameHeadSize+w.pageSize)
	var open []uint32 // stamps of the transaction that has not ended yet
	for {
		if _, err := io.ReadFull(r, frame); err != nil {
			return w, cutOff(err, nil)
		}
		sum.add(frame[:8])
		sum.add(frame[FrameHeadSize:])
		if string(frame[8:16]) != salts || !sum.is(frame[16:24]) {
			return w, nil
		}
		if binary.BigEndian.Uint32(frame) == 1 {
			open = append(open, binary.BigEndian.Uint32(frame[FrameHeadSize+StampAt:]))
		}
		if binary.BigEndian.Uint32(frame[4:]) != 0 { // a commit
			w.commits++
			w.stamps, open = append(w.stamps, open...), nil
		}
	}
}

func isPageSize(n int) bool { return n >= 512 && n <= 65536 && n&(n-1) == 0 }

// cutOff turns the end of the file into what it means here.
func cutOff(err, means error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return means
	}
	return err
}
