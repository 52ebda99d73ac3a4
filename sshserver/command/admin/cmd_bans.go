package admin

import (
	"context"
	"net/netip"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

var (
	errNoBan = cli.NewRefused("no_ban", words.Say("这个地址没有被封禁。", "This address is not banned."))
	errAddr  = cli.Misused(words.Say("这不是一个 IP 地址。", "This is no IP address."))
)

// Bans lists the banned sources.
func Bans(bans BanList) *cli.Command {
	return &cli.Command{
		Name: "bans", Gate: cli.Admin, Group: cli.GroupLibrary,
		Help:     words.Say("暂时受限的地址", "sources held back for a while"),
		More:     words.Say("猜密码的地址暂时不能用密码，密钥不受影响；连上却不登录的地址一次只能有两个连接登录。都会自己解除；bans lift ADDR 立即解除。", "Who guessed passwords has them refused, never keys; who connects to no avail may log in two at a time. Both run off by themselves. bans lift ADDR ends them at once."),
		Examples: []string{"bans", "bans lift 203.0.113.9"},
		Make: cli.Plain(func(_ context.Context, call *cli.Call) error {
			var out []banJSON
			var rows [][]string
			for _, b := range bans.List() {
				out = append(out, banJSON{b.Source.String(), cli.Time(b.Until), b.Why, b.Times})
				rows = append(rows, []string{call.Moment(b.Until), banReasons[b.Why].In(call.Lang), strconv.Itoa(b.Times), b.Source.String()})
			}
			return call.Answer(out, func(p *cli.Page) {
				p.List(words.Say("没有被封禁的地址。", "Nobody is banned."), []cli.Column{cli.Left("到", "UNTIL"), cli.Left("原因", "WHY"), cli.Right("次数", "TIMES"), cli.Left("地址", "SOURCE")}, rows)
			})
		}),
	}
}

var banReasons = map[store.BanReason]words.T{
	store.BanGuesses: words.Say("错误密码", "passwords"),
	store.BanNoise:   words.Say("空占连接", "connections"),
}

type banJSON struct {
	Source string          `json:"source"`
	Until  *time.Time      `json:"until"`
	Why    store.BanReason `json:"why"`
	Times  int             `json:"times"`
}

// BansLift lifts a ban.
func BansLift(shop Shop, bans BanList) *cli.Command {
	return &cli.Command{
		Name: "bans lift", Gate: cli.Admin, Args: "ADDR", Need: 1, Group: cli.GroupLibrary,
		Help:     words.Say("解除一个封禁", "lifts a ban"),
		More:     words.Say("ADDR 是 IP 地址，或 bans 里显示的网段。", "ADDR is an IP address, or a source as bans shows it."),
		Examples: []string{"bans lift 203.0.113.9"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			addr, err := netip.ParseAddr(call.Args[0])
			if err != nil {
				source, err := netip.ParsePrefix(call.Args[0])
				if err != nil {
					return errAddr
				}
				addr = source.Addr()
			}
			if !bans.Lift(addr) {
				return errNoBan
			}
			if err := shop.Note(ctx, call.Actor, "bans lift", addr.String(), ""); err != nil && call.Log != nil {
				call.Log.Error("note a ban that was lifted", "err", err) // it is lifted all the same
			}
			return call.Done(struct {
				Source string `json:"source"`
			}{addr.String()}, words.Say("%s 可以再试了。", "%s may try again."), addr.String())
		}),
	}
}
