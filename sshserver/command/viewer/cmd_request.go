package viewer

import (
	"context"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Request asks for a download; it never charges.
func Request(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "request", Gate: cli.WithAccount, Args: "ID… | --series ID [--season N]", Most: cli.MostIDs, Group: cli.GroupDownload,
		Help: words.Say("申请下载一部或几部影片", "asks for movies"),
		More: words.Say("VIP 不用等，其他人一部接一部地等；断开也保留位置，再问一次不会重新计时。从不扣款：付费影片要先 buy。几部要么都申请，要么都不。一个编号回答一个对象，几个编号或 --series 回答数组。\nJSON 字段：movie_id、state(queued/waiting/ready)、ready_at、wait_ms、path、paid_fen。",
			"VIPs do not wait, others wait for one after another. You keep your place when you leave, and asking again starts no new wait. It never charges: buy a paid movie first. Of several all are asked for, or none. One ID answers an object; several, or --series, an array.\nJSON: movie_id, state (queued/waiting/ready), ready_at, wait_ms, path, paid_fen."),
		Examples: []string{"request 7", "request 7 8 9", "request --series 2 --season 1 --json"},
		Make: func(f *cli.Flags) cli.Runner {
			flags := cli.NewSelectionFlags(f)
			return func(ctx context.Context, call *cli.Call) error {
				sel, single, err := flags.Selection(call)
				if err != nil {
					return err
				}
				if single {
					d, err := shop.Request(ctx, call.Actor, sel.IDs[0])
					if err != nil {
						return err
					}
					return showRequest(call, d)
				}
				list, err := shop.RequestAll(ctx, call.Actor, sel)
				if err != nil {
					return err
				}
				return showRequests(call, list)
			}
		},
	}
}

type requestJSON struct {
	MovieID int64       `json:"movie_id"`
	State   store.State `json:"state"`
	ReadyAt *time.Time  `json:"ready_at"`
	WaitMS  int64       `json:"wait_ms"`
	Path    string      `json:"path"`
	PaidFen store.Fen   `json:"paid_fen"`
}

func requested(d store.Download) requestJSON {
	out := requestJSON{
		MovieID: d.MovieID, State: d.State, ReadyAt: cli.Time(d.ReadyAt), Path: d.Path(), PaidFen: d.Paid,
		WaitMS: int64((d.Wait + time.Millisecond - 1) / time.Millisecond),
	}
	if d.CanFetch() {
		out.State = store.Ready
	}
	return out
}

// showRequests answers for several: a line each, and when the last is ready.
func showRequests(call *cli.Call, list []store.Download) error {
	var out []requestJSON
	for _, d := range list {
		out = append(out, requested(d))
	}
	return call.Answer(out, func(p *cli.Page) {
		var rows [][]string
		last := list[0]
		for _, d := range list {
			left := ""
			if d.Wait > 0 {
				left = words.LeftBrief(d.Wait, call.Lang)
			}
			rows = append(rows, []string{strconv.FormatInt(d.MovieID, 10), words.Grant(d).In(call.Lang), left, inSeries(d)})
			if d.ReadyAt.After(last.ReadyAt) {
				last = d
			}
		}
		p.Table([]cli.Column{cli.Right("编号", "ID"), cli.Left("状态", "STATE"), cli.Right("还要", "WAIT"), cli.Left("片名", "TITLE")}, rows)
		if last.Wait > 0 {
			p.Say(words.Say("共 %d 部，最后一部 %s 后可以下载；可以离开，位置会保留。", "%d in all, the last is ready in %s; you may leave, they keep their places."), len(list), words.Left(last.Wait, call.Lang))
		} else {
			p.Say(words.Say("共 %d 部，都可以下载了。", "%d in all, each yours to fetch."), len(list))
		}
		p.Line("  " + fetchAll(call, list))
	})
}

// fetchAll is the line that fetches what was asked for: the folder of the series
// that all of it is in, or a look at everything.
func fetchAll(call *cli.Call, list []store.Download) string {
	folder := list[0].Folder
	for _, d := range list {
		if d.Folder != folder {
			folder = ""
		}
	}
	if folder == "" {
		return call.Login().Folder("/downloads")
	}
	return call.Login().FetchSeries(folder)
}

func showRequest(call *cli.Call, d store.Download) error {
	out := requested(d)
	return call.Answer(out, func(p *cli.Page) {
		switch {
		case out.State == store.Ready && d.ExpiresAt.IsZero():
			p.Say(words.Say("《%s》可以下载了。", "“%s” is yours to fetch."), d.Title)
		case out.State == store.Ready:
			p.Say(words.Say("《%s》%s 前可以下载。", "“%s” is yours to fetch until %s."), d.Title, call.Moment(d.ExpiresAt))
		case d.Place > 0:
			p.Say(words.Say("《%s》在排队，前面还有 %d 部；还要 %s。", "“%s” is queued behind %d; %s left."), d.Title, d.Place, words.Left(d.Wait, call.Lang))
		default:
			p.Say(words.Say("《%s》还要 %s；可以离开，位置会保留。", "“%s” is ready in %s; you may leave, it keeps its place."), d.Title, words.Left(d.Wait, call.Lang))
		}
		for _, line := range call.Login().Ready(d, call.Lang) {
			p.Line("  " + line)
		}
	})
}
