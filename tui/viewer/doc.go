// Package viewer holds the screens of guests and users: welcome, the library, a
// movie and its purchase, downloads, the wallet, notices, the account. It may
// import store for its types, tui/screen, tui/ui and tui/words, and no screen of
// admins. It reaches the shop only through the interfaces of needs.go, and
// decides nothing about money, time or rights: what it may not do, the shop
// refuses.
//
// A screen is a struct that embeds *Screens, in a file of its name, with Title,
// Keys, Init, Update and View. Its texts stand in texts_*.go, each as
// words.Say("中文", "English"). A place, a screen with a number in the title bar,
// is a line in places.go.
//
// Begin with screens.go, then library.go, the one with most in it.
package viewer
