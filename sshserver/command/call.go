package command

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"strings"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

// Call is one line that somebody sent.
type Call struct {
	Actor    store.Actor
	Lang     words.Lang
	Words    []string // the line, split; none asks for the help
	Stdin    io.Reader
	Stdout   io.Writer
	Stderr   io.Writer
	Terminal bool            // stdout is a terminal
	Client   string          // the client's version line
	Host     string          // the server as people outside write it, "" when not known
	Port     int             // 0 when not known
	Location *time.Location  // for times that a person reads; nil is the server's
	Door     Door            // registers the guest of this session
	Log      *slog.Logger    // inner faults; nil drops them
	Closing  <-chan struct{} // closed when the server begins to close: no one waits on
}

// turn is a call on its way through one row of the table.
type turn struct {
	Call
	Services
	row   *command
	table []*command
	args  []string // what stands after the command, without flags
	json  bool
}

// RunLine is Run for a line as it came over SSH.
func RunLine(ctx context.Context, h Services, c Call, line string) (exit int) {
	split, err := Split(line)
	if err != nil {
		t := &turn{Call: c, Services: h, json: strings.Contains(line, jsonFlag)}
		return t.finish(ctx, err)
	}
	c.Words = split
	return Run(ctx, h, c)
}

// Run does what one line asks for and answers the exit status: 0 done, 1
// refused with a sentence on stderr, 2 put wrongly.
func Run(ctx context.Context, h Services, c Call) (exit int) {
	t := &turn{Call: c, Services: h, table: table()}
	if t.Stdin == nil {
		t.Stdin = bytes.NewReader(nil)
	}
	err := t.take(ctx)
	if err == nil {
		if err := t.tellChanges(ctx); err != nil && ctx.Err() == nil && t.Log != nil {
			t.Log.Error("tell what others changed of an account", "account", t.Actor.Account, "err", err)
		}
	}
	return t.finish(ctx, err)
}

func (t *turn) take(ctx context.Context) error {
	t.json = asksJSON(t.Words)
	if len(t.Words) == 0 {
		t.Words = []string{"help"}
		if err := t.take(ctx); err != nil {
			return err
		}
		return errNothingAsked
	}
	row, rest, err := find(t.table, t.Words, kindOf(t.Actor))
	if err != nil {
		return err
	}
	t.row = row
	if err := row.open.ask(t.Actor); err != nil {
		return err
	}
	run, err := t.parse(rest)
	if err != nil {
		return err
	}
	return run(ctx, t)
}

// finish tells what became of it. When the session itself was ended, anyone who
// ended it has the last word.
func (t *turn) finish(ctx context.Context, err error) (exit int) {
	switch {
	case err == nil:
		return exitDone
	case err == errNothingAsked:
		return exitUsage
	case ctx.Err() != nil, err == errHungUp:
		return exitRefused
	}
	exit, code, says := verdict(err)
	if code == words.Internal && t.Log != nil {
		t.Log.Error("command failed", "command", t.name(), "err", err)
	}
	if t.json {
		_ = writeJSON(t.Stdout, struct {
			Flag bool   `json:"flag"`
			Code string `json:"code"`
			Msg  string `json:"msg"`
		}{false, code, says.In(t.Lang)})
	}
	said := says.In(t.Lang) + "\n"
	if exit == exitUsage && t.row != nil {
		said += t.row.usage(kindOf(t.Actor), t.Lang)
	}
	_, _ = io.WriteString(t.Stderr, said)
	return exit
}

// name is the command's for the log, which no word that stands behind it
// reaches: that may be a redeem code.
func (t *turn) name() string {
	if t.row == nil {
		return ""
	}
	return t.row.name
}
