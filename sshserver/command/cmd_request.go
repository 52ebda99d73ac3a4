package command

import (
	"context"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdRequest = command{
	name: "request", open: withAccount, args: "ID", need: 1, group: fetching,
	says: words.Say("申请下载一部影片", "asks for a movie"),
	more: words.Say("VIP 不用等，其他人一部接一部地等；断开也保留位置，再问一次不会重新计时。从不扣款：付费影片要先 buy。\nJSON 字段：movie_id、state(queued/waiting/ready)、ready_at、wait_ms、path、paid_fen。",
		"VIPs do not wait, others wait for one after another. You keep your place when you leave, and asking again starts no new wait. It never charges: buy a paid movie first.\nJSON: movie_id, state (queued/waiting/ready), ready_at, wait_ms, path, paid_fen."),
	examples: []string{"request 7", "request 7 --json"},
	make: plain(func(ctx context.Context, t *turn) error {
		id, err := t.id(0)
		if err != nil {
			return err
		}
		d, err := t.Shop.Request(ctx, t.Actor, id)
		if err != nil {
			return err
		}
		return t.showRequest(d)
	}),
}

type requestJSON struct {
	MovieID int64       `json:"movie_id"`
	State   store.State `json:"state"`
	ReadyAt *time.Time  `json:"ready_at"`
	WaitMS  int64       `json:"wait_ms"`
	Path    string      `json:"path"`
	PaidFen store.Fen   `json:"paid_fen"`
}

func (t *turn) showRequest(d store.Download) error {
	out := requestJSON{
		MovieID: d.MovieID, State: d.State, ReadyAt: when(d.ReadyAt), Path: d.Path(), PaidFen: d.Paid,
		WaitMS: int64((d.Wait + time.Millisecond - 1) / time.Millisecond),
	}
	if d.CanFetch() {
		out.State = store.Ready
	}
	return t.answer(out, func(p *page) {
		switch {
		case out.State == store.Ready && d.ExpiresAt.IsZero():
			p.say(words.Say("《%s》可以下载了。", "“%s” is yours to fetch."), d.Title)
		case out.State == store.Ready:
			p.say(words.Say("《%s》可以下载了，到 %s 为止。", "“%s” is yours to fetch until %s."), d.Title, t.moment(d.ExpiresAt))
		case d.Place > 0:
			p.say(words.Say("《%s》在排队，前面还有 %d 部；还要 %s。", "“%s” is queued behind %d; %s left."), d.Title, d.Place, words.Left(d.Wait, t.Lang))
		default:
			p.say(words.Say("《%s》还要 %s；可以离开，位置会保留。", "“%s” is ready in %s; you may leave, it keeps its place."), d.Title, words.Left(d.Wait, t.Lang))
		}
		p.line("  " + t.login().Fetch(d.MovieID))
		p.line("  " + t.login().Play(d.MovieID))
	})
}
