package admin

import (
	"context"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
	"youku.example/tui/words/lists"
)

// Sessions lists the open sessions.
func Sessions(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "sessions", Gate: cli.Admin, Args: "[--search TEXT] …", Group: cli.GroupLibrary,
		Help:     words.Say("谁在这里", "who is here"),
		More:     words.Say("door 是 tui、command、sftp 或 scp。", "The door is tui, command, sftp or scp."),
		Examples: []string{"sessions", "sessions --search 10.0.0. --sort name", "sessions --json"},
		Make: func(f *cli.Flags) cli.Runner {
			flags := newPartFlags(f, lists.VisitText, lists.Visits)
			return func(ctx context.Context, call *cli.Call) error {
				list, err := shop.Visits(ctx, call.Actor)
				if err != nil {
					return err
				}
				var out []sessionJSON
				var rows [][]string
				for _, v := range flags.part(list) {
					out = append(out, sessionJSON{v.Name, v.Role, v.Protocol, v.Addr, v.Client, v.Key, cli.Time(v.Since)})
					rows = append(rows, []string{words.Role(v.Role).In(call.Lang), string(v.Protocol), v.Addr, call.Moment(v.Since), v.Name, v.Client})
				}
				return call.Answer(out, func(p *cli.Page) {
					p.Table([]cli.Column{
						cli.Left("身份", "ROLE"), cli.Left("入口", "DOOR"), cli.Left("地址", "FROM"), cli.Left("开始", "SINCE"), cli.Left("名字", "NAME"), cli.Left("客户端", "CLIENT"),
					}, rows)
				})
			}
		},
	}
}

type sessionJSON struct {
	Name   string         `json:"name"`
	Role   store.Role     `json:"role"`
	Door   store.Protocol `json:"door"`
	Addr   string         `json:"addr"`
	Client string         `json:"client"`
	Key    string         `json:"key"`
	Since  *time.Time     `json:"since"`
}
