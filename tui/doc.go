// Package tui shows the shop to one person and turns keys into requests. It
// imports store for its types and tui/words for its sentences, and reaches the
// shop only through the interfaces of needs.go. It decides nothing about
// money, time or rights: what it may not do, the shop refuses.
//
// # How it is made
//
// root is the Bubble Tea model: it draws the frame (title bar, body, keys),
// holds the subscriptions (what changed in the shop, what is being transferred)
// and routes messages. Env is what all screens of a session share: who is
// here, the language, the theme, the stack of screens. A screen is a pointer to
// a struct that embeds *Env.
//
//   - Keys(): the one list of which footer, help overlay and dispatch are made,
//     so that no key is dead or missing from the help. While a textEntry screen is
//     Typing, letters go to Update, and only keys without text are looked up.
//   - ask(h, from, get, then): the only way to the shop. get runs elsewhere with
//     the session's context and a deadline, then runs in the program's own
//     goroutine and only if the screen is still there. What takes longer than
//     0.3 s shows a sign of life by itself.
//   - News (newsMsg with its topics) and running transfers (movingMsg) reach
//     every screen; it asks anew for what it shows.
//   - View(w, h) draws h lines of w cells from what is already known. Every text
//     of the database goes through Clean, every width through Width, Clip and
//     Pad (ui/text.go): they cut by cells, never inside a character.
//   - What can be clicked is drawn with Click, Item or Zone (ui/zones.go), which
//     mark it; the root finds the marks in the frame, so that no screen knows
//     where it stands. What is chosen for good goes through choose
//     (preferences.go).
//   - Colours and glyphs come from the theme alone (ui/theme.go, ui/glyphs.go).
//   - Nothing ticks unless something moves: an idle session sends no bytes.
//
// # How to add a screen
//
//  1. screen_NAME.go: a struct with *Env, and Init, Update, View, Title, Keys.
//  2. texts_NAME.go: its words, each words.Say("中文", "English").
//  3. Open it with h.push(newNAME(h)) from a key of another screen, or give it a
//     number in the title bar with a line in places.go. Esc needs no code.
//  4. Forms are ui.Form with ui.Field, lists ui.List or ui.Loader,
//     questions h.confirm(ui.Question{…}) with the safe answer first; words
//     about what happened are h.tell and h.fail.
//  5. Golden screens: a line in screens_test.go, then go test ./tui -update.
package tui
