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
		Name: "lock", Gate: cli.Admin, Args: "NAME", Need: 1, Group: cli.GroupLibrary,
		Help:     words.Say("锁定一个账号", "shuts an account"),
		More:     words.Say("它的会话和传输会结束，解锁之前什么也做不了。", "Its sessions and transfers end, and it may do nothing until it is unlocked."),
		Examples: []string{"lock mallory"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return setLocked(ctx, call, shop.Lock, true, words.Say("%s 已锁定；unlock %s 解锁。", "%s is locked; unlock %s opens the account again."))
		}),
	}
}

// Unlock unlocks an account.
func Unlock(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "unlock", Gate: cli.Admin, Args: "NAME", Need: 1, Group: cli.GroupLibrary,
		Help:     words.Say("解锁一个账号", "opens a locked account"),
		More:     words.Say("它可以再登录了。", "It may log in again."),
		Examples: []string{"unlock mallory"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return setLocked(ctx, call, shop.Unlock, false, words.Say("%[1]s 已解锁。", "%[1]s is unlocked."))
		}),
	}
}

func setLocked(ctx context.Context, call *cli.Call, set func(context.Context, store.Actor, string) error, locked bool, says words.T) error {
	name := call.Args[0]
	if err := set(ctx, call.Actor, name); err != nil {
		return err
	}
	return call.Done(struct {
		Name   string `json:"name"`
		Locked bool   `json:"locked"`
	}{name, locked}, says, name, name)
}
