package admin

import (
	"context"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Invites lists the batches of invitations.
func Invites(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "invites", Gate: cli.Admin, Args: "[--limit N] …", Group: cli.GroupLibrary,
		Help: words.Say("各批邀请码还剩多少", "the batches of invitations, and what is left of each"),
		More: words.Say("最新的一批在前。邀请码本身查不到；invite mint 生成，invite void 作废还没用的。下一页：加 --after 上一页最后的批号。",
			"The newest first. The invitations themselves are kept nowhere; invite mint makes some, invite void voids the unused. For the next page give --after the last batch shown."),
		Examples: []string{"invites", "invites --json", "invites --limit 20 --after 7"},
		Make: func(f *cli.Flags) cli.Runner {
			pages := f.Pages(50, 500, words.Say("最早的在前", "the oldest first"))
			return func(ctx context.Context, call *cli.Call) error {
				list, err := shop.BatchPage(ctx, call.Actor, store.BatchOfInvitations, pages.Span())
				if err != nil {
					return err
				}
				var out []invitesJSON
				var rows [][]string
				for _, b := range list.Rows {
					out = append(out, invitesJSONOf(b))
					rows = append(rows, append([]string{strconv.FormatInt(b.ID, 10), b.Plan}, batchCells(call, b)...))
				}
				return call.Answer(out, func(p *cli.Page) {
					showBatches(p, pages, words.Say("还没有邀请码：invite mint 生成。", "There are no invitations yet: invite mint makes some."), cli.Left("VIP", "VIP"), list.Rows, rows)
				})
			}
		},
	}
}

type invitesJSON struct {
	Batch     int64      `json:"batch"`
	VIP       *string    `json:"vip"`
	Days      int        `json:"days"`
	Count     int        `json:"count"`
	Unused    int        `json:"unused"`
	Voided    int        `json:"voided"`
	Owed      store.Fen  `json:"owed_fen"`
	By        string     `json:"by"`
	CreatedAt *time.Time `json:"created_at"`
}

func invitesJSONOf(b store.Batch) invitesJSON {
	return invitesJSON{b.ID, cli.OrNull(b.Plan), b.Days, b.Count, b.Unused, b.Voided, b.Owed(), b.By, cli.Time(b.CreatedAt)}
}
