package command

import (
	"context"
	"fmt"
	"time"

	"youku.example/tui/words"
)

// tellChanges says on stderr, after what was asked for, what others changed of
// the account. whoami and the screens end it: a script may have asked for the
// rest, and its stderr may be read by no person.
func (t *turn) tellChanges(ctx context.Context) error {
	if t.Actor.Account == 0 || t.row == nil || t.row.hidden {
		return nil
	}
	list, err := t.Shop.UntoldChanges(ctx, t.Actor)
	if err != nil || len(list) == 0 {
		return err
	}
	for _, c := range list {
		fmt.Fprintln(t.Stderr, words.AccountChange(c, time.Now(), t.location(), t.Lang))
	}
	fmt.Fprintln(t.Stderr, words.NotAsked.In(t.Lang))
	if t.row != &cmdWhoami || t.json {
		fmt.Fprintln(t.Stderr, words.Say("看过了就运行 whoami，不再提示。", "Run whoami to have seen this.").In(t.Lang))
		return nil
	}
	return t.Shop.MarkChangesTold(ctx, t.Actor, list[len(list)-1].ID)
}
