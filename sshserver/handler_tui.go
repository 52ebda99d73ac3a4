package sshserver

import (
	"context"
	"errors"
	"io"
	"strconv"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	bm "charm.land/wish/v2/bubbletea"
	uv "github.com/charmbracelet/ultraviolet"

	"youku.example/sshserver/keyboard"
	"youku.example/sshserver/limit"
	"youku.example/store"
	"youku.example/tui"
	"youku.example/tui/term"
	"youku.example/tui/term/canvas"
	"youku.example/tui/term/paint"
)

// serveScreens runs the TUI for one session. wish's own middleware runs until
// the connection ends, spins when the window channel closes and lets each
// program swallow the server's SIGTERM; this one does none of it.
func (s *Server) serveScreens(sess *session) int {
	who := sess.who()
	pty, _, _ := sess.Pty()
	screen := s.screens.Open(sess.conn.source, pty.Window.Width, pty.Window.Height)
	if screen == nil {
		sess.say(errCrowded)
		return 1
	}
	defer screen.Close()
	chosen, err := s.shop.Preferences(sess.ctx, who)
	if err != nil {
		sess.log.Warn("what was chosen before is not known", "error", err)
	}
	images := canvas.NewImageLayer(sess)
	var copied lastLine
	model := s.newScreen(tui.Session{
		Shop: s.shop, Intake: s.intake, Logins: s.logins.InSession(guestSession{sess, s}), Guard: s.logins.BanGuard(), Posters: s.posters,
		Actor: who, Vouched: who.Vouched, Chosen: chosen,
		Lang: sess.lang, Host: s.host(sess), Port: s.port(), Dark: true, ASCII: s.live.Load().ASCII || term.FewGlyphs(pty.Term),
		ImageLayer: images, Term: pty.Term, Cell: sess.cell(), NoColour: noColour(sess.Environ()),
		Location: location(variable(sess.Environ(), "TZ")), Clock: s.shop.Wall, Ctx: sess.ctx,
		OnCopy: copied.set,
	})
	ctx, stop := context.WithCancel(sess.ctx)
	defer stop()
	panics := newPanicCatcher(sess.log, stop)
	painter := paint.New(images, panics.Catch)
	leave := func() {
		_ = painter.Close()
		_ = images.Close()
		copied.print(sess)
	}
	defer leave() // of a panic here, too
	program := painter.Program(containedModel{model, panics}, append(bm.MakeOptions(sess.Session),
		tea.WithContext(ctx),
		tea.WithoutSignalHandler(),
	)...)
	go sess.typeInto(ctx, program, pty.Term, panics.Catch) // until the channel is closed
	var follower sync.WaitGroup
	follower.Go(func() { sess.followSize(ctx, program, screen) })
	_, err = program.Run()
	leave() // before any word on stderr
	s.leftScreen(sess)
	stop()
	follower.Wait()
	if panics.caught.Load() || errors.Is(err, tea.ErrProgramPanic) {
		sess.say(errors.New("panic"))
		return 1
	}
	return 0
}

// leftScreen says that the person was here until now: what comes from here on is new
// to them. Whether it is kept or not, they have left.
func (s *Server) leftScreen(sess *session) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(sess.ctx), 5*time.Second)
	defer cancel()
	var refused *store.Refusal
	if err := s.shop.LeaveScreen(ctx, sess.who()); err != nil && !errors.As(err, &refused) {
		sess.log.Warn("when the person was here last is not kept", "error", err)
	}
}

// lastLine is what a person copied last. It is printed once they have left, on
// the terminal's normal screen: not every terminal has a clipboard that a
// program can reach, and there a mouse takes the line whole at any width.
type lastLine struct {
	mu   sync.Mutex
	line string
}

func (l *lastLine) set(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.line = line
}

func (l *lastLine) print(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.line != "" {
		_, _ = io.WriteString(w, l.line+"\r\n")
		l.line = ""
	}
}

// noColour reports whether the person wants none: else what a terminal says of
// itself would be believed.
func noColour(env []string) bool {
	none, _ := strconv.ParseBool(variable(env, "NO_COLOR"))
	return none
}

// resizeEvery is how often a screen is drawn anew for another size. Anyone who
// drags a window sees no difference; the newest size always comes.
const resizeEvery = 50 * time.Millisecond

// followSize sends the program every new window size until ctx ends. One
// that there is no room for is not shown: the screen stays smaller.
func (s *session) followSize(ctx context.Context, p *tea.Program, screen *limit.Screen) {
	for {
		select {
		case <-ctx.Done():
			return
		case w := <-s.resized:
			if screen.Grow(w.Width, w.Height) {
				p.Send(tea.WindowSizeMsg{Width: w.Width, Height: w.Height})
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(resizeEvery):
		}
	}
}

// typeInto sends the program what the person types, until the channel is closed.
func (s *session) typeInto(ctx context.Context, p *tea.Program, termName string, catch func()) {
	keyboard.Keyboard{
		From: endOfInput{s}, Term: termName, Catch: catch,
		Send: func(e uv.Event) {
			if _, size := e.(uv.WindowSizeEvent); !size { // the pty has it, within the room there is
				p.Send(e)
			}
		},
		Flooded: func() { s.end(errFlooded) },
	}.Run(ctx)
}

// endOfInput ends the session when no one can press a key any more.
type endOfInput struct{ *session }

func (e endOfInput) Read(p []byte) (int, error) {
	n, err := e.session.Session.Read(p)
	if err != nil {
		e.session.channel.ctx.cancel(nil)
	}
	return n, err
}

// location returns the time zone of the session's TZ, nil for the server's.
func location(name string) *time.Location {
	if name == "" {
		return nil
	}
	l, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return l
}
