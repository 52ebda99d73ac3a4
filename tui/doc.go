// Package tui shows the shop to one person and turns keys into requests. It
// imports store for its types and tui/words for its sentences, and reaches the
// shop only through the interfaces of needs.go. It decides nothing about
// money, time or rights: what it may not do, the shop refuses.
//
// This package only wires. The screens are tui/viewer and tui/admin; what they
// share is tui/screen; what they are made of is tui/ui; what is known of the
// terminal is tui/term.
//
//   - Session is one person at one terminal, and New the model of their program.
//   - root is that model: it draws the frame (title bar, body, keys), routes
//     messages, and keeps what belongs to no screen: subscriptions, places, what
//     was chosen, pictures. It is the viewer.Program that screens ask.
//   - News (screen.NewsMsg with its topics) and running transfers
//     (screen.TransfersMsg) reach every screen, covered ones too.
//   - A session may take the places of viewers and, proven by an admin's key,
//     that of the admins; places.go goes from one to another.
//   - Nothing ticks unless something moves: an idle session sends no bytes.
//
// Begin with session.go and root.go, then tui/screen.
//
// # How to add a screen
//
//  1. viewer/NAME.go (or admin/NAME.go): a struct that embeds *Screens, and
//     Init, Update, View, Title, Keys. Forms are ui.Form with ui.Field, lists
//     ui.List or ui.Loader, questions v.Confirm(ui.Question{…}) with the safe
//     answer first; words about what happened are v.Tell and v.Fail.
//  2. viewer/texts_NAME.go: its words, each words.Say("中文", "English").
//  3. Open it with v.Push(newNAME(v)) from a key of another screen, or give it a
//     number in the title bar with a line in viewer/places.go. Esc needs no code.
//  4. Golden screens: a line in screens_test.go, then go test ./tui -update.
package tui
