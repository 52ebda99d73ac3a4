package sftp

import (
	"encoding/binary"
	"io"
)

const (
	firstIn  = 16 << 10
	firstOut = 4 << 10
	least    = 8 << 10 // a read from the channel is worth its while
	mostIn   = maxPacket + 32<<10
	mostOut  = maxData + 8<<10
)

// input collects what arrives; packets are parsed where they lie. It grows to
// the size of the packets that come, and no further than one of them needs.
type input struct {
	buf  []byte
	r, w int
}

// next returns the next whole packet, valid until the next fill. It is nil when
// more must arrive first, and an error when that can't help.
func (in *input) next() ([]byte, error) {
	if in.w-in.r < 4 {
		return nil, nil
	}
	n, err := in.length()
	if err != nil || in.w-in.r < 4+n {
		return nil, err
	}
	p := in.buf[in.r+4 : in.r+4+n]
	in.r += 4 + n
	return p, nil
}

func (in *input) length() (int, error) {
	n := binary.BigEndian.Uint32(in.buf[in.r:])
	if n == 0 || n > maxPacket {
		return 0, errMessage
	}
	return int(n), nil
}

// fill waits for more, and takes all that is there.
func (in *input) fill(from io.Reader) error {
	in.makeRoom()
	n, err := from.Read(in.buf[in.w:])
	in.w += n
	if n > 0 {
		return nil
	}
	if err == nil {
		err = io.ErrNoProgress
	}
	return err
}

// makeRoom sees that the packet that has begun fits behind in.r, moving it to
// the front only if it must.
func (in *input) makeRoom() {
	left := in.buf[in.r:in.w]
	need := firstIn
	if len(left) >= 4 {
		if n, err := in.length(); err == nil && 4+n > need {
			need = mostIn // a client that sends one long packet sends more
		}
	}
	switch to := in.buf; {
	case len(to) < need:
		to = make([]byte, need)
		in.buf, in.r, in.w = to, 0, copy(to, left)
	case len(left) == 0, len(to)-in.w < least:
		in.r, in.w = 0, copy(to, left)
	}
}

// output collects replies until nothing more can be answered without waiting,
// or it is full.
type output struct {
	to     io.Writer
	stderr io.Writer
	buf    []byte
	told   []string
}

// room makes place for a reply of n bytes, sending what is there if it must.
func (o *output) room(n int) error {
	if len(o.buf)+n <= cap(o.buf) {
		return nil
	}
	if len(o.buf)+n > mostOut {
		if err := o.flush(); err != nil {
			return err
		}
	}
	if want := len(o.buf) + n; want > cap(o.buf) {
		grown := make([]byte, len(o.buf), max(want, min(2*cap(o.buf), mostOut), firstOut))
		copy(grown, o.buf)
		o.buf = grown
	}
	return nil
}

// begin starts a reply and says where, for end.
func (o *output) begin(kind byte, id uint32) (start int) {
	start = len(o.buf)
	o.buf = append(o.buf, 0, 0, 0, 0, kind)
	o.buf = binary.BigEndian.AppendUint32(o.buf, id)
	return start
}

func (o *output) end(start int) {
	binary.BigEndian.PutUint32(o.buf[start:], uint32(len(o.buf)-start-4))
}

// flush sends the sentences and then the replies: a client may leave as soon
// as it has read its refusal.
func (o *output) flush() error {
	for _, line := range o.told {
		if _, err := io.WriteString(o.stderr, line+"\n"); err != nil {
			return err
		}
	}
	o.told = o.told[:0]
	if len(o.buf) == 0 {
		return nil
	}
	_, err := o.to.Write(o.buf)
	o.buf = o.buf[:0]
	return err
}
