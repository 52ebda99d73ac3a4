package cli

import "youku.example/tui/words"

// Group is a part of the help's list.
type Group int

// The groups, in the order of the help.
const (
	GroupBrowse Group = iota
	GroupDownload
	GroupOwn
	GroupMoney
	GroupAccount
	GroupMovies
	GroupLibrary
	GroupPrograms // explained, but not listed
)

// GroupNames are the headings.
var GroupNames = map[Group]words.T{
	GroupBrowse:   words.Say("逛一逛", "Look around"),
	GroupDownload: words.Say("下载", "Download"),
	GroupOwn:      words.Say("收藏与新片", "Marks and news"),
	GroupMoney:    words.Say("钱包与 VIP", "Money and VIP"),
	GroupAccount:  words.Say("账号", "Your account"),
	GroupMovies:   words.Say("影片管理", "Movies, for admins"),
	GroupLibrary:  words.Say("馆务", "The library, for admins"),
	GroupPrograms: words.Say("给程序用的", "For programs"),
}
