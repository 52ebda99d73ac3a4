package command

import (
	"context"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdSessions = command{
	name: "sessions", open: admin, group: managing,
	says:     words.Say("谁在这里", "who is here"),
	more:     words.Say("door 是 tui、command、sftp 或 scp。", "The door is tui, command, sftp or scp."),
	examples: []string{"sessions", "sessions --json"},
	make: plain(func(ctx context.Context, t *turn) error {
		list, err := t.Shop.Visits(ctx, t.Actor)
		if err != nil {
			return err
		}
		var out []sessionJSON
		var rows [][]string
		for _, v := range list {
			out = append(out, sessionJSON{v.Name, v.Role, v.Protocol, v.Addr, v.Client, v.Key, when(v.Since)})
			rows = append(rows, []string{roleNames[v.Role].In(t.Lang), string(v.Protocol), v.Addr, t.moment(v.Since), v.Name, v.Client})
		}
		return t.answer(out, func(p *page) {
			p.table([]column{
				left("身份", "ROLE"), left("入口", "DOOR"), left("地址", "FROM"), left("开始", "SINCE"), left("名字", "NAME"), left("客户端", "CLIENT"),
			}, rows)
		})
	}),
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
