package e2e

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
)

// canBeOther reports whether this process may run others as another user.
func canBeOther() error {
	if os.Geteuid() != 0 {
		return errors.New("this is not root")
	}
	return nil
}

// servingAs is the server as another user, who owns the data folder.
func servingAs(ts *testscript.TestScript, user string, args []string) *exec.Cmd {
	uid, err := strconv.ParseUint(user, 10, 32)
	ts.Check(err)
	data := ts.MkAbs(ts.Getenv("YOUKU_DATA"))
	if err := os.Mkdir(data, 0o700); err == nil {
		ts.Check(os.Chown(data, int(uid), int(uid)))
	} else if !errors.Is(err, fs.ErrExist) {
		ts.Check(err)
	}
	for _, path := range []string{ts.MkAbs("."), program} {
		ts.Check(letThrough(path))
	}
	cmd := exec.Command(program, append([]string{"serve"}, args...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	return cmd
}

// letThrough opens the way to a path for other users: the temporary folders of
// tests are closed to them.
func letThrough(path string) error {
	for ; path != filepath.Dir(path); path = filepath.Dir(path) {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o001 != 0 {
			continue
		}
		if err := os.Chmod(path, info.Mode().Perm()|0o011); err != nil {
			return err
		}
	}
	return nil
}

// wordOwned: owned UID DIR fails for each file in a folder, or the folder, that
// belongs to another user.
func wordOwned(ts *testscript.TestScript, neg bool, args []string) {
	var others []string
	err := filepath.WalkDir(ts.MkAbs(args[1]), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) { // SQLite takes its log away
			return nil
		}
		if err != nil {
			return err
		}
		if st := info.Sys().(*syscall.Stat_t); fmt.Sprint(st.Uid) != args[0] {
			others = append(others, fmt.Sprintf("%s: %d", path, st.Uid))
		}
		return nil
	})
	ts.Check(err)
	if len(others) > 0 {
		ts.Fatalf("not owned by %s:\n%s", args[0], strings.Join(others, "\n"))
	}
}
