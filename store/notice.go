package store

import "time"

// Notice is a message from the admins to all.
type Notice struct {
	ID        int64
	Title     string
	Content   string
	By        string
	CreatedAt time.Time
	Unread    bool // for the viewer; always false for guests
}

// AuditLine says who did what to whom, from where and with which key.
type AuditLine struct {
	ID     int64
	At     time.Time
	Actor  string
	Role   Role
	Action string // the command's name: lock, publish, …
	Target string
	Addr   string
	Key    string
	Detail string
}
