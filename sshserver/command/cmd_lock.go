package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdLock = command{
	name: "lock", open: admin, args: "NAME", need: 1, group: managing,
	says:     words.Say("锁定一个账号", "shuts an account"),
	more:     words.Say("它的会话和传输会结束，解锁之前什么也做不了。", "Its sessions and transfers end, and it may do nothing until it is unlocked."),
	examples: []string{"lock mallory"},
	make: plain(func(ctx context.Context, t *turn) error {
		return t.setLocked(ctx, t.Shop.Lock, true, words.Say("%s 已锁定；unlock %s 解锁。", "%s is locked; unlock %s opens the account again."))
	}),
}

var cmdUnlock = command{
	name: "unlock", open: admin, args: "NAME", need: 1, group: managing,
	says:     words.Say("解锁一个账号", "opens a locked account"),
	more:     words.Say("它可以再登录了。", "It may log in again."),
	examples: []string{"unlock mallory"},
	make: plain(func(ctx context.Context, t *turn) error {
		return t.setLocked(ctx, t.Shop.Unlock, false, words.Say("%[1]s 已解锁。", "%[1]s is unlocked."))
	}),
}

func (t *turn) setLocked(ctx context.Context, set func(context.Context, store.Actor, string) error, locked bool, says words.T) error {
	name := t.args[0]
	if err := set(ctx, t.Actor, name); err != nil {
		return err
	}
	return t.done(struct {
		Name   string `json:"name"`
		Locked bool   `json:"locked"`
	}{name, locked}, says, name, name)
}
