package pgtest

import (
	"bytes"
	"fmt"
	"strings"
)

// Dump is a database as the SQL that makes it again: pg_dump's, with what it is asked for
// besides, and without what is another each time.
func (s *Server) Dump(database string, args ...string) (string, error) {
	cmd, err := command("pg_dump", append([]string{"-h", s.folder, "-U", "youku", "-d", database, "--no-owner"}, args...)...)
	if err != nil {
		return "", err
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("pg_dump: %w: %s", err, said.String())
	}
	var lines []string
	for line := range strings.Lines(string(out)) {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "--") || strings.HasPrefix(line, `\`) {
			continue
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ""), nil
}

// Load executes a dump in an empty database.
func (s *Server) Load(database, dump string) error {
	cmd, err := command("psql", "-h", s.folder, "-U", "youku", "-d", database, "-q", "-v", "ON_ERROR_STOP=1", "-f", "-")
	if err != nil {
		return err
	}
	cmd.Stdin = strings.NewReader(dump)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("psql: %w: %s", err, out)
	}
	return nil
}
