package build

import (
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

// Info is which program this is.
type Info struct {
	Version  string `json:"version"`  // of the module, "devel" where it was built outside of a release
	Revision string `json:"revision"` // the commit, "" if it is not known
	Modified bool   `json:"modified"` // there were changes that are not in that commit
	Time     string `json:"time"`     // of the commit, RFC 3339 UTC, "" if it is not known
	Go       string `json:"go"`
	Platform string `json:"platform"` // linux/amd64
}

// Read is the program that runs.
var Read = sync.OnceValue(func() Info {
	b, ok := debug.ReadBuildInfo()
	if !ok {
		b = &debug.BuildInfo{}
	}
	return from(b)
})

func from(b *debug.BuildInfo) Info {
	i := Info{Version: b.Main.Version, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if i.Version == "" || i.Version == "(devel)" {
		i.Version = "devel"
	}
	for _, s := range b.Settings {
		switch s.Key {
		case "vcs.revision":
			i.Revision = s.Value
		case "vcs.modified":
			i.Modified = s.Value == "true"
		case "vcs.time":
			i.Time = s.Value
		}
	}
	return i
}

// String is the version in one line: v1.2.0 (0123456789ab, go1.26.0 linux/amd64).
func (i Info) String() string {
	var in []string
	if i.Revision != "" && !strings.Contains(i.Version, short(i.Revision)) {
		in = append(in, short(i.Revision)+",")
	}
	if i.Modified && !strings.Contains(i.Version, "dirty") {
		in = append(in, "modified,")
	}
	in = append(in, i.Go, i.Platform)
	return i.Version + " (" + strings.Join(in, " ") + ")"
}

func short(revision string) string { return revision[:min(12, len(revision))] }
