package sftp_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"youku.example/sshserver/sftp"
	"youku.example/sshserver/sftp/sftptest"
)

// frame is a packet of a kind with a number, as a client sends it: strings and
// byte slices counted, numbers as wide as they are.
func frame(kind byte, parts ...any) []byte {
	b := []byte{0, 0, 0, 0, kind}
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(p))), p...)
		case []byte:
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(p))), p...)
		case uint32:
			b = binary.BigEndian.AppendUint32(b, p)
		case uint64:
			b = binary.BigEndian.AppendUint64(b, p)
		default:
			panic(fmt.Sprintf("%T", p))
		}
	}
	binary.BigEndian.PutUint32(b, uint32(len(b)-4))
	return b
}

const (
	fxInit, fxOpen, fxClose, fxRead, fxWrite         = 1, 3, 4, 5, 6
	fxLstat, fxFstat, fxFsetstat, fxOpendir          = 7, 8, 10, 11
	fxReaddir, fxRemove, fxRealpath, fxRename        = 12, 13, 16, 18
	fxMkdir, fxRmdir                                 = 14, 15
	fxStatus, fxHandle, fxData, fxName, fxAttrs      = 101, 102, 103, 104, 105
	fxExtended, fxReply                         byte = 200, 201
)

var hello = frame(fxInit, uint32(3))

// wire is a channel whose client has sent all that it ever will.
type wire struct {
	io.Reader
	bytes.Buffer
	writes int
}

func (w *wire) Read(p []byte) (int, error)  { return w.Reader.Read(p) }
func (w *wire) Write(p []byte) (int, error) { w.writes++; return w.Buffer.Write(p) }

// reply is one packet that came back.
type reply struct {
	kind byte
	id   uint32
	body []byte
}

// code is the code of a status, -1 for every other packet.
func (r reply) code() int {
	if r.kind != fxStatus {
		return -1
	}
	return int(binary.BigEndian.Uint32(r.body))
}

// text is the first counted string after n bytes.
func (r reply) text(n int) string {
	l := int(binary.BigEndian.Uint32(r.body[n:]))
	return string(r.body[n+4 : n+4+l])
}

