package admin

import (
	"context"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Codes lists the batches of redeem codes.
func Codes(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "codes", Gate: cli.Admin, Args: "[--limit N] …", Group: cli.GroupLibrary,
		Help: words.Say("各批充值码还剩多少", "the batches of redeem codes, and what is left of each"),
		More: words.Say("最新的一批在前。码本身查不到；codes mint 生成，codes void 作废还没用的。下一页：加 --after 上一页最后的批号。",
			"The newest first. The codes themselves are kept nowhere; codes mint makes some, codes void voids the unused. For the next page give --after the last batch shown."),
		Examples: []string{"codes", "codes --json", "codes --limit 20 --after 7"},
		Make: func(f *cli.Flags) cli.Runner {
			pages := f.Pages(50, 500, words.Say("最早的在前", "the oldest first"))
			return func(ctx context.Context, call *cli.Call) error {
				list, err := shop.BatchPage(ctx, call.Actor, store.BatchOfCodes, pages.Span())
				if err != nil {
					return err
				}
				var out []codesJSON
				var rows [][]string
				for _, b := range list.Rows {
					out = append(out, codesJSONOf(b))
					rows = append(rows, append([]string{strconv.FormatInt(b.ID, 10), b.Amount.String()}, batchCells(call, b)...))
				}
				return call.Answer(out, func(p *cli.Page) {
					showBatches(p, pages, words.Say("还没有充值码：codes mint 生成。", "There are no redeem codes yet: codes mint makes some."), cli.Right("金额", "AMOUNT"), list.Rows, rows)
				})
			}
		},
	}
}

type codesJSON struct {
	Batch     int64      `json:"batch"`
	Amount    store.Fen  `json:"amount_fen"`
	Count     int        `json:"count"`
	Unused    int        `json:"unused"`
	Voided    int        `json:"voided"`
	By        string     `json:"by"`
	CreatedAt *time.Time `json:"created_at"`
}

func codesJSONOf(b store.Batch) codesJSON {
	return codesJSON{b.ID, b.Amount, b.Count, b.Unused, b.Voided, b.By, cli.Time(b.CreatedAt)}
}

// batchCells are what the lists of batches have in common: how many, unused,
// voided, by whom and when.
func batchCells(call *cli.Call, b store.Batch) []string {
	return []string{strconv.Itoa(b.Count), strconv.Itoa(b.Unused), strconv.Itoa(b.Voided), call.Moment(b.CreatedAt), b.By}
}

// showBatches prints batches behind their second column, what each is worth.
func showBatches(p *cli.Page, pages cli.Pages, none words.T, worth cli.Column, list []store.Batch, rows [][]string) {
	if p.List(none, []cli.Column{
		cli.Right("批", "BATCH"), worth, cli.Right("个数", "COUNT"), cli.Right("没用的", "UNUSED"), cli.Right("作废的", "VOIDED"),
		cli.Left("时间", "WHEN"), cli.Left("谁", "BY"),
	}, rows) {
		pages.Next(p, len(rows), list[len(list)-1].ID)
	}
}

// CodesMint makes redeem codes, which are shown this once.
func CodesMint(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "codes mint", Gate: cli.Admin, Args: "--amount YUAN --count N", Group: cli.GroupLibrary,
		Help:     words.Say("生成充值码", "makes redeem codes"),
		More:     words.Say("只在这里显示一次，之后谁也查不到。每个码只能用一次。", "They are shown this once and kept nowhere. Each works once."),
		Examples: []string{"codes mint --amount 20 --count 10", "codes mint --amount 100 --count 1 --json"},
		Make: func(f *cli.Flags) cli.Runner {
			amount := f.Yuan("amount", words.Say("每个码的金额", "what each is worth"))
			count := f.Number("count", words.Say("几个", "how many"), 1, 1, 1000)
			return func(ctx context.Context, call *cli.Call) error {
				if !f.Given("amount") {
					return cli.Misused(words.Say("还缺金额：--amount YUAN。", "It needs an amount: --amount YUAN."))
				}
				list, err := shop.MintCodes(ctx, call.Actor, *amount, int(*count))
				if err != nil {
					return err
				}
				var out []codeJSON
				for _, c := range list {
					out = append(out, codeJSON{c.Text, c.Amount, c.Batch})
				}
				return call.Answer(out, func(p *cli.Page) {
					for _, c := range list {
						p.Line(c.Text + "  " + c.Amount.String())
					}
				})
			}
		},
	}
}

type codeJSON struct {
	Code   string    `json:"code"`
	Amount store.Fen `json:"amount_fen"`
	Batch  int64     `json:"batch"`
}

// CodesVoid voids what is unused of a batch of redeem codes.
func CodesVoid(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "codes void", Gate: cli.Admin, Args: "BATCH", Need: 1, Group: cli.GroupLibrary,
		Help:     words.Say("作废一批里还没用的充值码", "voids the unused codes of a batch"),
		More:     words.Say("BATCH 是 codes 里的批号。已经充入的钱不受影响；作废的码不能恢复。", "BATCH is its number in codes. Money that came in stays; a code that was voided is not revived."),
		Examples: []string{"codes void 3"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			b, err := voidBatch(ctx, shop, call, store.BatchOfCodes)
			if err != nil {
				return err
			}
			return call.Done(codesJSONOf(b), sayVoided, b.ID, b.Voided, b.Count)
		}),
	}
}

var sayVoided = words.Say("第 %d 批作废了 %d 个，共 %d 个。", "Of batch %d, %d of %d are void.")

func voidBatch(ctx context.Context, shop Shop, call *cli.Call, kind store.BatchKind) (store.Batch, error) {
	id, err := call.ID(0)
	if err != nil {
		return store.Batch{}, err
	}
	return shop.VoidBatch(ctx, call.Actor, kind, id)
}
