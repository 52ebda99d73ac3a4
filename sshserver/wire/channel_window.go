package wire

import (
	"reflect"
	"unsafe"

	gossh "golang.org/x/crypto/ssh"
)

// NarrowWindow is the window, in bytes, of a session that uploads nothing. What
// a client sends waits in the library until its session reads it: two megabytes
// of each session, which single bytes make fifty times as many. Only an upload
// has a use for that much; keys and requests for pieces of files do with little,
// and a stranger with a thousand sessions must not fill the memory.
const NarrowWindow = 8 << 10

// Narrow shows the client of a session that is being opened a narrow window.
// The library (x/crypto 0.58) has one of its own for all; TestNarrow notices a
// version of it that keeps it elsewhere.
func Narrow(nc gossh.NewChannel) {
	v := reflect.ValueOf(nc)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return
	}
	if f := v.Elem().FieldByName("myWindow"); f.IsValid() && f.Kind() == reflect.Uint32 {
		*(*uint32)(unsafe.Pointer(f.UnsafeAddr())) = NarrowWindow
	}
}
