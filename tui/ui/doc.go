// Package ui holds what screens are made of: fields and forms, lists and
// loaders, texts cut by cells, zones for the mouse, the theme. It knows no
// shop: what a piece needs from it comes as plain values, or as a function. It
// may import tui/words and tui/term, and never store.
//
//   - Display is what everything is drawn with: the theme, the language, and
//     the zones that can be clicked.
//   - Screen is one place in the program; Key is one thing that can be done on
//     it. Footer, help and dispatch are made of Screen.Keys alone, so that no
//     key is dead or missing from the help.
//   - Form with its Fields, Confirm with its Question, List, Loader for lists
//     of any length, Finder for a search, Reader for text that is longer than
//     its room.
//   - Widths are counted by tui/term/cells, whose Clip and Pad cut by cells,
//     never inside a character.
//   - What can be clicked is drawn with Click, Item or Zone (zones.go), which
//     mark it; the marks are found in the whole frame, so that no screen knows
//     where it stands.
//   - Colours and glyphs come from tui/ui/theme alone.
//
// Begin with screen.go and display.go; list.go and form.go are the largest users
// of both.
//
// # What is bubbles' and what is ours
//
// What is read and scrolled is bubbles' viewport (reader.go), and every style is
// Lip Gloss's. Fields, lists, keys, help, bars and mouse zones are ours; the
// README's Decisions have the figures that say why.
package ui
