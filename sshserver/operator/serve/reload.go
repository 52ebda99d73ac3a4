package serve

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/sshserver/operator/setting"
	"youku.example/tui/words"
)

// rulesWithin bounds how long other servers are told of changed rules.
const rulesWithin = 10 * time.Second

// reloader takes up the configuration anew.
type reloader struct {
	call    *local.Call
	library *openedLibrary
	running setting.Settings
	log     *slog.Logger // says what came of it, whatever the level is
}

func newReloader(c *local.Call, lib *openedLibrary) *reloader {
	return &reloader{c, lib, c.Settings, slog.New(slog.NewTextHandler(c.Stderr, nil))}
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
	next, err := r.call.Reread()
	if err != nil {
		r.log.Error("the configuration is wrong, and nothing of it was taken up", "err", problem.Sentence(err, words.En))
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
func (r *reloader) takeUp(next setting.Settings) (taken, later []string) {
	r.running, taken, later = r.running.With(r.library.shop.Rules()).Merge(next)
	ctx, cancel := context.WithTimeout(context.Background(), rulesWithin)
	defer cancel()
	if err := r.library.shop.SetRules(ctx, r.running.Rules); err != nil {
		r.log.Error("the rules stay as they were, for the database does not take them", "err", err)
	}
	r.library.server.Reconfigure(r.running.Server)
	r.library.level.Set(logLevel(r.running.Log, r.call.Stderr))
	return taken, later
}
