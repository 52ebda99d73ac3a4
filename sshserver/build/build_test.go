package build

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestFrom(t *testing.T) {
	behind := runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + ")"
	vcs := []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.time", Value: "2026-01-02T03:04:05Z"}, {Key: "vcs.modified", Value: "true"},
	}
	for _, c := range []struct {
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"", nil, "devel ("},
		{"(devel)", vcs, "devel (0123456789ab, modified, "},
		{"v1.2.0", vcs[:2], "v1.2.0 (0123456789ab, "},
		{"v0.0.0-20260102030405-0123456789ab+dirty", vcs, "v0.0.0-20260102030405-0123456789ab+dirty ("},
	} {
		i := from(&debug.BuildInfo{Main: debug.Module{Version: c.version}, Settings: c.settings})
		if i.String() != c.want+behind {
			t.Errorf("%q: %q, want %q", c.version, i, c.want+behind)
		}
		if len(c.settings) > 2 && (i.Revision != "0123456789abcdef0123" || !i.Modified || i.Time != "2026-01-02T03:04:05Z") {
			t.Errorf("%q: %+v", c.version, i)
		}
	}
}