// say sends packets after the greeting and gives the replies to them.
func say(t *testing.T, fs sftp.FS, packets ...[]byte) []reply {
	t.Helper()
	w := &wire{Reader: bytes.NewReader(append(hello, bytes.Join(packets, nil)...))}
	if err := sftp.Serve(t.Context(), w, fs, sftp.Options{}); err != nil {
		t.Fatalf("serve: %v", err)
	}
	replies, err := parse(w.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(replies) != len(packets)+1 {
		t.Fatalf("%d replies to %d packets", len(replies)-1, len(packets))
	}
	return replies[1:]
}

func parse(b []byte) (replies []reply, err error) {
	for len(b) > 0 {
		if len(b) < 9 {
			return nil, errors.New("a reply is cut off")
		}
		n := int(binary.BigEndian.Uint32(b))
		if n < 5 || n > 256<<10 || len(b) < 4+n {
			return nil, fmt.Errorf("a reply of %d bytes, %d are there", n, len(b)-4)
		}
		replies = append(replies, reply{b[4], binary.BigEndian.Uint32(b[5:]), b[9 : 4+n]})
		b = b[4+n:]
	}
	return replies, nil
}

var first, second = []byte{0, 0, 0, 1}, []byte{0, 0, 0, 2} // handles

func open(path string, flags sftp.Flags) []byte {
	return frame(fxOpen, uint32(7), path, uint32(flags), uint32(0))
}

func TestServe_Coalesces(t *testing.T) {
	m := sftptest.NewMemory()
	data := bytesOf(1 << 20)
	m.Put("/a", data)
	packets := [][]byte{hello, open("/a", sftp.Read)}
	for at := 0; at < len(data); at += 32 << 10 {
		packets = append(packets, frame(fxRead, uint32(at), first, uint64(at), uint32(32<<10)))
	}
	w := &wire{Reader: bytes.NewReader(bytes.Join(packets, nil))}
	if err := sftp.Serve(t.Context(), w, m, sftp.Options{}); err != nil {
		t.Fatal(err)
	}
	replies, err := parse(w.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var got []byte
	for _, r := range replies[2:] {
		got = append(got, r.text(0)...)
	}
	same(t, "32 reads", got, data)
	if w.writes > 6 {
		t.Errorf("1 MiB that was asked for at once left in %d writes", w.writes)
	}
}

// bursts is a channel on which the client sends some packets, and waits for the
// replies before it sends the next. It and its files note what happens.
type bursts struct {
	left [][]byte
	log  []string
}

func (b *bursts) Read(p []byte) (int, error) {
	if len(b.left) == 0 {
		return 0, io.EOF
	}
	n := copy(p, b.left[0])
	b.left = b.left[1:]
	return n, nil
}

func (b *bursts) Write(p []byte) (int, error) {
	b.log = append(b.log, "reply")
	return len(p), nil
}

// notingFS opens files that note.
type notingFS struct {
	*sftptest.Memory
	ch *bursts
}

func (n notingFS) Open(ctx context.Context, path string, flags sftp.Flags) (sftp.File, error) {
	f, err := n.Memory.Open(ctx, path, flags)
	return noting{f, n.ch}, err
}

type noting struct {
	sftp.File
	ch *bursts
}

func (n noting) WriteAt(p []byte, off int64) (int, error) {
	n.ch.log = append(n.ch.log, fmt.Sprintf("write %s at %d", p, off))
	return n.File.WriteAt(p, off)
}

func (n noting) Follow(p []byte, off int64) {
	n.ch.log = append(n.ch.log, fmt.Sprintf("follow %s at %d", p, off))
}

func (n noting) Close(clean bool) error {
	n.ch.log = append(n.ch.log, "close")
	return n.File.Close(clean)
}

// What a file does behind a write holds up no reply for which the client waits, and
// is done before the next request.
func TestServe_Follows(t *testing.T) {
	ch := &bursts{left: [][]byte{
		slices.Concat(hello, open("/a", sftp.Write|sftp.Create)),
		frame(fxWrite, uint32(1), first, uint64(0), "one"),
		append(frame(fxWrite, uint32(2), first, uint64(3), "two"), frame(fxWrite, uint32(3), first, uint64(6), "three")...),
		append(frame(fxWrite, uint32(4), first, uint64(11), "four"), frame(fxClose, uint32(5), first)...),
	}}
	if err := sftp.Serve(t.Context(), ch, notingFS{sftptest.NewMemory(), ch}, sftp.Options{}); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"reply",
		"write one at 0", "reply", "follow one at 0",
		"write two at 3", "follow two at 3", "write three at 6", "reply", "follow three at 6",
		"write four at 11", "follow four at 11", "close", "reply",
	}
	if !slices.Equal(ch.log, want) {
		t.Errorf("%q, want %q", ch.log, want)
	}
}

func TestServe_Reads(t *testing.T) {
	m := sftptest.NewMemory()
	data := bytesOf(300 << 10)
	m.Put("/a", data)
	r := say(t, m, open("/a", sftp.Read),
		frame(fxRead, uint32(1), first, uint64(0), uint32(1<<31)),
		frame(fxRead, uint32(2), first, uint64(len(data)-5), uint32(100)),
		frame(fxRead, uint32(3), first, uint64(len(data)), uint32(100)),
		frame(fxRead, uint32(4), first, uint64(1<<63), uint32(100)),
		frame(fxRead, uint32(5), second, uint64(0), uint32(100)),
		frame(fxRead, uint32(6), first, uint64(0), uint32(0)),
		frame(fxWrite, uint32(7), first, uint64(0), "x"),
		frame(fxRead, uint32(8), first),
	)
	same(t, "as much as fits", []byte(r[1].text(0)), data[:255<<10])
	same(t, "the end", []byte(r[2].text(0)), data[len(data)-5:])
	for i, want := range map[int]int{3: 1, 4: 1, 5: 4, 7: 3, 8: 5} {
		if r[i].code() != want {
			t.Errorf("reply %d: code %d, want %d", i, r[i].code(), want)
		}
	}
	if r[6].kind != fxData {
		t.Errorf("a read of nothing: %+v", r[6])
	}
}

func TestServe_Flags(t *testing.T) {
	for _, tc := range []struct {
		name  string
		flags sftp.Flags
		file  string
		code  int
		want  string
	}{
		{"Write", sftp.Write, "/there", -1, "xxxdef"},
		{"WriteNone", sftp.Write, "/none", 2, ""},
		{"Create", sftp.Write | sftp.Create, "/none", -1, "xxx"},
		{"CreateThere", sftp.Write | sftp.Create, "/there", -1, "xxxdef"},
		{"Truncate", sftp.Write | sftp.Create | sftp.Truncate, "/there", -1, "xxx"},
		{"Append", sftp.Write | sftp.Append, "/there", -1, "abcdefxxx"},
		{"AppendAlone", sftp.Append | sftp.Create, "/none", -1, "xxx"},
		{"Exclusive", sftp.Write | sftp.Create | sftp.Exclusive, "/there", 4, "abcdef"},
		{"ExclusiveNone", sftp.Write | sftp.Create | sftp.Exclusive, "/none", -1, "xxx"},
		{"ReadTruncate", sftp.Read | sftp.Truncate | sftp.Create, "/there", -1, "abcdef"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m := sftptest.NewMemory()
			m.Put("/there", []byte("abcdef"))
			r := say(t, m, open(tc.file, tc.flags), frame(fxWrite, uint32(1), first, uint64(0), "xxx"))
			if r[0].code() != tc.code {
				t.Errorf("open: code %d, want %d", r[0].code(), tc.code)
			}
			if got := string(m.Data(tc.file)); got != tc.want {
				t.Errorf("the file holds %q, want %q", got, tc.want)
			}
		})
	}
}

