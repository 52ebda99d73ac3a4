package lists

import (
	"cmp"
	"strings"

	"youku.example/store"
	"youku.example/tui/words"
)

var (
	since    = words.Say("开始", "since")
	name     = words.Say("名字", "name")
	protocol = words.Say("入口", "protocol")
	address  = words.Say("地址", "address")
	role     = words.Say("身份", "role")
	speed    = words.Say("速度", "speed")
	what     = words.Say("内容", "what")
	source   = words.Say("地址", "source")
	until    = words.Say("到期", "until")
	reason   = words.Say("原因", "reason")
	times    = words.Say("次数", "times")
)

// Visits are the orders of the sessions that are open; they come the longest first.
var Visits = []Order[store.Visit]{
	{Name: "since", Says: since},
	{Name: "name", Says: name, Compare: func(a, b store.Visit) int { return compare(a.Name, b.Name) }},
	{Name: "door", Says: protocol, Compare: func(a, b store.Visit) int { return cmp.Compare(a.Protocol, b.Protocol) }},
	{Name: "from", Says: address, Compare: func(a, b store.Visit) int { return cmp.Compare(a.Addr, b.Addr) }},
	{Name: "role", Says: role, Compare: func(a, b store.Visit) int { return cmp.Compare(a.Role, b.Role) }},
}

// VisitText is what a session is found by.
func VisitText(v store.Visit) string {
	return strings.Join([]string{v.Name, string(v.Role), string(v.Protocol), v.Addr, v.Client, v.Key}, "\n")
}

// Transfers are the orders of the transfers that run; they come the longest first.
var Transfers = []Order[store.Progress]{
	{Name: "since", Says: since},
	{Name: "name", Says: name, Compare: func(a, b store.Progress) int { return compare(a.Name, b.Name) }},
	{Name: "door", Says: protocol, Compare: func(a, b store.Progress) int { return cmp.Compare(a.Protocol, b.Protocol) }},
	{Name: "what", Says: what, Compare: func(a, b store.Progress) int { return compare(a.Title, b.Title) }},
	{Name: "speed", Says: speed, Compare: func(a, b store.Progress) int { return cmp.Compare(b.Rate, a.Rate) }, Down: true},
}

// TransferText is what a transfer is found by.
func TransferText(p store.Progress) string {
	return strings.Join([]string{p.Name, p.Title, string(p.Protocol), p.Client}, "\n")
}

// Bans are the orders of the sources that are held back; what ends last comes first.
var Bans = []Order[store.Ban]{
	{Name: "until", Says: until, Compare: func(a, b store.Ban) int { return b.Until.Compare(a.Until) }, Down: true},
	{Name: "source", Says: source, Compare: func(a, b store.Ban) int { return a.Source.Addr().Compare(b.Source.Addr()) }},
	{Name: "why", Says: reason, Compare: func(a, b store.Ban) int { return cmp.Compare(a.Why, b.Why) }},
	{Name: "times", Says: times, Compare: func(a, b store.Ban) int { return cmp.Compare(b.Times, a.Times) }, Down: true},
}

// BanText is what a ban is found by.
func BanText(b store.Ban) string { return b.Source.String() + "\n" + string(b.Why) }

// compare compares names without case and width.
func compare(a, b string) int { return cmp.Compare(Loose(a), Loose(b)) }
