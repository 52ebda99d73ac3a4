package command

import (
	"context"
	"strings"

	"youku.example/tui/words"
)

// command is one row of the table.
type command struct {
	name     string  // as it is typed; two words for what belongs together
	open     gate    // who may
	args     string  // what stands after the name, the same in both languages
	adminArg string  // what admins may write before that
	need     int     // how many words it needs beside flags
	most     int     // how many it takes at most, if that is more
	says     words.T // what it does, in one line
	more     words.T // the rest of what there is to know
	examples []string
	hidden   bool // asked by programs: explained, but not listed
	group    group
	make     func(f *flags) runner
}

// runner does what a line asks for, once it is understood and allowed.
type runner func(ctx context.Context, t *turn) error

// plain is a row without flags of its own.
func plain(run runner) func(*flags) runner { return func(*flags) runner { return run } }

// group is a part of the help's list.
type group int

const (
	looking group = iota
	fetching
	paying
	account
	uploading
	managing
	programs
)

var groupNames = map[group]words.T{
	looking:   words.Say("逛一逛", "Look around"),
	fetching:  words.Say("下载", "Download"),
	paying:    words.Say("钱包与 VIP", "Money and VIP"),
	account:   words.Say("账号", "Your account"),
	uploading: words.Say("影片管理", "Movies, for admins"),
	managing:  words.Say("馆务", "The house, for admins"),
	programs:  words.Say("给程序用的", "For programs"),
}

// table is all commands there are, in the order of the help.
func table() []*command {
	return []*command{
		&cmdHelp, &cmdWhoami, &cmdMovies, &cmdMovie, &cmdNotices,
		&cmdRequest, &cmdGet, &cmdDownloads,
		&cmdBuy, &cmdWallet, &cmdRedeem, &cmdVIP,
		&cmdRegister, &cmdPasswd, &cmdKeys, &cmdKeysAdd, &cmdKeysRemove, &cmdLanguage,
		&cmdIncoming, &cmdCheck, &cmdPublish, &cmdEdit, &cmdDelete, &cmdRestore, &cmdTakedown, &cmdPurge,
		&cmdPost, &cmdWithdraw, &cmdUsers, &cmdLock, &cmdUnlock, &cmdCredit, &cmdRefund, &cmdCodesMint,
		&cmdSessions, &cmdTransfers, &cmdKick, &cmdBans, &cmdBansLift, &cmdAudit,
		&cmdVersion, &cmdMD5, &cmdSHA1, &cmdSHA256,
	}
}

// line is the command as an actor of that kind types it.
func (c *command) line(kind gate) string {
	words := []string{c.name, c.args}
	if kind == admin {
		words = []string{c.name, c.adminArg, c.args}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// missing names the first word that a line with n of them lacks.
func (c *command) missing(n int) string { return strings.Fields(c.args)[n] }

// usage is what follows a usage error.
func (c *command) usage(kind gate, l words.Lang) string {
	return fill(words.Say("用法：%s（详见 help %s）", "usage: %s (more: help %s)"), c.line(kind), c.name).In(l) + "\n"
}
