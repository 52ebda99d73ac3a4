package account

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// Language shows or sets the language.
func Language(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "language", Gate: cli.WithAccount, Args: "[zh|en]", Most: 1, Group: cli.GroupAccount,
		Help:     words.Say("选择中文或英文", "Chinese or English"),
		More:     words.Say("会记住，下次登录也用它。不写就显示现在的。", "It is remembered for your next visits. Without a word it tells which one it is."),
		Examples: []string{"language zh", "language en"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			if len(call.Args) > 0 {
				l := words.Lang(call.Args[0])
				if l != words.Zh && l != words.En {
					return cli.Misused(words.Say("只有 zh 和 en。", "There are zh and en."))
				}
				if err := shop.SetLanguage(ctx, call.Actor, string(l)); err != nil {
					return err
				}
				call.Lang = l
			}
			return call.Done(struct {
				Language words.Lang `json:"language"`
			}{call.Lang}, words.Say("语言：中文", "Language: English"))
		}),
	}
}
