package setting

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

func TestSettings_Precedence(t *testing.T) {
	file := filepath.Join(t.TempDir(), "youku.conf")
	if err := os.WriteFile(file, []byte("# the club's\nwait = 1m # a minute\nprice=12.50\nvip_share = 40%\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Read(map[string]string{"price": "30"}, []string{"YOUKU_WAIT=2m", "YOUKU_PRICE=25", "PATH=/bin"}, file)
	if err != nil {
		t.Fatal(err)
	}
	if s.Rules.Wait != 2*time.Minute {
		t.Errorf("wait %v: the environment stands before the file", s.Rules.Wait)
	}
	if s.Rules.Price != 3000 {
		t.Errorf("price %v: the flag stands before the environment", s.Rules.Price)
	}
	if s.Rules.VIPShare != 40 {
		t.Errorf("vip_share %v: the file stands before the default", s.Rules.VIPShare)
	}
	if s.Listen != ":2222" || s.Rules.Lifetime != 24*time.Hour {
		t.Errorf("listen %q, lifetime %v: the defaults", s.Listen, s.Rules.Lifetime)
	}
}

// A database's password is taken from no place that others see, and shown nowhere.
func TestSettings_Database(t *testing.T) {
	for value, fits := range map[string]bool{
		"postgres://youku@db.example/youku?sslmode=verify-full": true, "postgresql:///youku?host=/run/postgresql": true,
		"postgres://youku:secret@db.example/youku": false, "postgres://youku@db.example/youku?password=secret": false,
		"postgres://youku@db.example/youku?sslkey=k&sslpassword=secret": false, "postgres://youku:sec#ret@db.example/secret": false,
		"mysql://youku@db.example/youku": false, "/srv/secret.db": false,
	} {
		s, err := Read(nil, []string{"YOUKU_DATABASE=" + value}, "")
		if fits != (err == nil) || fits && (s.Database() != value || !s.OnServer()) {
			t.Errorf("%s: %q, %v", value, s.Database(), err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v tells it", value, err)
		}
	}
	if s := Defaults(); s.OnServer() || s.Database() == "" {
		t.Errorf("without the setting: %q", s.Database())
	}
}

func TestSettings_Refused(t *testing.T) {
	for name, value := range map[string]string{
		"wait": "soon", "price": "１２", "vip_share": "120%", "language": "fr", "ecdsa": "perhaps",
		"connections": "0", "grace": "-1s", "listen": "", "vip_month": "1.005", "proxy": "10.0.0.1, everybody",
	} {
		_, err := Read(nil, []string{EnvName(name) + "=" + value}, "")
		if err == nil || !strings.Contains(err.Error(), EnvName(name)) {
			t.Errorf("%s=%q: %v, want an error that names it", name, value, err)
		}
	}
	file := filepath.Join(t.TempDir(), "youku.conf")
	if err := os.WriteFile(file, []byte("wait = soon\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(map[string]string{"wait": "1s"}, nil, file); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("a wrong value behind a right one: %v, want an error", err)
	}
	if err := os.WriteFile(file, []byte("\nwiat = 30s\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(nil, nil, file); err == nil || !strings.Contains(err.Error(), ":2:") {
		t.Errorf("a name that is no setting: %v, want an error with its line", err)
	}
}

// A value is taken whole or refused: no part of it is cut off in silence.
func TestConfig_Values(t *testing.T) {
	file := filepath.Join(t.TempDir(), "youku.conf")
	for line, want := range map[string]string{
		"data = /srv/a # the first disk": "/srv/a",
		"data = /srv/a #":                "/srv/a",
		"data = /srv/a\t#\tdisk":         "/srv/a",
		`data = "/srv/movies #1"`:        "/srv/movies #1",
		`data = "/srv/a#b" # the second`: "/srv/a#b",
		`data = '/srv/a # b'# c`:         "/srv/a # b",
		`data = "a \"b\" \\ c"`:          `a "b" \ c`,
		`data = 'C:\"b"'`:                `C:\"b"`,
		`data = it's`:                    "it's",
		`data = ""`:                      "",
		"data = a = b":                   "a = b",
		"  #data = x":                    "none",
		"#":                              "none",
	} {
		if err := os.WriteFile(file, []byte("\n"+line+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		values, err := readConfig(file)
		got, is := values["data"]
		if !is {
			got = "none"
		}
		if err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", line, got, err, want)
		}
	}
	for _, line := range []string{
		"data = /srv/a#b", "data = /srv/movies #1", "data = a# b", "data =#a", `data = "a`, `data = "a" b`, `data = 'a\'b'`,
		"= a", "data", "data = a\ndata = b",
	} {
		if err := os.WriteFile(file, []byte(line+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if values, err := readConfig(file); err == nil || !strings.HasPrefix(err.Error(), file+":") {
			t.Errorf("%q: %v, %v; want an error with the line", line, values, err)
		}
	}
}

// Zero means zero: no setting that takes it stands for its default.
func TestSettings_Zero(t *testing.T) {
	s, err := Read(map[string]string{
		"wait": "0s", "drain": "0s", "price": "0", "vip_share": "0%", "vip_month": "0", "vip_year": "0", "rate": "0",
	}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	if drain := s.Server.Limits.Drain; drain != 0 {
		t.Errorf("drain is %v", drain)
	}
	r := s.Rules
	if r.Wait != 0 || r.Price != 0 || r.VIPShare != 0 || r.Rate != 0 || r.Plans[0].Price != 0 || r.Plans[1].Price != 0 {
		t.Errorf("the rules are %+v", r)
	}
}

// A default stands in the package that uses it, and once: what the help and
// README show of it is read back as the same, and nothing that is set changes
// the defaults.
func TestSettings_Defaults(t *testing.T) {
	want := Defaults()
	for _, row := range Rows {
		got := Defaults()
		if err := row.set(&got, row.Default()); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s = %s: %+v, %v; want %+v", row.Name, row.Default(), got, err, want)
		}
	}
	if !reflect.DeepEqual(want.Rules, store.DefaultRules()) || !reflect.DeepEqual(want.Server.Limits, limit.Defaults()) {
		t.Errorf("the defaults are %+v", want)
	}
	if s, err := Read(map[string]string{"vip_month": "99"}, nil, ""); err != nil || *s.planPrice("month") != 9900 {
		t.Errorf("vip_month = 99: %+v, %v", s, err)
	}
	if got := Defaults(); !reflect.DeepEqual(got, want) {
		t.Errorf("the defaults became %+v", got)
	}
}

// The README's table is the table of the code.
func TestSettings_InREADME(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range Rows {
		want := fmt.Sprintf("| `%s` | `%s` |", row.Name, row.Default())
		if row.Default() == "" {
			want = fmt.Sprintf("| `%s` | |", row.Name)
		}
		if !strings.Contains(string(readme), want) {
			t.Errorf("README.md lacks the row %q", want)
		}
	}
}

func TestSettings_BothLanguages(t *testing.T) {
	for _, row := range Rows {
		if row.Help.In("zh") == "" || row.Help.In("en") == "" {
			t.Errorf("%s has no help in one of the languages", row.Name)
		}
	}
}

// The README names what a SIGHUP takes up.
func TestSettings_LiveInREADME(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var live []string
	for _, row := range Rows {
		if row.Live {
			live = append(live, row.Name)
		}
	}
	if want := "`" + strings.Join(live, "`, `") + "`"; !strings.Contains(string(readme), want) {
		t.Errorf("README.md lacks the list %s", want)
	}
}
