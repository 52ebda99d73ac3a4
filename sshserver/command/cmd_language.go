package command

import (
	"context"

	"youku.example/tui/words"
)

var cmdLanguage = command{
	name: "language", open: withAccount, args: "[zh|en]", most: 1, group: account,
	says:     words.Say("选择中文或英文", "Chinese or English"),
	more:     words.Say("会记住，下次登录也用它。不写就显示现在的。", "It is remembered for your next visits. Without a word it tells which one it is."),
	examples: []string{"language zh", "language en"},
	make: plain(func(ctx context.Context, t *turn) error {
		if len(t.args) > 0 {
			l := words.Lang(t.args[0])
			if l != words.Zh && l != words.En {
				return misused(words.Say("只有 zh 和 en。", "There are zh and en."))
			}
			if err := t.Shop.SetLanguage(ctx, t.Actor, string(l)); err != nil {
				return err
			}
			t.Lang = l
		}
		return t.done(struct {
			Language words.Lang `json:"language"`
		}{t.Lang}, words.Say("语言：中文", "Language: English"))
	}),
}
