package command

import (
	"context"
	"net/netip"
	"strconv"
	"time"

	"youku.example/tui/words"
)

var cmdBans = command{
	name: "bans", open: admin, group: managing,
	says:     words.Say("暂时受限的地址", "sources held back for a while"),
	more:     words.Say("猜密码的地址暂时不能用密码，密钥不受影响；连上却不登录的地址一次只能有两个连接登录。都会自己解除；bans lift ADDR 立即解除。", "Who guessed passwords has them refused, never keys; who connects to no avail may log in two at a time. Both run off by themselves. bans lift ADDR ends them at once."),
	examples: []string{"bans", "bans lift 203.0.113.9"},
	make: plain(func(_ context.Context, t *turn) error {
		var out []banJSON
		var rows [][]string
		for _, b := range t.Bans.List() {
			out = append(out, banJSON{b.Source.String(), when(b.Until), b.Why, b.Times})
			rows = append(rows, []string{t.moment(b.Until), banReasons[b.Why].In(t.Lang), strconv.Itoa(b.Times), b.Source.String()})
		}
		return t.answer(out, func(p *page) {
			if len(rows) == 0 {
				p.say(words.Say("没有被封禁的地址。", "Nobody is banned."))
				return
			}
			p.table([]column{left("到", "UNTIL"), left("原因", "WHY"), right("次数", "TIMES"), left("地址", "SOURCE")}, rows)
		})
	}),
}

var banReasons = map[BanReason]words.T{
	BanGuesses: words.Say("错误密码", "passwords"),
	BanNoise:   words.Say("空占连接", "connections"),
}

type banJSON struct {
	Source string     `json:"source"`
	Until  *time.Time `json:"until"`
	Why    BanReason  `json:"why"`
	Times  int        `json:"times"`
}

var cmdBansLift = command{
	name: "bans lift", open: admin, args: "ADDR", need: 1, group: managing,
	says:     words.Say("解除一个封禁", "lifts a ban"),
	more:     words.Say("ADDR 是 IP 地址，或 bans 里显示的网段。", "ADDR is an IP address, or a source as bans shows it."),
	examples: []string{"bans lift 203.0.113.9"},
	make: plain(func(ctx context.Context, t *turn) error {
		addr, err := netip.ParseAddr(t.args[0])
		if err != nil {
			source, err := netip.ParsePrefix(t.args[0])
			if err != nil {
				return errAddr
			}
			addr = source.Addr()
		}
		if !t.Bans.Lift(addr) {
			return errNoBan
		}
		if err := t.Shop.Note(ctx, t.Actor, "bans lift", addr.String(), ""); err != nil && t.Log != nil {
			t.Log.Error("note a ban that was lifted", "err", err) // it is lifted all the same
		}
		return t.done(struct {
			Source string `json:"source"`
		}{addr.String()}, words.Say("%s 可以再试了。", "%s may try again."), addr.String())
	}),
}
