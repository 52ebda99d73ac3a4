package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// InviteMint makes invitations, which are shown this once.
func InviteMint(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "invite mint", Gate: cli.Admin, Args: "--count N [--vip PLAN]", Group: cli.GroupLibrary,
		Help: words.Say("生成邀请码", "makes invitations"),
		More: words.Say("只在这里显示一次，之后谁也查不到。每个能注册一个账号：register NAME --invite CODE。用 --vip 时，注册的人就是 VIP，套餐按现在的价格记在账上。",
			"They are shown this once and kept nowhere. Each registers one account: register NAME --invite CODE. With --vip who registers is a VIP; the plan goes into the books at its price of now."),
		Examples: []string{"invite mint --count 10", "invite mint --count 1 --vip month --json"},
		Make: func(f *cli.Flags) cli.Runner {
			count := f.Number("count", words.Say("几个", "how many"), 1, 1, 1000)
			plan := f.Text("vip", "PLAN", words.Say("注册时送的 VIP 套餐：month 或 year", "a plan that comes with it: month or year"))
			return func(ctx context.Context, call *cli.Call) error {
				list, err := shop.MintInvitations(ctx, call.Actor, int(*count), *plan)
				if err != nil {
					return err
				}
				var out []invitationJSON
				for _, in := range list {
					out = append(out, invitationJSON{in.Text, cli.OrNull(in.Plan), in.Batch})
				}
				return call.Answer(out, func(p *cli.Page) {
					for _, in := range list {
						line := in.Text
						if in.Plan != "" {
							line += "  VIP " + in.Plan
						}
						p.Line(line)
					}
				})
			}
		},
	}
}

type invitationJSON struct {
	Code  string  `json:"code"`
	VIP   *string `json:"vip"`
	Batch int64   `json:"batch"`
}

// InviteVoid voids what is unused of a batch of invitations.
func InviteVoid(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "invite void", Gate: cli.Admin, Args: "BATCH", Need: 1, Group: cli.GroupLibrary,
		Help:     words.Say("作废一批里还没用的邀请码", "voids the unused invitations of a batch"),
		More:     words.Say("BATCH 是 invites 里的批号。已经注册的账号不受影响；作废的邀请码不能恢复。", "BATCH is its number in invites. Accounts that were made stay; an invitation that was voided is not revived."),
		Examples: []string{"invite void 3"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			b, err := voidBatch(ctx, shop, call, store.BatchOfInvitations)
			if err != nil {
				return err
			}
			return call.Done(invitesJSONOf(b), sayVoided, b.ID, b.Voided, b.Count)
		}),
	}
}
