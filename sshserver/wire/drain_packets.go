package wire

import (
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"

	gossh "golang.org/x/crypto/ssh"
)

// x/crypto (0.58) reads a connection in a goroutine that hands its packets on
// through a channel of 16. When it gives the connection up over one of them
// nothing takes the others, and for ever that goroutine waits, with them and
// two more: a stranger who sends a broken message and 17 behind it leaves up
// to four megabytes behind. So what is left over is taken here.

// drainPackets is the end of that channel.
type drainPackets struct {
	packets atomic.Pointer[chan []byte]
	once    sync.Once
}

// find looks for the channel in the library's connection, which has no other
// way to it. TestAttack notices a version of the library that has it elsewhere.
func (d *drainPackets) find(c gossh.ConnMetadata) {
	v := reflect.ValueOf(c)
	for _, name := range []string{"transport", "incoming"} {
		if v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
			return
		}
		if v = v.Elem().FieldByName(name); !v.IsValid() {
			return
		}
	}
	if v.Type() == reflect.TypeFor[chan []byte]() {
		d.packets.Store((*chan []byte)(unsafe.Pointer(v.UnsafeAddr())))
	}
}

// take ends once the connection, which must be closed, has been read to its
// end.
func (d *drainPackets) take() {
	packets := d.packets.Load()
	if packets == nil {
		return
	}
	d.once.Do(func() {
		go func() {
			for range *packets {
			}
		}()
	})
}
