package paint

import (
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

type letter struct{}

func (letter) Init() tea.Cmd                         { return nil }
func (m letter) Update(tea.Msg) (tea.Model, tea.Cmd) { return m, nil }
func (letter) View() tea.View                        { return tea.NewView("a letter") }

// A program whose screen stands still does nothing at all: a tick a second for
// each of a thousand people is a thousand times that a processor wakes.
func TestProgram_Still(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{}
		p := New(x, func() {})
		program := p.Program(letter{}, tea.WithoutSignalHandler(), tea.WithWindowSize(40, 12), tea.WithColorProfile(colorprofile.ANSI))
		over := make(chan error)
		go func() {
			_, err := program.Run()
			over <- err
		}()
		time.Sleep(time.Second)
		if !strings.Contains(x.all(), "a letter") {
			t.Errorf("on the screen: %q", x.all())
		}
		stacks := make([]byte, 1<<20)
		if all := string(stacks[:runtime.Stack(stacks, true)]); strings.Contains(all, "startRenderer") || strings.Contains(all, "ReleaseTerminal") {
			t.Errorf("something goes on ticking:\n%s", all)
		}
		program.Quit()
		if err := <-over; err != nil {
			t.Error(err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
}