func TestServe_BadOffsets(t *testing.T) {
	m := sftptest.NewMemory()
	r := say(t, m, open("/a", sftp.Write|sftp.Create),
		frame(fxWrite, uint32(1), first, uint64(1<<50), "x"))
	if r[1].code() != 4 || len(m.Data("/a")) != 0 {
		t.Errorf("a petabyte: code %d, %d bytes", r[1].code(), len(m.Data("/a")))
	}
	r = say(t, m, open("/a", sftp.Write|sftp.Create),
		frame(fxWrite, uint32(1), first, ^uint64(0), "x"),
		frame(fxWrite, uint32(2), first, uint64(0), "a hole would be before it"),
		frame(fxFsetstat, uint32(3), first, uint32(1), ^uint64(0)),
	)
	for i := range r[1:] {
		if r[i+1].code() != 4 {
			t.Errorf("reply %d: %+v", i+1, r[i+1])
		}
	}
	if len(m.Data("/a")) != 0 {
		t.Error("after a write that failed another one was taken")
	}
	say(t, m, open("/a", sftp.Write), frame(fxWrite, uint32(1), first, ^uint64(0), "x"), frame(fxClose, uint32(2), first))
	if log := m.Log(); log[len(log)-1] != "lost /a" {
		t.Errorf("a file with a hole in it was closed as %q", log[len(log)-1])
	}
}

func TestServe_Paths(t *testing.T) {
	m := sftptest.NewMemory("/downloads")
	m.Put("/downloads/a", []byte("a"))
	for path, code := range map[string]int{
		"/downloads/a": -1, "downloads/a": -1, "downloads//./a": -1, "/../../downloads/a": -1, "": -1, ".": -1,
		"/downloads/\x00": 2, "/downloads/\x1b[2J": 2, `/downloads\a`: 2, "/downloads/\xff": 2, "/\u009b": 2, "/" + strings.Repeat("a", 5000): 2,
	} {
		if r := say(t, m, frame(fxLstat, uint32(1), path)); r[0].code() != code {
			t.Errorf("stat %.20q: code %d, want %d", path, r[0].code(), code)
		}
		if r := say(t, m, frame(fxRealpath, uint32(1), path)); r[0].code() != code {
			t.Errorf("realpath %.20q: code %d, want %d", path, r[0].code(), code)
		}
	}
	r := say(t, m, frame(fxRealpath, uint32(1), "downloads/../x/."), frame(fxExtended, uint32(2), "expand-path@openssh.com", "~/x"),
		frame(fxExtended, uint32(3), "home-directory", "bob"))
	if got := r[0].text(4) + r[1].text(4) + r[2].text(4); got != "/x/x/" {
		t.Errorf("paths became %q", got)
	}
}

