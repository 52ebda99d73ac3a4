package command

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

const jsonFlag = "--json"

var errNothingAsked = errors.New("nothing asked") // the help was shown instead

// run is one line on its way through the table.
type run struct {
	*cli.Call
	shop  Shop
	table []*cli.Command
	row   *cli.Command // nil until it is found
}

// Run does what a line asks for and returns the exit status: 0 done, 1 refused
// with a sentence on stderr, 2 a wrong line.
func Run(ctx context.Context, s Services, c cli.Call, line string) (exit int) {
	r := &run{Call: &c, shop: s.Shop, table: table(s)}
	if r.Stdin == nil {
		r.Stdin = bytes.NewReader(nil)
	}
	split, err := Split(line)
	if err != nil {
		r.JSON = strings.Contains(line, jsonFlag)
		return r.finish(ctx, err)
	}
	if err = r.take(ctx, split); err == nil {
		if err := r.reportChanges(ctx); err != nil && ctx.Err() == nil && r.Log != nil {
			r.Log.Error("report changes of an account", "account", r.Actor.Account, "err", err)
		}
	}
	return r.finish(ctx, err)
}

// take finds the command of a line, asks its gate and runs it.
func (r *run) take(ctx context.Context, line []string) error {
	r.JSON = asksJSON(line)
	if len(line) == 0 {
		if err := r.take(ctx, []string{"help"}); err != nil {
			return err
		}
		return errNothingAsked
	}
	row, rest, err := find(r.table, line, cli.KindOf(r.Actor))
	if err != nil {
		return err
	}
	r.row = row
	if err := row.Gate.Check(r.Actor); err != nil {
		return err
	}
	do, args, help, err := row.Parse(rest)
	if err != nil {
		return err
	}
	if help {
		return explain(r.Call, row)
	}
	r.Args = args
	return do(ctx, r.Call)
}

// asksJSON is known before the line was understood, so that a usage error is
// answered in JSON too.
func asksJSON(line []string) bool {
	if i := slices.Index(line, "--"); i >= 0 {
		line = line[:i]
	}
	return slices.Contains(line, jsonFlag)
}

// finish says why a line was not done and returns the exit status. When the
// session itself was ended, what ended it has said so already.
func (r *run) finish(ctx context.Context, err error) (exit int) {
	switch {
	case err == nil:
		return cli.ExitDone
	case err == errNothingAsked:
		return cli.ExitUsage
	case ctx.Err() != nil, err == cli.ErrHungUp:
		return cli.ExitRefused
	}
	if some := (cli.SomeRefused{}); errors.As(err, &some) { // the answer has each of them
		_, _ = io.WriteString(r.Stderr, some.Says().In(r.Lang)+"\n")
		return cli.ExitRefused
	}
	exit, code, says := cli.Verdict(err)
	if code == words.Internal && r.Log != nil {
		r.Log.Error("command failed", "command", r.name(), "err", err)
	}
	if r.JSON {
		_ = cli.WriteJSON(r.Stdout, struct {
			Flag bool   `json:"flag"`
			Code string `json:"code"`
			Msg  string `json:"msg"`
		}{false, code, says.In(r.Lang)})
	}
	said := says.In(r.Lang) + "\n"
	if exit == cli.ExitUsage && r.row != nil {
		said += r.row.Usage(cli.KindOf(r.Actor), r.Lang)
	}
	_, _ = io.WriteString(r.Stderr, said)
	return exit
}

// name is the command's for the log, without the words behind it: a redeem
// code may be among them.
func (r *run) name() string {
	if r.row == nil {
		return ""
	}
	return r.row.Name
}
