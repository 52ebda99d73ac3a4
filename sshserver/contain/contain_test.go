package contain

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
)

// falls panics, so that its name stands in the stack.
func falls() error { panic("it fell") }

func TestLog(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	ended := 0
	run := func(f func() error) {
		defer Log(log, "a test", func() { ended++ })
		_ = f()
	}
	run(func() error { return nil })
	if out.Len() != 0 || ended != 0 {
		t.Fatalf("without a panic: %d ends, %q", ended, out.String())
	}
	run(falls)
	func() {
		defer Logger{log, "another", func() { ended++ }}.Catch()
		_ = falls()
	}()
	if s := out.String(); ended != 2 || !strings.Contains(s, "panic in another") || !strings.Contains(s, `msg="panic in a test" panic="it fell" stack=`) || !strings.Contains(s, "contain.falls") {
		t.Errorf("%d ends, %s", ended, s)
	}
}

func TestRun(t *testing.T) {
	plain := errors.New("plain")
	if err := Run(func() error { return plain }); err != plain || Throw(err) != plain {
		t.Errorf("%v is not the error that was returned", err)
	}
	err := Run(falls)
	if err == nil || !strings.HasPrefix(err.Error(), "panic: it fell\n") || !strings.Contains(err.Error(), "contain.falls") {
		t.Fatalf("%v", err)
	}
	defer func() {
		if p, ok := recover().(string); !ok || !strings.HasPrefix(p, "it fell\n") || !strings.Contains(p, "contain.falls") {
			t.Errorf("thrown again: %v", p)
		}
	}()
	_ = Throw(err)
	t.Error("nothing is thrown")
}
