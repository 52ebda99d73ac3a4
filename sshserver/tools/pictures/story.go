package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"youku.example/sshserver/tools/program"
)

// story is what happens on the server while the pictures are taken. Each screen
// is open twice, once in each language, and the same keys are pressed.
type story struct {
	server      *server
	boss, alice *person
	viewer      []*screen // alice's, in both languages
	hero        grant     // of the movie that is fetched
	mu          sync.Mutex
	album       []picture
}

// tell lets the whole story happen and gives its pictures.
func tell(ctx context.Context, on *server) ([]picture, error) {
	s := &story{server: on}
	var err error
	if s.boss, err = newPerson(on, "boss"); err != nil {
		return nil, err
	}
	if s.alice, err = newPerson(on, "alice"); err != nil {
		return nil, err
	}
	for _, p := range []*person{s.boss, s.alice} {
		defer p.leave()
		defer context.AfterFunc(ctx, p.leave)() // so that nothing hangs on a connection
	}
	for _, chapter := range []func(context.Context) error{s.begin, s.guest, s.library, s.countdown, s.transfer, s.uploads} {
		if err := chapter(ctx); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(s.album, func(a, b picture) int { return strings.Compare(a.name, b.name) })
	return s.album, nil
}

// begin starts the server, fills the library and gives alice an account with
// some money and a movie of her own.
func (s *story) begin(ctx context.Context) error {
	if err := program.Run(ctx, s.server.program, s.server.environ(), strings.NewReader(s.boss.line()), "admin", "add", "boss", "--key", "-"); err != nil {
		return err
	}
	if err := s.server.serve(ctx); err != nil {
		return err
	}
	if _, err := s.boss.does("register boss"); err != nil {
		return err
	}
	for _, f := range films {
		data, err := f.bytes()
		if err != nil {
			return err
		}
		if err := s.boss.put(f.file, data); err != nil {
			return err
		}
		if err := s.arrives(ctx, f.file, "ready"); err != nil {
			return err
		}
		if _, err := s.boss.does(f.publication()); err != nil {
			return err
		}
	}
	if _, err := s.alice.doesAs("new", "register alice"); err != nil {
		return err
	}
	for _, command := range []string{"redeem " + s.server.code, "buy 4", "buy 20 21"} {
		if _, err := s.alice.does(command); err != nil {
			return err
		}
	}
	return nil
}

// arrives waits until an upload stands so.
func (s *story) arrives(ctx context.Context, file, state string) error {
	return program.Await(ctx, file+" to be "+state, func() (bool, error) {
		out, err := s.boss.does("incoming --json")
		if err != nil {
			return false, err
		}
		var all []struct{ Name, State string }
		if err := json.Unmarshal([]byte(out), &all); err != nil {
			return false, err
		}
		for _, f := range all {
			if f.Name == file {
				return f.State == state, nil
			}
		}
		return false, nil
	})
}

// twice opens the screens as a person in both languages.
func twice(p *person, as string) ([]*screen, error) {
	var both []*screen
	for _, lang := range []string{"en", "zh"} {
		s, err := p.sit(as, lang)
		if err != nil {
			return nil, err
		}
		both = append(both, s)
	}
	return both, nil
}

// each does the same before both screens at once.
func each(both []*screen, do func(*screen) error) error {
	faults := make([]error, len(both))
	var all sync.WaitGroup
	for i, s := range both {
		all.Go(func() { faults[i] = do(s) })
	}
	all.Wait()
	for _, err := range faults {
		if err != nil {
			return err
		}
	}
	return nil
}

var labels = map[string][2]string{ // en, zh
	"guest":     {"Youku: what a guest sees first", "优酷：访客看到的第一屏"},
	"library":   {"Youku: the library", "优酷：片库"},
	"series":    {"Youku: a series", "优酷：一部合集"},
	"movie":     {"Youku: a movie's page", "优酷：影片详情"},
	"countdown": {"Youku: waiting for a movie", "优酷：下载前的倒计时"},
	"transfer":  {"Youku: a movie on its way", "优酷：正在下载"},
	"uploads":   {"Youku: the admin's uploads", "优酷：管理员的上传页"},
}

// takes waits for what a screen is to show and takes the picture.
func (s *story) takes(ctx context.Context, sc *screen, name string, percent int, wanted ...string) error {
	g, err := sc.seeAt(ctx, percent, wanted...)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	label := labels[name][0]
	if sc.lang == "zh" {
		label = labels[name][1]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.album = append(s.album, picture{name: sc.lang + "-" + name, label: label, grid: fixed(g)})
	return nil
}

func (s *story) guest(ctx context.Context) error {
	both, err := twice(s.alice, "guest")
	if err != nil {
		return err
	}
	return each(both, func(sc *screen) error {
		defer sc.session.Close()
		return s.takes(ctx, sc, "guest", -1, `\bb  \S`, `\br  \S`)
	})
}
