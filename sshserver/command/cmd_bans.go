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
	says:     words.Say("因为猜密码被封禁的地址", "sources banned for guessing passwords"),
	more:     words.Say("封禁只拒绝密码，密钥登录不受影响；过一会儿会自己解除。bans lift ADDR 立即解除。", "A ban refuses passwords only, never keys, and runs off by itself. bans lift ADDR ends it at once."),
	examples: []string{"bans", "bans lift 203.0.113.9"},
	make: plain(func(_ context.Context, t *turn) error {
		var out []banJSON
		var rows [][]string
		for _, b := range t.Bans.List() {
			out = append(out, banJSON{b.Source.String(), when(b.Until), b.Wrong})
			rows = append(rows, []string{t.moment(b.Until), strconv.Itoa(b.Wrong), b.Source.String()})
		}
		return t.answer(out, func(p *page) {
			if len(rows) == 0 {
				p.say(words.Say("没有被封禁的地址。", "Nobody is banned."))
				return
			}
			p.table([]column{left("到", "UNTIL"), right("错误密码", "WRONG"), left("地址", "SOURCE")}, rows)
		})
	}),
}

type banJSON struct {
	Source string     `json:"source"`
	Until  *time.Time `json:"until"`
	Wrong  int        `json:"wrong"`
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
		if err := t.Shop.Note(ctx, t.Actor, "bans lift", addr.String(), ""); err != nil {
			return err
		}
		return t.done(struct {
			Source string `json:"source"`
		}{addr.String()}, words.Say("%s 可以再试了。", "%s may try again."), addr.String())
	}),
}
