package tree_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"youku.example/sshserver/sftp"
	"youku.example/sshserver/sftp/sftptest"
)

// The requests of SFTP, as draft-ietf-secsh-filexfer-02 numbers them.
const (
	fxOpen, fxLstat, fxSetstat, fxOpendir, fxRemove, fxMkdir, fxRmdir = 3, 7, 9, 11, 13, 14, 15
	fxRealpath, fxStat, fxRename, fxReadlink, fxSymlink, fxExtended   = 16, 17, 18, 19, 20, 200
)

// packet is a request with the number 7; strings are counted, numbers are 32 bits.
func packet(kind byte, parts ...any) []byte {
	b := []byte{0, 0, 0, 0, kind, 0, 0, 0, 7}
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(p))), p...)
		case uint32:
			b = binary.BigEndian.AppendUint32(b, p)
		}
	}
	binary.BigEndian.PutUint32(b, uint32(len(b)-4))
	return b
}

const (
	accepted = "accepted"
	missing  = "no such file"
	denied   = "denied"
	failure  = "failure"
	bad      = "bad message"
)

// ask sends one request to a server that was greeted, and names its answer.
func ask(t *testing.T, server io.ReadWriter, request []byte) string {
	t.Helper()
	_, err := server.Write(request)
	must(t, err)
	reply := receive(t, server)
	if reply[0] != 101 {
		return accepted
	}
	code := binary.BigEndian.Uint32(reply[5:])
	if name := map[uint32]string{0: accepted, 2: missing, 3: denied, 4: failure, 5: bad}[code]; name != "" {
		return name
	}
	return fmt.Sprint("code ", code)
}

func receive(t *testing.T, server io.Reader) []byte {
	t.Helper()
	var length [4]byte
	_, err := io.ReadFull(server, length[:])
	must(t, err)
	reply := make([]byte, binary.BigEndian.Uint32(length[:]))
	_, err = io.ReadFull(server, reply)
	must(t, err)
	return reply
}

func greet(t *testing.T, server io.ReadWriter) {
	t.Helper()
	_, err := server.Write([]byte{0, 0, 0, 5, 1, 0, 0, 0, 3})
	must(t, err)
	receive(t, server)
}

// ours serves a tree to a test.
func ours(t *testing.T, tree sftp.FS) io.ReadWriter {
	t.Helper()
	here, there := net.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- sftp.Serve(t.Context(), there, tree, sftp.Options{}) }()
	t.Cleanup(func() { _ = here.Close(); <-ended; _ = there.Close() })
	greet(t, here)
	return here
}

// openSSH serves a folder of this machine with OpenSSH's own server.
func openSSH(t *testing.T, dir string) io.ReadWriter {
	t.Helper()
	const program = "/usr/lib/openssh/sftp-server"
	sftptest.Need(t, program)
	cmd := exec.Command(program, "-d", dir)
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() { _ = in.Close(); _ = cmd.Wait() })
	server := struct {
		io.Reader
		io.Writer
	}{out, in}
	greet(t, server)
	return server
}

