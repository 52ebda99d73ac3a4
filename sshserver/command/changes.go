package command

import (
	"context"
	"fmt"

	"youku.example/tui/words"
)

// reportChanges says on stderr, after what was asked for, what others changed of
// the account. whoami and the screens mark them as seen: any other command
// may be run by a script whose stderr no person reads.
func (r *run) reportChanges(ctx context.Context) error {
	if r.Actor.Account == 0 || r.row == nil || r.row.Hidden {
		return nil
	}
	list, err := r.shop.UntoldChanges(ctx, r.Actor)
	if err != nil || len(list) == 0 {
		return err
	}
	for _, c := range list {
		fmt.Fprintln(r.Stderr, words.AccountChange(c, r.Now(), r.Zone(), r.Lang))
	}
	fmt.Fprintln(r.Stderr, words.NotAsked.In(r.Lang))
	if r.row.Name != "whoami" || r.JSON {
		fmt.Fprintln(r.Stderr, words.Say("看过了就运行 whoami，不再提示。", "Run whoami to have seen this.").In(r.Lang))
		return nil
	}
	return r.shop.MarkChangesTold(ctx, r.Actor, list[len(list)-1].ID)
}
