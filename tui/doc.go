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
//     of the database goes through clean, every width through width, clip and
//     pad (part_text.go): they cut by cells, never inside a character.
//   - What can be clicked is drawn with click, item or zone (part_zones.go), which
//     mark it; the root finds the marks in the frame, so that no screen knows
//     where it stands. What is chosen for good goes through choose
//     (preferences.go).
//   - Colours and glyphs come from the theme alone (theme_palette.go, theme_glyphs.go).
//   - Nothing ticks unless something moves: an idle session sends no bytes.
//
// # How to add a screen
//
//  1. screen_NAME.go: a struct with *Env, and Init, Update, View, Title, Keys.
//  2. texts_NAME.go: its words, each words.Say("中文", "English").
//  3. Open it with h.push(newNAME(h)) from a key of another screen, or give it a
//     number in the title bar with a line in places.go. Esc needs no code.
//  4. Forms are part_form.go with fields (part_field.go), lists part_list.go,
//     questions newConfirm(h, question{…}) with the safe answer first; words
//     about what happened are h.tell and h.fail.
//  5. Golden screens: a line in screens_test.go, then go test ./tui -update.
//
// # What is bubbles' and what is ours
//
// Whatever is read and scrolled is bubbles' viewport (part_reader.go). The
// rest is ours where the rules above ask for it:
//
//   - Text is typed into our own field. The fields that come with bubbles and
//     huh count the cursor in runes, so that an input method opens beside the
//     text; they blink, which sends bytes while nothing happens; and their
//     ctrl+v reads the clipboard of the server.
//   - Keys are found by keyName, which knows the full-width forms of an input
//     method; bubbles' key and help know neither those nor two languages.
//   - A bar fills to an eighth of a cell and needs no animation; bubbles'
//     progress fills whole cells and moves by sixty frames a second.
//   - Lists ask the shop for pages and cut Han characters by cells.
package tui
