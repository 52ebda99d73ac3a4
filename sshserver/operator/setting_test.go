package operator

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestSettings_Precedence(t *testing.T) {
	file := filepath.Join(t.TempDir(), "youku.conf")
	if err := os.WriteFile(file, []byte("# the club's\nwait = 1m # a minute\nprice=12.50\nvip_share = 40%\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := readSettings(map[string]string{"price": "30"}, []string{"YOUKU_WAIT=2m", "YOUKU_PRICE=25", "PATH=/bin"}, file)
	if err != nil {
		t.Fatal(err)
	}
	if s.Wait != 2*time.Minute {
		t.Errorf("wait %v: the environment stands before the file", s.Wait)
	}
	if s.Price != 3000 {
		t.Errorf("price %v: the flag stands before the environment", s.Price)
	}
	if s.VIPShare != 40 {
		t.Errorf("vip_share %v: the file stands before the default", s.VIPShare)
	}
	if s.Listen != ":2222" || s.Lifetime != 24*time.Hour {
		t.Errorf("listen %q, lifetime %v: the defaults", s.Listen, s.Lifetime)
	}
}

func TestSettings_Refused(t *testing.T) {
	for name, value := range map[string]string{
		"wait": "soon", "price": "１２", "vip_share": "120%", "language": "fr", "ecdsa": "perhaps",
		"connections": "0", "grace": "-1s", "listen": "", "vip_month": "1.005", "proxy": "10.0.0.1, everybody",
	} {
		_, err := readSettings(nil, []string{EnvName(name) + "=" + value}, "")
		if err == nil || !strings.Contains(err.Error(), EnvName(name)) {
			t.Errorf("%s=%q: %v, want an error that names it", name, value, err)
		}
	}
	file := filepath.Join(t.TempDir(), "youku.conf")
	if err := os.WriteFile(file, []byte("\nwiat = 30s\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readSettings(nil, nil, file); err == nil || !strings.Contains(err.Error(), ":2:") {
		t.Errorf("a name that is no setting: %v, want an error with its line", err)
	}
}

// The README's table is the table of the code.
func TestSettings_InREADME(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range settings {
		want := fmt.Sprintf("| `%s` | `%s` |", row.name, row.value)
		if row.value == "" {
			want = fmt.Sprintf("| `%s` | |", row.name)
		}
		if !strings.Contains(string(readme), want) {
			t.Errorf("README.md lacks the row %q", want)
		}
	}
}

func TestSettings_BothLanguages(t *testing.T) {
	for _, row := range settings {
		if row.help.In("zh") == "" || row.help.In("en") == "" {
			t.Errorf("%s has no help in one of the languages", row.name)
		}
	}
	for _, cmd := range locals() {
		if cmd.help.In("zh") == "" || cmd.help.In("en") == "" || cmd.usage == "" || cmd.run == nil {
			t.Errorf("%s lacks help, usage or a deed", cmd.name)
		}
	}
}
