package view

import (
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
)

// NoticeJSON is a notice as scripts read it.
type NoticeJSON struct {
	ID        int64      `json:"id"`
	Title     string     `json:"title"`
	Content   string     `json:"content"`
	By        string     `json:"by"`
	CreatedAt *time.Time `json:"created_at"`
	Unread    bool       `json:"unread"`
}

// Notice is one, for scripts.
func Notice(n store.Notice) NoticeJSON {
	return NoticeJSON{n.ID, n.Title, n.Content, n.By, cli.Time(n.CreatedAt), n.Unread}
}
