package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

// maxPasswordLine bounds what is read of a password; the rule itself is the
// shop's, and much narrower.
const maxPasswordLine = 1024

var sayPasswordStdin = words.Say("从 stdin 读一行作为密码", "reads one line from stdin as the password")

var cmdRegister = command{
	name: "register", open: withoutAccount, args: "NAME [--password-stdin]", need: 1, group: account,
	says: words.Say("建立账号", "makes your account"),
	more: words.Say("以 new@ 登录时用的密钥会绑定到新账号；没有密钥就用 --password-stdin 设密码，也可以两样都要。",
		"The key that you came in with as new@ is linked to the account. Without a key set a password by --password-stdin, or have both."),
	examples: []string{"register alice", "register alice --password-stdin < password.txt"},
	make: func(f *flags) runner {
		stdin := f.yes("password-stdin", sayPasswordStdin)
		return func(ctx context.Context, t *turn) error {
			r := store.Registration{Name: t.args[0], WithKey: t.Actor.KeyLine != ""}
			if *stdin {
				var err error
				if r.Password, err = t.password(ctx); err != nil {
					return err
				}
			}
			who, err := t.Door.Register(ctx, r)
			if err != nil {
				return err
			}
			t.Actor = who
			if t.json { // of a new account there is nothing to look up, which might fail
				return t.showWho(who, store.Account{Name: who.Name})
			}
			return t.answer(nil, func(p *page) {
				p.say(words.Say("欢迎，%s！账号建好了。", "Welcome, %s! The account is yours."), who.Name)
				p.say(words.Say("看看有什么：%s", "See what there is: %s"), t.ssh("movies"))
			})
		}
	},
}

// password reads one from stdin. An empty line is no password.
func (t *turn) password(ctx context.Context) (string, error) {
	line, err := t.line(ctx, maxPasswordLine)
	if ctx.Err() == nil && (err != nil || line == "") {
		return "", store.ErrPassword
	}
	return line, err
}
