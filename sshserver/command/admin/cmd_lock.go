package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Lock locks an account and ends its sessions.
func Lock(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "lock", Gate: cli.Admin, Args: "NAME…", Need: 1, Most: cli.MostIDs, Group: cli.GroupLibrary,
		Help:     words.Say("锁定账号", "shuts an account"),
		More:     words.Say("它的会话和传输会结束，解锁之前什么也做不了。几个名字时每个一行（JSON 是数组）。", "Its sessions and transfers end, and it may do nothing until it is unlocked. Several names get a line each (in JSON an array)."),
		Examples: []string{"lock mallory", "lock mallory trudy"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return setLocked(ctx, call, shop.Lock, true, words.Say("%s 已锁定；unlock %s 解锁。", "%s is locked; unlock %s opens the account again."))
		}),
	}
}

// Unlock unlocks an account.
func Unlock(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "unlock", Gate: cli.Admin, Args: "NAME…", Need: 1, Most: cli.MostIDs, Group: cli.GroupLibrary,
		Help:     words.Say("解锁账号", "opens a locked account"),
		More:     words.Say("它可以再登录了。几个名字时每个一行（JSON 是数组）。", "It may log in again. Several names get a line each (in JSON an array)."),
		Examples: []string{"unlock mallory", "unlock mallory trudy"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return setLocked(ctx, call, shop.Unlock, false, words.Say("%[1]s 已解锁。", "%[1]s is unlocked."))
		}),
	}
}

func setLocked(ctx context.Context, call *cli.Call, set func(context.Context, store.Actor, string) error, locked bool, says words.T) error {
	return call.EachName(ctx, func(name string) (cli.Outcome, error) {
		return cli.Outcome{Done: lockedJSON{name, locked}, Says: cli.Fill(says, name, name)}, set(ctx, call.Actor, name)
	})
}

type lockedJSON struct {
	Name   string `json:"name"`
	Locked bool   `json:"locked"`
}
