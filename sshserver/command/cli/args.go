package cli

import (
	"youku.example/store"
	"youku.example/tui/words"
)

// ID reads argument i as the number of a movie or a notice.
func (call *Call) ID(i int) (int64, error) {
	n, ok := plainNumber(call.Args[i])
	if !ok || n < 1 {
		return 0, Misused(words.Say("“%s”不是编号；编号是列表里每行开头的数字。", "“%s” is not an ID: the lists show it first in each line."), Short(call.Args[i]))
	}
	return n, nil
}

// Amount reads argument i as an amount in yuan.
func (call *Call) Amount(i int) (store.Fen, error) {
	fen, err := store.ParseYuan(call.Args[i])
	if err != nil {
		return 0, Misused(words.Say("“%s”不是金额：%s。", "“%s” is not %s."), Short(call.Args[i]), sayYuan)
	}
	return fen, nil
}

// Short cuts an echo of what was typed, so that it does not fill the screen.
func Short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
