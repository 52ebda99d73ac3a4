package account

import (
	"context"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// maxKeyLine is more than any public key takes.
const maxKeyLine = 16 << 10

// Keys lists the account's keys.
func Keys(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "keys", Gate: cli.WithAccount, Group: cli.GroupAccount,
		Help:     words.Say("能打开你账号的密钥", "the keys that open your account"),
		More:     words.Say("另见 keys add 和 keys remove。", "See also keys add and keys remove."),
		Examples: []string{"keys", "keys --json"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			list, err := shop.Keys(ctx, call.Actor)
			if err != nil {
				return err
			}
			var out []keyJSON
			for _, k := range list {
				out = append(out, keyJSONOf(k))
			}
			return call.Answer(out, func(p *cli.Page) {
				var rows [][]string
				for _, k := range list {
					rows = append(rows, []string{k.Fingerprint, call.Moment(k.AddedAt), k.Comment})
				}
				p.List(words.Say("还没有密钥：keys add 添加一把。", "There are no keys yet: keys add adds one."), []cli.Column{cli.Left("指纹", "FINGERPRINT"), cli.Left("添加于", "ADDED"), cli.Left("备注", "COMMENT")}, rows)
			})
		}),
	}
}

type keyJSON struct {
	Fingerprint string     `json:"fingerprint"`
	Comment     string     `json:"comment"`
	AddedAt     *time.Time `json:"added_at"`
}

func keyJSONOf(k store.Key) keyJSON { return keyJSON{k.Fingerprint, k.Comment, cli.Time(k.AddedAt)} }

// KeysAdd adds a key: to one's own account, or to another's for an admin.
func KeysAdd(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "keys add", Gate: cli.WithAccount, AdminArg: "[NAME]", Most: 1, Group: cli.GroupAccount,
		Help:     words.Say("添加一把密钥（stdin 上的一行）", "adds a key, one line on stdin"),
		More:     words.Say("一行公钥，和 id_ed25519.pub 里的一样，不带选项。一把密钥只能属于一个账号。管理员可以写明 NAME，为丢了密钥的人添加；本人下次登录时会看到。", "One public key as it stands in id_ed25519.pub, without options. A key belongs to one account only. An admin may name somebody who lost theirs; the person is told at the next login."),
		Examples: []string{"keys add < ~/.ssh/id_ed25519.pub", "keys add alice < alice.pub"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			if len(call.Args) == 1 && call.Actor.Role != store.RoleAdmin {
				return store.ErrNotAllowed
			}
			line, err := call.ReadAll(ctx, maxKeyLine)
			if err != nil {
				return err
			}
			if len(call.Args) == 1 {
				return keyOf(ctx, shop, call, call.Args[0], line)
			}
			k, err := shop.AddKey(ctx, call.Actor, line)
			if err != nil {
				return err
			}
			return call.Done(keyJSONOf(k), words.Say("这把密钥现在能打开你的账号：%s", "This key opens your account now: %s"), k.Fingerprint)
		}),
	}
}

// keyOf adds a key to another account.
func keyOf(ctx context.Context, shop Shop, call *cli.Call, name, line string) error {
	k, err := shop.AddKeyOf(ctx, call.Actor, name, line)
	if err != nil {
		return err
	}
	return call.Done(keyJSONOf(k), words.Say("这把密钥现在能打开 %s 的账号：%s；本人下次登录时会看到。", "This key opens the account of %s now: %s; they are told at the next login."), name, k.Fingerprint)
}

// KeysRemove removes a key, never the last proof.
func KeysRemove(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "keys remove", Gate: cli.WithAccount, Args: "FINGERPRINT", Need: 1, Group: cli.GroupAccount,
		Help:     words.Say("去掉一把密钥", "removes a key"),
		More:     words.Say("用它登录的其他会话会结束。唯一的凭证不能去掉。", "Other sessions that came in with it end. The last proof is never removed."),
		Examples: []string{"keys remove SHA256:…"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			if err := shop.RemoveKey(ctx, call.Actor, call.Args[0]); err != nil {
				return err
			}
			return call.Done(struct {
				Fingerprint string `json:"fingerprint"`
			}{call.Args[0]}, words.Say("这把密钥不再能打开你的账号。", "That key no longer opens your account."))
		}),
	}
}
