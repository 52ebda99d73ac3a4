package command

import (
	"context"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

// maxKeyLine is more than any public key takes.
const maxKeyLine = 16 << 10

var cmdKeys = command{
	name: "keys", open: withAccount, group: account,
	says:     words.Say("能打开你账号的密钥", "the keys that open your account"),
	more:     words.Say("另见 keys add 和 keys remove。", "See also keys add and keys remove."),
	examples: []string{"keys", "keys --json"},
	make: plain(func(ctx context.Context, t *turn) error {
		list, err := t.Shop.Keys(ctx, t.Actor)
		if err != nil {
			return err
		}
		var out []keyJSON
		for _, k := range list {
			out = append(out, keyJSONOf(k))
		}
		return t.answer(out, func(p *page) {
			if len(list) == 0 {
				p.say(words.Say("还没有密钥：keys add 添加一把。", "There are no keys yet: keys add adds one."))
				return
			}
			var rows [][]string
			for _, k := range list {
				rows = append(rows, []string{k.Fingerprint, t.moment(k.AddedAt), k.Comment})
			}
			p.table([]column{left("指纹", "FINGERPRINT"), left("添加于", "ADDED"), left("备注", "COMMENT")}, rows)
		})
	}),
}

type keyJSON struct {
	Fingerprint string     `json:"fingerprint"`
	Comment     string     `json:"comment"`
	AddedAt     *time.Time `json:"added_at"`
}

func keyJSONOf(k store.Key) keyJSON { return keyJSON{k.Fingerprint, k.Comment, when(k.AddedAt)} }

var cmdKeysAdd = command{
	name: "keys add", open: withAccount, adminArg: "[NAME]", most: 1, group: account,
	says:     words.Say("添加一把密钥（stdin 上的一行）", "adds a key, one line on stdin"),
	more:     words.Say("一行公钥，和 id_ed25519.pub 里的一样，不带选项。一把密钥只能属于一个账号。管理员可以写明 NAME，为丢了密钥的人添加；本人下次登录时会看到。", "One public key as it stands in id_ed25519.pub, without options. A key belongs to one account only. An admin may name somebody who lost theirs; the person is told at the next login."),
	examples: []string{"keys add < ~/.ssh/id_ed25519.pub", "keys add alice < alice.pub"},
	make: plain(func(ctx context.Context, t *turn) error {
		if len(t.args) == 1 && t.Actor.Role != store.RoleAdmin {
			return store.ErrNotAllowed
		}
		line, err := t.all(ctx, maxKeyLine)
		if err != nil {
			return err
		}
		if len(t.args) == 1 {
			return t.keyOf(ctx, t.args[0], line)
		}
		k, err := t.Shop.AddKey(ctx, t.Actor, line)
		if err != nil {
			return err
		}
		return t.done(keyJSONOf(k), words.Say("这把密钥现在能打开你的账号：%s", "This key opens your account now: %s"), k.Fingerprint)
	}),
}

// keyOf lets a key open somebody's account.
func (t *turn) keyOf(ctx context.Context, name, line string) error {
	k, err := t.Shop.AddKeyOf(ctx, t.Actor, name, line)
	if err != nil {
		return err
	}
	return t.done(keyJSONOf(k), words.Say("这把密钥现在能打开 %s 的账号：%s；本人下次登录时会看到。", "This key opens the account of %s now: %s; they are told at the next login."), name, k.Fingerprint)
}

var cmdKeysRemove = command{
	name: "keys remove", open: withAccount, args: "FINGERPRINT", need: 1, group: account,
	says:     words.Say("去掉一把密钥", "removes a key"),
	more:     words.Say("用它登录的其他会话会结束。唯一的凭证不能去掉。", "Other sessions that came in with it end. The last proof is never removed."),
	examples: []string{"keys remove SHA256:…"},
	make: plain(func(ctx context.Context, t *turn) error {
		if err := t.Shop.RemoveKey(ctx, t.Actor, t.args[0]); err != nil {
			return err
		}
		return t.done(struct {
			Fingerprint string `json:"fingerprint"`
		}{t.args[0]}, words.Say("这把密钥不再能打开你的账号。", "That key no longer opens your account."))
	}),
}
