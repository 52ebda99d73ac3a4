package command

import (
	"errors"
	"fmt"

	"youku.example/store"
	"youku.example/tui/words"
)

// The exit statuses that are promised to scripts.
const (
	exitDone    = 0
	exitRefused = 1
	exitUsage   = 2
)

// misuse is a line that was put wrongly: exit 2, and how to put it.
type misuse struct{ says words.T }

func (m misuse) Error() string { return "usage: " + m.says.In(words.En) }

func misused(says words.T, args ...any) error { return misuse{fill(says, args...)} }

// no is a refusal of the commands themselves, beside the shop's.
type no struct {
	code string
	says words.T
}

func (n no) Error() string { return "refused: " + n.code }

var (
	errHasAccount = no{"has_account", words.Say("你已经有账号了，不用再注册。", "You have an account already; there is nothing to register.")}
	errTerminal   = no{"terminal", words.Say("影片不能写到终端上：去掉 ssh 的 -t，把输出接到文件或播放器，例如 get 7 > 7.mp4。",
		"A movie can't be written to a terminal: leave out ssh -t and send the output to a file or a player, such as get 7 > 7.mp4.")}
	errOffset  = no{"offset", words.Say("--offset 超过了影片的大小。", "--offset is beyond the end of the movie.")}
	errClosing = no{"closing", words.Say("优酷要关门了。你的位置保留着，过一会儿再取。", "Youku is closing. Your place is kept: get it again in a while.")}
	errNoFile  = no{"no_file", words.Say("没有这个文件。", "No such file.")}
	errDenied  = no{"denied", words.Say("没有权限。", "Permission denied.")}
	errNoBan   = no{"no_ban", words.Say("这个地址没有被封禁。", "This address is not banned.")}
	errAddr    = misuse{words.Say("这不是一个 IP 地址。", "This is no IP address.")}
)

// fill puts values into a sentence, in both languages. Texts among them are
// cleaned, since they may come from anybody.
func fill(says words.T, args ...any) words.T {
	if len(args) == 0 {
		return says
	}
	clean := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case string:
			clean[i] = store.Clean(a)
		default:
			clean[i] = a
		}
	}
	in := func(l words.Lang) string {
		local := make([]any, len(clean))
		for i, a := range clean {
			if t, is := a.(words.T); is {
				a = t.In(l)
			}
			local[i] = a
		}
		return fmt.Sprintf(says.In(l), local...)
	}
	return words.Say(in(words.Zh), in(words.En))
}

// verdict is what a script and a person are told of an error. What is no
// refusal is an inner fault: its words are the same for every one.
func verdict(err error) (exit int, code string, says words.T) {
	var (
		m misuse
		n no
	)
	switch {
	case errors.As(err, &m):
		return exitUsage, "usage", m.says
	case errors.As(err, &n):
		return exitRefused, n.code, n.says
	}
	code, says = words.Refusal(err)
	return exitRefused, code, says
}
