// Package admin holds the screens of admins: one place with tabs for uploads,
// movies, people, notices, codes, who is here, the audit log and bans, and the
// forms behind them. It may import store for its types, store/plan, tui/screen, tui/ui and
// tui/words, and no screen of viewers. It reaches the shop only through the
// interfaces of needs.go.
//
// Screen is the place. A tab is a struct that embeds *Screen, in a file of its
// name, and a line in newScreen; it asks anew in wake, when it comes into sight,
// and takes news only while it is seen. What can't be undone is asked first,
// by sure. Texts stand in texts*.go.
//
// Begin with screen.go, then notices.go, the smallest tab with a list.
package admin
