package setting

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"youku.example/store"
	"youku.example/tui/words"
)

// FuzzSetting: whatever stands behind a setting is refused by its name, or is
// within the bounds that the server can live with; from every place alike.
func FuzzSetting(f *testing.F) {
	for i, row := range Rows {
		f.Add(i, row.Default())
	}
	for i := range Rows {
		for _, v := range []string{"", "-1s", "9999999h", "1e9", "0.1s", "１２", "1.005", "101%", "-0", "\x00", "zh\x1b[2J", "yes", "10.0.0.0/8, ::1", "NaN"} {
			f.Add(i, v)
		}
	}
	f.Fuzz(func(t *testing.T, i int, value string) {
		row := Rows[uint(i)%uint(len(Rows))]
		byFlag, err := Read(map[string]string{row.Name: value}, nil, "")
		byEnv, envErr := Read(nil, []string{EnvName(row.Name) + "=" + value}, "")
		if (err == nil) != (envErr == nil) || err == nil && fmt.Sprint(byFlag) != fmt.Sprint(byEnv) {
			t.Fatalf("%s = %q: as a flag %v, in the environment %v", row.Name, value, err, envErr)
		}
		if err != nil {
			if !strings.Contains(err.Error(), row.Name) {
				t.Fatalf("%q does not name %s", err, row.Name)
			}
			return
		}
		s := byFlag
		within := func(what string, d, least, most time.Duration) {
			if d < least || d > most {
				t.Fatalf("%s = %q: %s is %v", row.Name, value, what, d)
			}
		}
		within("wait", s.Rules.Wait, 0, 24*time.Hour)
		within("lifetime", s.Rules.Lifetime, time.Minute, 10*365*24*time.Hour)
		within("grace", s.Server.Limits.Grace, time.Second, time.Hour)
		within("idle", s.Server.Limits.Idle, time.Second, 30*24*time.Hour)
		within("drain", s.Server.Limits.Drain, 0, time.Hour)
		for _, fen := range []store.Fen{s.Rules.Price, *s.planPrice("month"), *s.planPrice("year")} {
			if fen < 0 || fen > store.MaxFen {
				t.Fatalf("%s = %q: a price of %d fen", row.Name, value, fen)
			}
		}
		l := s.Server.Limits
		if s.Rules.VIPShare < 0 || s.Rules.VIPShare > 100 || l.Connections < 1 || l.Sessions < 1 || l.Registrations < 1 || l.OfAccount < 1 ||
			l.FromOneSource < 1 || l.Unauthenticated < 1 || l.Arriving < 1 {
			t.Fatalf("%s = %q: %+v", row.Name, value, s)
		}
		if s.Server.Language != words.Zh && s.Server.Language != words.En || s.Listen == "" || s.Data == "" {
			t.Fatalf("%s = %q: %+v", row.Name, value, s)
		}
	})
}

// FuzzConfig: a file is read whole or refused with the line that is wrong; what
// was read is what an environment with the same values gives.
func FuzzConfig(f *testing.F) {
	for _, s := range []string{"wait = 5s\n", "# all of it\n\nprice=12.50 # yuan\nvip_share = 30%", "prise = 3", "wait 5s", "wait = 5s\nwait = 6s", "host = \"a # b\"# c", "host = 'a\\'", "data = /srv/a#b", "\xff", "\x00", "=\n", "wait=5s\r\n", strings.Repeat("a", 70_000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := filepath.Join(t.TempDir(), "youku.conf")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		values, err := readConfig(file)
		if err != nil {
			if !strings.Contains(err.Error(), file) || strings.ContainsRune(err.Error(), 0) {
				t.Fatalf("%q does not name the file", err)
			}
			return
		}
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			t.Fatalf("taken: %q", text)
		}
		var env []string
		for name, value := range values {
			if strings.ContainsRune(value, '\n') {
				t.Fatalf("%s = %q", name, value)
			}
			env = append(env, EnvName(name)+"="+value)
		}
		byFile, fileErr := Read(nil, nil, file)
		byEnv, envErr := Read(nil, env, "")
		if (fileErr == nil) != (envErr == nil) || fileErr == nil && fmt.Sprint(byFile) != fmt.Sprint(byEnv) {
			t.Fatalf("%q: %v in a file, %v in the environment", text, fileErr, envErr)
		}
	})
}
