package restore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"youku.example/keys"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
)

// maxKept is more than any file that a backup takes along.
const maxKept = 4 << 20

// keptNames are the files that a backup takes along: without them a restored
// library is a stranger to its viewers, and has no admins.
func keptNames(s setting.Settings) []string {
	return append(keys.HostKeyFiles(), filepath.Base(s.AdminKeys()))
}

// keptFiles reads what a backup takes along, as far as it is there.
func keptFiles(s setting.Settings) (files []store.KeptFile, err error) {
	for _, name := range keptNames(s) {
		path := filepath.Join(s.Data, name)
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil && (!info.Mode().IsRegular() || info.Size() > maxKept) {
			err = errors.New("it is no plain file, or too large")
		}
		if err != nil {
			return nil, problem.New("读取 %s：%s", "read %s: %s", path, err)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, problem.New("读取 %s：%s", "read %s: %s", path, err)
		}
		files = append(files, store.KeptFile{Name: name, Mode: info.Mode().Perm(), Content: content})
	}
	return files, nil
}

// putBack writes those of the files that are missing, and returns their names.
// Each appears whole, and never in the place of another; work is a folder on
// the same disk.
func putBack(s setting.Settings, files []store.KeptFile, work string) (names []string, err error) {
	for _, f := range files {
		path := filepath.Join(s.Data, f.Name)
		if _, err := os.Lstat(path); err == nil || !slices.Contains(keptNames(s), f.Name) {
			continue // ours stays; a name that is none of them is not of our making
		}
		part := filepath.Join(work, f.Name)
		if err := local.WriteDurably(part, f.Content, f.Mode&^0o022); err != nil {
			return names, problem.New("写入 %s：%s", "write %s: %s", path, err)
		}
		if err := os.Rename(part, path); err != nil {
			return names, problem.New("写入 %s：%s", "write %s: %s", path, err)
		}
		names = append(names, f.Name)
	}
	return names, local.SyncDir(s.Data)
}
