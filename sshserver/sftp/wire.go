package sftp

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"math"
	"time"
)

const (
	// maxPacket is the longest packet that is taken, its length word aside;
	// OpenSSH's is the same.
	maxPacket = 256 << 10
	// maxData is the most that one READ answers or one WRITE should bring:
	// what fits into a packet with 1 KiB left for everything else.
	maxData = 255 << 10
	// maxListing bounds the answer to a READDIR. Every client must take 34,000
	// bytes, and some take no more.
	maxListing = 34000
	// maxOffset is beyond any file that a library has.
	maxOffset = 1 << 50
)

// The packets of draft-ietf-secsh-filexfer-02.
const (
	fxpInit          = 1
	fxpVersion       = 2
	fxpOpen          = 3
	fxpClose         = 4
	fxpRead          = 5
	fxpWrite         = 6
	fxpLstat         = 7
	fxpFstat         = 8
	fxpSetstat       = 9
	fxpFsetstat      = 10
	fxpOpendir       = 11
	fxpReaddir       = 12
	fxpRemove        = 13
	fxpMkdir         = 14
	fxpRmdir         = 15
	fxpRealpath      = 16
	fxpStat          = 17
	fxpRename        = 18
	fxpReadlink      = 19
	fxpSymlink       = 20
	fxpStatus        = 101
	fxpHandle        = 102
	fxpData          = 103
	fxpName          = 104
	fxpAttrs         = 105
	fxpExtended      = 200
	fxpExtendedReply = 201
)

// The parts of a file's attributes.
const (
	attrSize     = 1 << 0
	attrOwner    = 1 << 1
	attrMode     = 1 << 2
	attrTimes    = 1 << 3
	attrExtended = 1 << 31
)

var errMessage = errors.New("bad message")

// fields reads the parts of a packet one after the other. After the first that
// is not there, everything is zero and bad is set.
type fields struct {
	rest []byte
	bad  bool
}

func (f *fields) take(n int) []byte {
	if f.bad || n < 0 || n > len(f.rest) {
		f.bad, f.rest = true, nil
		return nil
	}
	b := f.rest[:n]
	f.rest = f.rest[n:]
	return b
}

func (f *fields) uint32() uint32 {
	if b := f.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

func (f *fields) uint64() uint64 {
	if b := f.take(8); b != nil {
		return binary.BigEndian.Uint64(b)
	}
	return 0
}

// bytes returns a counted string; it stands in the packet's own buffer.
func (f *fields) bytes() []byte {
	n := f.uint32()
	if n > maxPacket {
		f.bad = true
		return nil
	}
	return f.take(int(n))
}

func (f *fields) string() string { return string(f.bytes()) }

// change reads attributes. Who owns a file and its mode are not the client's to
// say, and when it was read is shown nowhere: these are forgotten.
func (f *fields) change() Change {
	var c Change
	flags := f.uint32()
	if flags&attrSize != 0 {
		// No file is larger; a size that does not fit is told from a real one.
		size := int64(min(f.uint64(), math.MaxInt64))
		c.Size = &size
	}
	if flags&attrOwner != 0 {
		f.take(8)
	}
	if flags&attrMode != 0 {
		f.take(4)
	}
	if flags&attrTimes != 0 {
		f.take(4)
		if at := f.uint32(); !f.bad {
			c.MTime = time.Unix(int64(at), 0).UTC()
		}
	}
	if flags&attrExtended != 0 {
		for n := f.uint32(); n > 0 && !f.bad; n-- {
			f.bytes()
			f.bytes()
		}
	}
	return c
}

func appendString(b []byte, s string) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
}

func appendAttr(b []byte, a Attr) []byte {
	b = binary.BigEndian.AppendUint32(b, attrSize|attrMode|attrTimes)
	b = binary.BigEndian.AppendUint64(b, uint64(max(a.Size, 0)))
	b = binary.BigEndian.AppendUint32(b, unixMode(a.Mode))
	at := uint32(min(max(a.MTime.Unix(), 0), math.MaxUint32))
	b = binary.BigEndian.AppendUint32(b, at)
	return binary.BigEndian.AppendUint32(b, at)
}

// unixMode returns a mode as POSIX numbers it.
func unixMode(m fs.FileMode) uint32 {
	kind := uint32(0o100000)
	if m.IsDir() {
		kind = 0o040000
	}
	return kind | uint32(m.Perm())
}
