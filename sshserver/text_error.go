package sshserver

import (
	"errors"

	"youku.example/tui/words"
)

// textError is an end or a refusal of the server itself, which the shop knows
// nothing of.
type textError struct{ words words.T }

func (s textError) Error() string { return s.words.In(words.En) }

var (
	errClosing      = textError{words.Say("优酷要关门了，请稍后再来。", "Youku is closing; come back in a while.")}
	errIdle         = textError{words.Say("太久没有动静，先断开了。", "Nothing happened for a long time, so this session ended.")}
	errCrowded      = textError{words.Say("这里开着的屏幕太多了，关掉一个或稍后再来。", "Too many screens are open here; close one, or come back in a while.")}
	errFlooded      = textError{words.Say("一下子发来的内容太多了，先断开了。", "Too much was sent at once, so this session ended.")}
	errOutputClosed = textError{words.Say("你那边不再接收了（读的程序退出了，或磁盘满了），传输停在这里。", "Your side takes no more (its reader has gone, or its disk is full), so this ended.")}
	errDumb         = textError{words.Say("这个终端画不了界面（TERM=dumb）：用上面的命令，或换一个终端再连。", "This terminal can't show the screens (TERM=dumb): use the commands above, or connect from another one.")}
	errNotSCP       = textError{words.Say("scp 要在你自己的机器上运行，它会自己连过来。", "Run scp on your own machine; it calls here by itself.")}
	errNoFiles      = textError{words.Say("访客没有文件可取：先以 new 的名字登录来注册，或登录自己的账号。", "Guests have no files here: log in as new to register, or log in to your account.")}
)

// sentence returns what a person reads of an error.
func sentence(err error) words.T {
	var s textError
	if errors.As(err, &s) {
		return s.words
	}
	_, t := words.Refusal(err)
	return t
}