func TestServe_Extended(t *testing.T) {
	m := sftptest.NewMemory()
	r := say(t, m, frame(fxExtended, uint32(1), "limits@openssh.com"),
		frame(fxExtended, uint32(2), "copy-data"),
		frame(fxExtended, uint32(3), "statvfs@openssh.com", "/"),
		frame(fxExtended, uint32(4), "statvfs@openssh.com", "/none"),
		frame(99, uint32(5)),
		frame(fxOpendir, uint32(6), "/"),
		frame(fxExtended, uint32(7), "fstatvfs@openssh.com", first),
		frame(fxFstat, uint32(8), first),
		frame(fxExtended, uint32(9), "fstatvfs@openssh.com", second))
	if r[6].kind != fxReply || r[7].kind != fxAttrs || r[8].code() != 4 {
		t.Errorf("of an open directory: %v %v %v", r[6], r[7], r[8])
	}
	if r[0].kind != fxReply || binary.BigEndian.Uint64(r[0].body[8:]) != 255<<10 {
		t.Errorf("limits: %v", r[0])
	}
	if r[1].code() != 8 || r[3].code() != 2 || r[4].code() != 8 {
		t.Errorf("codes %d %d %d", r[1].code(), r[3].code(), r[4].code())
	}
	if r[2].kind != fxReply || len(r[2].body) != 88 {
		t.Fatalf("statvfs: %v", r[2])
	}
	for at, want := range map[int]uint64{2: 10 << 30, 3: 3 << 30, 4: 2 << 30} { // all, free, available
		if got := binary.BigEndian.Uint64(r[2].body[8*at:]) * 4096; got != want {
			t.Errorf("statvfs: number %d is %d bytes, want %d", at, got, want)
		}
	}
}

func TestServe_Handles(t *testing.T) {
	m := sftptest.NewMemory("/d")
	m.Put("/a", nil)
	var packets [][]byte
	for range 70 {
		packets = append(packets, open("/a", sftp.Read))
	}
	opened := 0
	for _, r := range say(t, m, packets...) {
		if r.kind == fxHandle {
			opened++
		}
	}
	if opened != 64 {
		t.Errorf("%d files open at once", opened)
	}
	r := say(t, m, open("/a", sftp.Read), frame(fxClose, uint32(1), first), frame(fxClose, uint32(2), first),
		open("/a", sftp.Read), frame(fxFstat, uint32(3), first), frame(fxFstat, uint32(4), second),
		frame(fxReaddir, uint32(5), second), frame(fxOpendir, uint32(6), "/d"), frame(fxRead, uint32(7), []byte{0, 0, 0, 3}, uint64(0), uint32(1)))
	for i, want := range []int{-1, 0, 4, -1, 4, -1, 4, -1, 4} {
		if r[i].code() != want {
			t.Errorf("reply %d: code %d, want %d", i, r[i].code(), want)
		}
	}
}

// Names whole directories of which come in several replies, none of them too
// long for the smallest client.
func TestServe_LongListing(t *testing.T) {
	m := sftptest.NewMemory()
	for i := range 700 {
		m.Put(fmt.Sprintf("/%04d-%s.mp4", i, strings.Repeat("长", 30)), nil)
	}
	var packets [][]byte
	for i := range 20 {
		packets = append(packets, frame(fxReaddir, uint32(i), first))
	}
	names := 0
	for i, r := range say(t, m, append([][]byte{frame(fxOpendir, uint32(1), "/")}, packets...)...)[1:] {
		if r.kind == fxName {
			names += int(binary.BigEndian.Uint32(r.body))
		} else if r.code() != 1 {
			t.Errorf("reply %d: %+v", i, r)
		}
		if len(r.body) > 34000 {
			t.Errorf("a reply of %d bytes", len(r.body))
		}
	}
	if names != 700 {
		t.Errorf("%d names of 700", names)
	}
}

func TestServe_Told(t *testing.T) {
	m := sftptest.NewMemory()
	m.Refuse = func(string) error { return notReady{} }
	var stderr bytes.Buffer
	w := &wire{Reader: bytes.NewReader(append(hello, open("/a", sftp.Read)...))}
	if err := sftp.Serve(t.Context(), w, m, sftp.Options{Stderr: &stderr}); err != nil {
		t.Fatal(err)
	}
	if stderr.String() != (notReady{}).ClientText()+"\n" {
		t.Errorf("stderr: %q", &stderr)
	}
	m.Refuse = func(string) error { return errors.New("open /var/lib/secret: disk on fire") }
	if r := say(t, m, open("/a", sftp.Read)); r[0].text(4) != "Failure" {
		t.Errorf("the client reads %q", r[0].text(4))
	}
}

