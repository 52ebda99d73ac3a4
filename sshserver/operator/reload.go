package operator

import (
	"context"
	"log/slog"
	"maps"
	"os"
	"os/signal"
	"reflect"
	"slices"
	"strings"
	"syscall"

	"github.com/charmbracelet/x/term"

	"youku.example/tui/words"
)

// reloader takes up the configuration anew.
type reloader struct {
	call    *call
	library *openedLibrary
	running Settings
	log     *slog.Logger // says what came of it, whatever the level is
}

func (c *call) reloader(lib *openedLibrary) *reloader {
	return &reloader{c, lib, c.settings, slog.New(slog.NewTextHandler(c.Stderr, nil))}
}

// hangups are the SIGHUPs of this process. Unheard they would end it, so this
// comes before everything else.
func hangups() (hups chan os.Signal, stop func()) {
	hups = make(chan os.Signal, 1)
	signal.Notify(hups, syscall.SIGHUP)
	return hups, func() { signal.Stop(hups) }
}

// follow re-reads at each SIGHUP until ctx ends. One that comes because the
// terminal of the server has gone calls end instead, as SIGTERM would, as
// no person would know any more that it runs.
func (r *reloader) follow(ctx context.Context, hups <-chan os.Signal, end func()) {
	onTerminal := isTerminal(r.call.Stderr)
	for {
		select {
		case <-ctx.Done():
			return
		case <-hups:
		}
		if onTerminal && !isTerminal(r.call.Stderr) {
			end()
			return
		}
		r.reload()
	}
}

func isTerminal(w any) bool {
	f, is := w.(*os.File)
	return is && term.IsTerminal(f.Fd())
}

// reload takes up what has changed, or nothing if anything is wrong. The file
// of admins' keys needs no signal: it is looked at twice a second.
func (r *reloader) reload() {
	next, err := r.call.reread()
	if err != nil {
		r.log.Error("the configuration is wrong, and nothing of it was taken up", "err", sentence(err, words.En))
		return
	}
	taken, later := r.takeUp(next)
	said := []any{"changed", strings.Join(taken, ", ")}
	if len(later) > 0 {
		said = append(said, "after a restart", strings.Join(later, ", "))
	}
	if len(taken)+len(later) == 0 {
		r.log.Info("the configuration was read again: nothing has changed")
		return
	}
	r.log.Info("the configuration was read again", said...)
}

// takeUp puts what may change into force and names it, and what has to wait.
func (r *reloader) takeUp(next Settings) (taken, later []string) {
	merged := r.running
	merged.raw = maps.Clone(r.running.raw)
	merged.Rules.Plans = slices.Clone(r.running.Rules.Plans)
	for _, row := range settings {
		before, after := r.running.raw[row.name], next.raw[row.name]
		if sameSetting(row, before, after) {
			continue
		}
		says := row.name + " = " + after
		if !row.live {
			later = append(later, says)
			continue
		}
		if err := row.set(&merged, after); err == nil { // it was read once already
			merged.raw[row.name] = after
			taken = append(taken, says)
		}
	}
	r.running = merged
	r.library.shop.SetRules(merged.Rules)
	r.library.server.Reconfigure(merged.Server)
	r.library.level.Set(merged.logLevel(r.call.Stderr))
	return taken, later
}

// sameSetting reports whether two values mean the same, as 60s and 1m do.
func sameSetting(row setting, a, b string) bool {
	x, y := defaults(), defaults()
	return row.set(&x, a) == nil && row.set(&y, b) == nil && reflect.DeepEqual(x, y)
}

// liveNames lists them in the order of the table.
func liveNames() (names []string) {
	for _, row := range settings {
		if row.live {
			names = append(names, row.name)
		}
	}
	return slices.Clip(names)
}
