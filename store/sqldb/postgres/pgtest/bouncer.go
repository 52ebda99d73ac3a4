package pgtest

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// Bounce starts a PgBouncer in transaction mode before the server. It returns where a
// database is through it, and what ends it.
func (s *Server) Bounce() (url func(database string) string, stop func(), err error) {
	folder := filepath.Join(s.folder, "bouncer")
	if err := os.Mkdir(folder, 0o700); err != nil && !os.IsExist(err) {
		return nil, nil, err
	}
	if uid, gid, ok := other(); ok {
		if err := os.Chown(folder, uid, gid); err != nil {
			return nil, nil, err
		}
	}
	users, config := filepath.Join(folder, "users"), filepath.Join(folder, "pgbouncer.ini")
	if err := os.WriteFile(users, []byte("\"youku\" \"\"\n"), 0o644); err != nil {
		return nil, nil, err
	}
	text := fmt.Sprintf(`[databases]
* = host=%s port=5432
[pgbouncer]
listen_addr =
unix_socket_dir = %s
auth_type = trust
auth_file = %s
pool_mode = transaction
max_client_conn = 500
default_pool_size = 10
server_idle_timeout = 1
`, s.folder, folder, users)
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return nil, nil, err
	}
	stop, err = s.run("pgbouncer", filepath.Join(s.folder, "log.bouncer"), syscall.SIGINT, config)
	if err != nil {
		return nil, nil, err
	}
	url = func(database string) string {
		return fmt.Sprintf("postgres://youku@/%s?host=%s&port=6432&sslmode=disable", database, folder)
	}
	if err := s.ready(url("postgres")); err != nil {
		stop()
		return nil, nil, err
	}
	return url, stop, nil
}
