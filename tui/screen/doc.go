// Package screen is what screens of viewers and of admins share: Env, the few
// things that every screen needs (who is here, the screens that lie on each
// other, words about what happened, the clipboard), and Ask, the only way to the
// shop. It may import store, tui/ui, tui/words and tui/term, and no screen.
//
//   - Ask(e, from, get, then) puts a question: get runs elsewhere with the
//     session's context and a deadline, then runs in the program's own goroutine
//     and only if the screen is still there. What takes longer than 0.3 s shows
//     a sign of life by itself.
//   - NewsMsg with its topics and TransfersMsg reach every screen; it asks anew
//     for what it shows.
//   - Pages and MovieBatch are what a ui.Loader asks; an Asker asks for what a
//     screen shows whole.
//   - Place is a screen with a number in the title bar.
//   - What both kinds of screens say of a movie is in movies.go, what they say
//     alike in texts.go.
//
// Begin with env.go and ask.go.
package screen