// codes are requests by what they ask about, each with its answer.
func codes(there string) map[string]struct {
	request []byte
	want    string
} {
	type row = struct {
		request []byte
		want    string
	}
	const folder, none, nowhere = "/incoming", "/incoming/none.mp4", "/nowhere/none.mp4"
	below := there + "/none.mp4" // a file is no folder
	time := []any{uint32(8), uint32(1), uint32(1)}
	rows := map[string]row{
		"mkdir, a folder is there": {packet(fxMkdir, folder, uint32(0)), failure},
		"mkdir, the root":          {packet(fxMkdir, "/", uint32(0)), failure},
		"mkdir, a file is there":   {packet(fxMkdir, there, uint32(0)), failure},
		"rmdir of a file":          {packet(fxRmdir, there), missing},
		"opendir of a file":        {packet(fxOpendir, there), missing},
		"readlink of a file":       {packet(fxReadlink, there), bad},
		"readlink of a folder":     {packet(fxReadlink, folder), bad},
		"symlink, a file is there": {packet(fxSymlink, "x", there), failure},
		"rename over a file":       {packet(fxRename, there, "/incoming/other.mp4"), failure},
		"rename out of the world":  {packet(fxRename, there, nowhere), missing},
		"posix-rename out of it":   {packet(fxExtended, "posix-rename@openssh.com", there, nowhere), missing},
		"mkdir without its parent": {packet(fxMkdir, nowhere, uint32(0)), missing},
		"symlink without parent":   {packet(fxSymlink, "x", nowhere), missing},
		"create without parent":    {packet(fxOpen, nowhere, uint32(2|8), uint32(0)), missing},
		"mkdir below a file":       {packet(fxMkdir, below, uint32(0)), missing},
		"create below a file":      {packet(fxOpen, below, uint32(2|8), uint32(0)), missing},
		"realpath of a new name":   {packet(fxRealpath, none), accepted},
		"realpath without parent":  {packet(fxRealpath, nowhere), missing},
		"stat of a file":           {packet(fxStat, there), accepted},
		"create as a folder":       {packet(fxOpen, "/incoming/new/", uint32(2|8), uint32(0)), failure},
		"read as a folder":         {packet(fxOpen, there+"/", uint32(1), uint32(0)), missing},
		"posix-rename as a folder": {packet(fxExtended, "posix-rename@openssh.com", there, "/incoming/new/"), missing},
	}
	for where, path := range map[string]string{"none": none, "nowhere": nowhere, "below a file": below} {
		for kind, request := range map[string][]byte{
			"open to read":  packet(fxOpen, path, uint32(1), uint32(0)),
			"open to write": packet(fxOpen, path, uint32(2), uint32(0)),
			"stat":          packet(fxStat, path),
			"lstat":         packet(fxLstat, path),
			"setstat":       packet(fxSetstat, append([]any{path}, time...)...),
			"truncate":      packet(fxSetstat, path, uint32(1), uint32(0), uint32(3)),
			"lsetstat":      packet(fxExtended, append([]any{"lsetstat@openssh.com", path}, time...)...),
			"opendir":       packet(fxOpendir, path),
			"remove":        packet(fxRemove, path),
			"rmdir":         packet(fxRmdir, path),
			"readlink":      packet(fxReadlink, path),
			"rename":        packet(fxRename, path, "/incoming/new.mp4"),
			"posix-rename":  packet(fxExtended, "posix-rename@openssh.com", path, "/incoming/new.mp4"),
			"statvfs":       packet(fxExtended, "statvfs@openssh.com", path),
		} {
			rows[kind+", "+where] = row{request, missing}
		}
	}
	return rows
}

// What is not there is no such file in every request, and what is there already
// a failure: as OpenSSH's server has it, to whom clients are made.
func TestCodes(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.boss)
	for _, name := range []string{"there.mp4", "other.mp4"} {
		put(t, h.tree(h.boss), "/incoming/"+name, nil, true)
	}
	server := ours(t, h.tree(h.boss))
	for name, row := range codes("/incoming/there.mp4") {
		if got := ask(t, server, row.request); got != row.want {
			t.Errorf("%s: %s, want %s", name, got, row.want)
		}
	}
	for name, row := range codes(path) {
		if name == "rename over a file" { // nothing leaves /downloads
			row.want = denied
		}
		if got := ask(t, server, row.request); got != row.want {
			t.Errorf("in /downloads: %s: %s, want %s", name, got, row.want)
		}
	}
}

func TestCodes_OpenSSH(t *testing.T) {
	dir := t.TempDir()
	must(t, errors.Join(os.Mkdir(filepath.Join(dir, "incoming"), 0o755),
		os.WriteFile(filepath.Join(dir, "incoming/there.mp4"), []byte("x"), 0o644),
		os.WriteFile(filepath.Join(dir, "incoming/other.mp4"), []byte("x"), 0o644)))
	server := openSSH(t, dir)
	for name, row := range codes("/incoming/there.mp4") {
		if got := ask(t, server, under(dir, row.request)); got != row.want {
			t.Errorf("%s: %s, we answer %s", name, got, row.want)
		}
	}
}

// under moves the paths of a request into a folder.
func under(dir string, request []byte) []byte {
	moved := bytes.Clone(request[:9])
	rest := request[9:]
	for len(rest) >= 4 {
		n := int(binary.BigEndian.Uint32(rest))
		if n == 0 || n > len(rest)-4 || rest[4] != '/' && rest[4] < 'a' {
			break
		}
		s := string(rest[4 : 4+n])
		if s[0] == '/' {
			s = dir + s
		}
		moved = append(binary.BigEndian.AppendUint32(moved, uint32(len(s))), s...)
		rest = rest[4+n:]
	}
	moved = append(moved, rest...)
	binary.BigEndian.PutUint32(moved, uint32(len(moved)-4))
	return moved
}
