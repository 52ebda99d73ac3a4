package setting

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"youku.example/keys/owner"
	"youku.example/sshserver/operator/problem"
)

// Database is the file of the rows; the others are what else lies in the data
// folder.
func (s Settings) Database() string {
	if s.OnServer() {
		return s.URL
	}
	return filepath.Join(s.Data, "youku.db")
}

// OnServer reports whether the database is on a server, and no file.
func (s Settings) OnServer() bool { return s.URL != "" }

// NoDatabase reports whether the file of the database is not there. One on a server is
// asked when it is opened.
func (s Settings) NoDatabase() bool {
	if s.OnServer() {
		return false
	}
	_, err := os.Stat(s.Database())
	return errors.Is(err, fs.ErrNotExist)
}

// Movies is where the movies are: a folder, or the address of a store.
func (s Settings) Movies() string {
	if s.Media != "" {
		return s.Media
	}
	return filepath.Join(s.Data, "media")
}

// InStore reports whether the movies are in a store and not in a folder.
func (s Settings) InStore() bool { return strings.HasPrefix(s.Media, storeScheme) }

// storeScheme begins the address of a store.
const storeScheme = "s3://"

// CacheFolder holds what a server keeps of a store's movies.
func (s Settings) CacheFolder() string {
	if s.Cache != "" {
		return s.Cache
	}
	return filepath.Join(s.Data, "cache")
}

// AdminKeys is the file of the admins' keys.
func (s Settings) AdminKeys() string { return filepath.Join(s.Data, "admin_keys") }

// Lock is the file that a server holds locked.
func (s Settings) Lock() string { return filepath.Join(s.Data, "lock") }

// Run is the file that says which run of the server has the folder.
func (s Settings) Run() string { return filepath.Join(s.Data, "run") }

// DemoBegun is the file that is there while the demo is not complete.
func (s Settings) DemoBegun() string { return filepath.Join(s.Data, "demo.begun") }

// MakeData creates the data folder, readable by its owner alone.
func (s Settings) MakeData() error {
	if err := owner.MkdirAll(s.Data, 0o700); err != nil {
		return problem.New("建立数据目录 %s：%s", "make the data folder %s: %s", s.Data, err)
	}
	return nil
}

// ConnectPort is the port that viewers connect to, 0 if it is not known before
// the server listens.
func (s Settings) ConnectPort() int {
	if s.Server.Port != 0 {
		return s.Server.Port
	}
	_, port, _ := net.SplitHostPort(s.Listen)
	n, _ := strconv.Atoi(port)
	return n
}
