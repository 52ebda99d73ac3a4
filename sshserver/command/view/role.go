package view

import (
	"youku.example/store"
	"youku.example/tui/words"
)

// RoleNames are the roles for people.
var RoleNames = map[store.Role]words.T{
	store.RoleGuest: words.Say("访客", "guest"),
	store.RoleUser:  words.Say("用户", "user"),
	store.RoleAdmin: words.Say("管理员", "admin"),
}
