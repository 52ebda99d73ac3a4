package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Refund undoes a purchase.
func Refund(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "refund", Gate: cli.Admin, Args: "USER MOVIE", Need: 2, Group: cli.GroupLibrary,
		Help:     words.Say("退掉一笔购买", "undoes a purchase"),
		More:     words.Say("退回当时付的钱，下载资格随之结束。MOVIE 是影片编号。", "What was paid comes back, and the right to the movie ends. MOVIE is its number."),
		Examples: []string{"refund alice 4"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			id, err := call.ID(1)
			if err != nil {
				return err
			}
			r, err := shop.Refund(ctx, call.Actor, call.Args[0], id)
			if err != nil {
				return err
			}
			return call.Done(struct {
				Name     string    `json:"name"`
				MovieID  int64     `json:"movie_id"`
				Refunded store.Fen `json:"refunded_fen"`
				Balance  store.Fen `json:"balance_fen"`
			}{call.Args[0], id, r.Paid, r.Balance}, words.Say("给 %s 退了 %v（《%s》），余额 %v。", "%s got %v back for “%s” and has %v now."),
				call.Args[0], r.Paid, r.Title, r.Balance)
		}),
	}
}
