package admin

import (
	"context"
	"net/netip"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
	"youku.example/tui/words/lists"
)

var (
	errNoBan = cli.NewRefused("no_ban", words.Say("这个地址没有被封禁。", "This address is not banned."))
	errAddr  = cli.Misused(words.Say("这不是一个 IP 地址。", "This is no IP address."))
)

// Bans lists the banned sources.
func Bans(bans BanList) *cli.Command {
	return &cli.Command{
		Name: "bans", Gate: cli.Admin, Args: "[--search TEXT] …", Group: cli.GroupLibrary,
		Help:     words.Say("暂时受限的地址", "sources held back for a while"),
		More:     words.Say("猜密码的地址暂时不能用密码，密钥不受影响；连上却不登录的地址一次只能有两个连接登录。都会自己解除；bans lift ADDR 立即解除。", "Who guessed passwords has them refused, never keys; who connects to no avail may log in two at a time. Both run off by themselves. bans lift ADDR ends them at once."),
		Examples: []string{"bans", "bans --sort times", "bans lift 203.0.113.9"},
		Make: func(f *cli.Flags) cli.Runner {
			flags := newPartFlags(f, lists.BanText, lists.Bans)
			return func(_ context.Context, call *cli.Call) error {
				var out []banJSON
				var rows [][]string
				for _, b := range flags.part(bans.List()) {
					out = append(out, banJSON{b.Source.String(), cli.Time(b.Until), b.Why, b.Times})
					rows = append(rows, []string{call.Moment(b.Until), banReasons[b.Why].In(call.Lang), strconv.Itoa(b.Times), b.Source.String()})
				}
				return call.Answer(out, func(p *cli.Page) {
					p.List(words.Say("没有被封禁的地址。", "Nobody is banned."), []cli.Column{cli.Left("到", "UNTIL"), cli.Left("原因", "WHY"), cli.Right("次数", "TIMES"), cli.Left("地址", "SOURCE")}, rows)
				})
			}
		},
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
		Name: "bans lift", Gate: cli.Admin, Args: "ADDR…", Need: 1, Most: cli.MostIDs, Group: cli.GroupLibrary,
		Help:     words.Say("解除封禁", "lifts a ban"),
		More:     words.Say("ADDR 是 IP 地址，或 bans 里显示的网段；几个时每个一行（JSON 是数组）。", "ADDR is an IP address, or a source as bans shows it; several get a line each (in JSON an array)."),
		Examples: []string{"bans lift 203.0.113.9", "bans lift 203.0.113.9 198.51.100.0/24"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			for _, arg := range call.Args {
				if _, err := sourceOf(arg); err != nil {
					return err
				}
			}
			return call.EachSource(ctx, func(arg string) (cli.Outcome, error) {
				addr, _ := sourceOf(arg)
				if !bans.Lift(addr) {
					return cli.Outcome{}, errNoBan
				}
				if err := shop.Note(ctx, call.Actor, "bans lift", addr.String(), ""); err != nil && call.Log != nil {
					call.Log.Error("note a ban that was lifted", "err", err) // it is lifted all the same
				}
				return cli.Outcome{Done: liftedJSON{addr.String()}, Says: cli.Fill(words.Say("%s 可以再试了。", "%s may try again."), addr.String())}, nil
			})
		}),
	}
}

type liftedJSON struct {
	Source string `json:"source"`
}

// sourceOf reads an address, or a source as the list shows it.
func sourceOf(arg string) (netip.Addr, error) {
	if source, err := netip.ParsePrefix(arg); err == nil {
		return source.Addr(), nil
	}
	addr, err := netip.ParseAddr(arg)
	if err != nil {
		return addr, errAddr
	}
	return addr, nil
}