// A file that is to be made under a name that can't be used is refused with a
// sentence; looked for, it is not there.
func TestServe_BadNames(t *testing.T) {
	for _, name := range []string{"/in/\xb5\xe7\xd3\xb0.mp4", "/in/a\x1b[2J.mp4", "/in/a\u009b", `/in/a\b`} {
		m := sftptest.NewMemory("/in")
		m.Put("/in/a", nil)
		for what, packet := range map[string][]byte{
			"open": open(name, sftp.Write|sftp.Create), "rename": frame(fxRename, uint32(1), "/in/a", name),
			"posix-rename": frame(fxExtended, uint32(1), "posix-rename@openssh.com", "/in/a", name), "mkdir": frame(fxMkdir, uint32(1), name, uint32(0)),
		} {
			if r := say(t, m, packet); r[0].code() != 4 || r[0].text(4) != "That name can't be used" {
				t.Errorf("%s %q: %d %q", what, name, r[0].code(), r[0].text(4))
			}
		}
		for what, packet := range map[string][]byte{
			"open": open(name, sftp.Read), "remove": frame(fxRemove, uint32(1), name), "stat": frame(fxLstat, uint32(1), name),
			"rename": frame(fxRename, uint32(1), name, "/in/b"), "rmdir": frame(fxRmdir, uint32(1), name),
		} {
			if r := say(t, m, packet); r[0].code() != 2 {
				t.Errorf("%s %q: %d", what, name, r[0].code())
			}
		}
	}
}

func TestServe_NoClientOfOurs(t *testing.T) {
	for name, sent := range map[string][]byte{
		"NoGreeting":  frame(fxRealpath, uint32(1), "."),
		"Twice":       append(hello, hello...),
		"TooLong":     {0x7f, 0xff, 0xff, 0xff, 1},
		"Empty":       {0, 0, 0, 0},
		"NoNumber":    append(hello, frame(fxLstat)...),
		"HTTP":        []byte("GET / HTTP/1.1\r\n\r\n"),
		"ALittleMore": append(hello, 0, 4, 0, 1, 5),
	} {
		t.Run(name, func(t *testing.T) {
			if err := sftp.Serve(t.Context(), &wire{Reader: bytes.NewReader(sent)}, sftptest.NewMemory(), sftp.Options{}); err == nil {
				t.Error("it was served")
			}
		})
	}
}

func FuzzServe(f *testing.F) {
	f.Add(bytes.Join([][]byte{open("/a", sftp.Read), frame(fxRead, uint32(1), first, uint64(1), uint32(4)), frame(fxClose, uint32(2), first)}, nil))
	f.Add(bytes.Join([][]byte{open("/b", sftp.Write|sftp.Create), frame(fxWrite, uint32(1), first, uint64(1), "data"), frame(fxFstat, uint32(2), first)}, nil))
	f.Add(bytes.Join([][]byte{frame(fxOpendir, uint32(1), "/"), frame(fxReaddir, uint32(2), first), frame(fxRename, uint32(3), "/a", "/d/b"), frame(fxRemove, uint32(3), "/d/b")}, nil))
	f.Add(frame(fxExtended, uint32(1), "posix-rename@openssh.com", "/a", "/b"))
	f.Fuzz(func(t *testing.T, sent []byte) {
		m := sftptest.NewMemory("/d")
		m.Put("/a", []byte("abcdef"))
		w := &wire{Reader: bytes.NewReader(append(hello, sent...))}
		_ = sftp.Serve(t.Context(), w, m, sftp.Options{})
		if _, err := parse(w.Bytes()); err != nil {
			t.Fatal(err)
		}
		opened, closed := 0, 0
		for _, l := range m.Log() {
			switch what, _, _ := strings.Cut(l, " "); what {
			case "open":
				opened++
			case "close", "lost":
				closed++
			}
		}
		if opened != closed {
			t.Fatalf("%d files opened, %d closed", opened, closed)
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", ".", "/a/../b", "a//b", "/\x00", "/\\", "..", "/长/片"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, ok := sftp.Clean(s)
		if !ok {
			return
		}
		again, ok := sftp.Clean(p)
		if !ok || again != p || !strings.HasPrefix(p, "/") || strings.Contains(p+"/", "/../") || strings.Contains(p, "//") || strings.ContainsAny(p, "\x00\x1b\\") {
			t.Fatalf("%q became %q", s, p)
		}
	})
}
