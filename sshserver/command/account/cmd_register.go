package account

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// maxPasswordLine bounds what is read of a password; the rule itself is the
// shop's, and much narrower.
const maxPasswordLine = 1024

var sayPasswordStdin = words.Say("从 stdin 读一行作为密码", "reads one line from stdin as the password")

// Register makes an account for a guest.
func Register(registrar Registrar) *cli.Command {
	return &cli.Command{
		Name: "register", Gate: cli.WithoutAccount, Args: "NAME [--password-stdin] [--invite CODE]", Need: 1, Group: cli.GroupAccount,
		Help: words.Say("建立账号", "makes your account"),
		More: words.Say("以 new@ 登录时用的密钥会绑定到新账号；没有密钥就用 --password-stdin 设密码，也可以两样都要。有的片库要邀请码：--invite。",
			"The key that you came in with as new@ is linked to the account. Without a key set a password by --password-stdin, or have both. Some libraries take an invitation: --invite."),
		Examples: []string{"register alice", "register alice --password-stdin < password.txt", "register alice --invite ABCD-EFGH-JKMN-PQRS-TVWX"},
		Make: func(f *cli.Flags) cli.Runner {
			stdin := f.Switch("password-stdin", sayPasswordStdin)
			invite := f.Text("invite", "CODE", words.Say("邀请码", "an invitation"))
			return func(ctx context.Context, call *cli.Call) error {
				r := store.Registration{Name: call.Args[0], WithKey: call.Actor.KeyLine != "", Invite: *invite}
				if *stdin {
					var err error
					if r.Password, err = password(ctx, call); err != nil {
						return err
					}
				}
				who, err := registrar.Register(ctx, r)
				if err != nil {
					return err
				}
				call.Actor = who
				if call.JSON { // of a new account there is nothing to look up, which might fail
					return showWho(call, who, store.Account{Name: who.Name})
				}
				return call.Answer(nil, func(p *cli.Page) {
					p.Say(words.Say("欢迎，%s！账号建好了。", "Welcome, %s! The account is yours."), who.Name)
					p.Say(words.Say("看看有什么：%s", "See what there is: %s"), call.SSH("movies"))
				})
			}
		},
	}
}

// password reads one from stdin. An empty line is no password.
func password(ctx context.Context, call *cli.Call) (string, error) {
	line, err := call.ReadLine(ctx, maxPasswordLine)
	if ctx.Err() == nil && (err != nil || line == "") {
		return "", store.ErrPassword
	}
	return line, err
}
