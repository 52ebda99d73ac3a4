package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdRefund = command{
	name: "refund", open: admin, args: "USER MOVIE", need: 2, group: managing,
	says:     words.Say("退掉一笔购买", "undoes a purchase"),
	more:     words.Say("退回当时付的钱，下载资格随之结束。MOVIE 是影片编号。", "What was paid comes back, and the right to the movie ends. MOVIE is its number."),
	examples: []string{"refund alice 4"},
	make: plain(func(ctx context.Context, t *turn) error {
		id, err := t.id(1)
		if err != nil {
			return err
		}
		r, err := t.Shop.Refund(ctx, t.Actor, t.args[0], id)
		if err != nil {
			return err
		}
		return t.done(struct {
			Name     string    `json:"name"`
			MovieID  int64     `json:"movie_id"`
			Refunded store.Fen `json:"refunded_fen"`
			Balance  store.Fen `json:"balance_fen"`
		}{t.args[0], id, r.Paid, r.Balance}, words.Say("给 %s 退了 %v（《%s》），余额 %v。", "%s got %v back for “%s” and has %v now."),
			t.args[0], r.Paid, r.Title, r.Balance)
	}),
}
