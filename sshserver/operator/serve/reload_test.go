package serve

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"youku.example/media/disk"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
	"youku.example/store/sqldb/sqlite"
	"youku.example/store/sqldb/sqlite/dbfile"
)

// engines are the real ones.
var engines = local.Engines{
	Rows:   func(ctx context.Context, file string) (local.Rows, error) { return sqlite.Open(ctx, file) },
	OwnLog: dbfile.SetAsideForeignLog,
	Movies: func(_ context.Context, at local.MoviesAt) (local.Movies, error) { return disk.Open(at.Place) },
}

// reloading is an open library whose configuration is a file, and what it logs.
func reloading(t *testing.T, config string) (h *openedLibrary, r *reloader, write func(string), said *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "youku.conf")
	write = func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(config)
	said = &bytes.Buffer{}
	flags := map[string]string{"data": filepath.Join(dir, "data"), "ffmpeg": "no"}
	c := &local.Call{Process: local.Process{Engines: engines, Stdout: said, Stderr: said}, Lang: "en"}
	c.Reread = func() (setting.Settings, error) { return setting.Read(flags, []string{"YOUKU_PRICE=30"}, file) }
	var err error
	if c.Settings, err = c.Reread(); err != nil {
		t.Fatal(err)
	}
	if h, err = openLibrary(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.close)
	return h, newReloader(c, h), write, said
}

func TestReload(t *testing.T) {
	h, r, write, said := reloading(t, "wait = 1m\nlog = error\nvip_month = 15\n")
	reload := func(config string, want ...string) {
		t.Helper()
		write(config)
		said.Reset()
		r.reload()
		if n := strings.Count(said.String(), "\n"); n != 1 {
			t.Errorf("%d sentences:\n%s", n, said)
		}
		for _, w := range want {
			if !strings.Contains(said.String(), w) {
				t.Errorf("it says %swant %q", said, w)
			}
		}
	}
	reload("wait = 60s\nlog = error\nvip_month = 15.00\n", "nothing has changed")
	reload("wait = 5s\nlog = warn\nvip_month = 20\nrate = 3\nlisten = :1\nprice = 40\n",
		`changed="wait = 5s, rate = 3, log = warn"`, `after a restart"="listen = :1, vip_month = 20"`)
	rules := h.shop.Rules()
	if rules.Wait != 5*time.Second || rules.Rate != 3_000_000 || rules.Price != 3000 || rules.Plans[0].Price != 1500 {
		t.Errorf("the rules are %+v", rules)
	}
	if h.level.Level() != slog.LevelWarn {
		t.Errorf("the log is at %v", h.level.Level())
	}
	// What needs a restart is named each time, until it is made.
	reload("wait = 5s\nlog = warn\nvip_month = 20\nrate = 3\nlisten = :1\n", `changed=""`, "listen = :1, vip_month = 20")
	// A fault changes nothing, not even what is right.
	for _, fault := range []string{"wait = soon", "wiat = 1s", "host = a#b", "vip_share = 20%\nvip_share = 30%"} {
		reload("lifetime = 1h\n"+fault+"\n", "level=ERROR", "nothing of it was taken up")
	}
	if got := h.shop.Rules(); got.Wait != 5*time.Second || got.Lifetime != 24*time.Hour {
		t.Errorf("after a fault the rules are %+v", got)
	}
	// A setting that is taken out of the file goes back to its default.
	reload("vip_month = 20\nlisten = :1\n", "wait = 30s", "rate = 0", "log = auto")
	if got := h.shop.Rules(); got.Wait != 30*time.Second || got.Rate != 0 {
		t.Errorf("back at the defaults the rules are %+v", got)
	}
	if h.level.Level() != slog.LevelInfo {
		t.Errorf("the log is at %v", h.level.Level())
	}
}
