package e2e

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// rowsKey is where a script whose rows are on a server has what writes them down.
type rowsKey struct{}

// wordNowhere: nowhere TEXT... holds that no file of the data folder, no row and no
// line of the log has the text in it, in either case, with its dashes or
// without.
func wordNowhere(ts *testscript.TestScript, neg bool, args []string) {
	files := 0
	look := func(path string) {
		data, err := os.ReadFile(path)
		ts.Check(err)
		files++
		data = bytes.ToLower(data)
		for _, text := range args {
			text = strings.ToLower(text)
			for _, form := range []string{text, strings.ReplaceAll(text, "-", "")} {
				if at := bytes.Index(data, []byte(form)); at >= 0 {
					ts.Fatalf("nowhere: %q stands in %s: …%q…", form, path, data[max(0, at-60):min(len(data), at+60)])
				}
			}
		}
	}
	look(ts.MkAbs("server.log"))
	if dump, onServer := ts.Value(rowsKey{}).(func() (string, error)); onServer {
		text, err := dump()
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs("rows.sql"), []byte(text), 0o600))
		look(ts.MkAbs("rows.sql"))
	}
	ts.Check(filepath.WalkDir(ts.MkAbs("data"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			look(path)
		}
		return err
	}))
	if files < 4 {
		ts.Fatalf("nowhere: only %d files were looked at", files)
	}
}
