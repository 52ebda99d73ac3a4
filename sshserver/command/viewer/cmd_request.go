package viewer

import (
	"context"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Request asks for a download; it never charges.
func Request(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "request", Gate: cli.WithAccount, Args: "ID", Need: 1, Group: cli.GroupDownload,
		Help: words.Say("申请下载一部影片", "asks for a movie"),
		More: words.Say("VIP 不用等，其他人一部接一部地等；断开也保留位置，再问一次不会重新计时。从不扣款：付费影片要先 buy。\nJSON 字段：movie_id、state(queued/waiting/ready)、ready_at、wait_ms、path、paid_fen。",
			"VIPs do not wait, others wait for one after another. You keep your place when you leave, and asking again starts no new wait. It never charges: buy a paid movie first.\nJSON: movie_id, state (queued/waiting/ready), ready_at, wait_ms, path, paid_fen."),
		Examples: []string{"request 7", "request 7 --json"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			id, err := call.ID(0)
			if err != nil {
				return err
			}
			d, err := shop.Request(ctx, call.Actor, id)
			if err != nil {
				return err
			}
			return showRequest(call, d)
		}),
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

func showRequest(call *cli.Call, d store.Download) error {
	out := requestJSON{
		MovieID: d.MovieID, State: d.State, ReadyAt: cli.Time(d.ReadyAt), Path: d.Path(), PaidFen: d.Paid,
		WaitMS: int64((d.Wait + time.Millisecond - 1) / time.Millisecond),
	}
	if d.CanFetch() {
		out.State = store.Ready
	}
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
		for _, line := range call.Login().Ready(d.MovieID) {
			p.Line("  " + line)
		}
	})
}
