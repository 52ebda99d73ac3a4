package setting

import (
	"net"
	"path/filepath"
	"strconv"

	"youku.example/keys/owner"
	"youku.example/sshserver/operator/problem"
)

// Database is the file of the rows; the others are what else lies in the data
// folder.
func (s Settings) Database() string { return filepath.Join(s.Data, "youku.db") }

// Movies is the folder of the movies.
func (s Settings) Movies() string { return filepath.Join(s.Data, "media") }

// AdminKeys is the file of the admins' keys.
func (s Settings) AdminKeys() string { return filepath.Join(s.Data, "admin_keys") }

// Lock is the file that a server holds locked.
func (s Settings) Lock() string { return filepath.Join(s.Data, "lock") }

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
