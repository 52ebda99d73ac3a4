package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"youku.example/sshserver/tools/program"
)

// The people of the library. Both have the same key.
const (
	admin  = "boss"
	viewer = "boss" // a key opens one account; an admin downloads like a user
)

// raised are the settings that are not the defaults: no limit decides a figure, and
// there is no wait before a download.
var raised = []string{
	"YOUKU_CONNECTIONS=5000", "YOUKU_SOURCE_CONNECTIONS=5000", "YOUKU_ARRIVING=2000", "YOUKU_SOURCE_ARRIVING=2000",
	"YOUKU_SESSIONS=1000", "YOUKU_ACCOUNT_CONNECTIONS=5000", "YOUKU_WAIT=0s", "YOUKU_LOG=error", "YOUKU_HOST=youku.example",
}

// openYouku starts our server over a library that has the movie, ready to be
// downloaded.
func (b *bench) openYouku(ctx context.Context, settings ...string) (*server, error) {
	if !b.ready {
		if err := program.Run(ctx, b.program, b.environ(), nil, "admin", "add", admin, "--key", b.key+".pub"); err != nil {
			return nil, err
		}
	}
	s, err := b.serve(ctx, settings)
	if err != nil {
		return nil, err
	}
	if !b.ready {
		if err := b.fill(ctx, s); err != nil {
			s.stop()
			return nil, fmt.Errorf("fill the library: %w", err)
		}
		b.ready = true
	}
	s.file, err = b.download(ctx, s, "1")
	if err == nil {
		s.small, err = b.download(ctx, s, "2")
	}
	if err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

var sayOpen = regexp.MustCompile(`127\.0\.0\.1:\d+`)

func (b *bench) serve(ctx context.Context, settings []string) (*server, error) {
	s := &server{user: viewer, gone: make(chan struct{})}
	s.cmd = exec.Command(b.program, "serve", "--listen", "127.0.0.1:0")
	s.cmd.Env = append(append(b.environ(), raised...), settings...)
	s.cmd.Stderr = b.log
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start our server: %w", err)
	}
	open := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if addr := sayOpen.FindString(lines.Text()); addr != "" {
				select {
				case open <- addr:
				default:
				}
			}
		}
		_ = s.cmd.Wait()
		close(s.gone)
	}()
	select {
	case s.addr = <-open:
		return s, nil
	case <-s.gone:
		return nil, errors.New("start our server: it ended")
	case <-ctx.Done():
		s.stop()
		return nil, ctx.Err()
	}
}

// fill registers the admin, uploads the movies and publishes them as 1 and 2.
func (b *bench) fill(ctx context.Context, s *server) error {
	if _, err := b.command(ctx, s, "register", admin); err != nil {
		return err
	}
	for _, file := range []string{b.movie, b.small} {
		name := filepath.Base(file)
		if err := b.batch(ctx, s, nil, "put "+file+" /incoming/"+name); err != nil {
			return err
		}
		if err := b.arrived(ctx, s, name, "ready"); err != nil {
			return err
		}
		if _, err := b.command(ctx, s, "publish", name, "--title", title, "--free"); err != nil {
			return err
		}
	}
	return nil
}

// arrived waits until an upload has come to a state.
func (b *bench) arrived(ctx context.Context, s *server, name, state string) error {
	last := ""
	err := program.Await(ctx, "the upload to be "+state, func() (bool, error) {
		out, err := b.command(ctx, s, "incoming", "--json")
		if err != nil {
			return false, err
		}
		var rows []struct{ Name, State string }
		if err := json.Unmarshal([]byte(out), &rows); err != nil {
			return false, fmt.Errorf("incoming: %w: %q", err, out)
		}
		for _, r := range rows {
			if r.Name == name {
				last = r.State
			}
		}
		return last == state, nil
	})
	if err != nil {
		return fmt.Errorf("%w (it is %q)", err, last)
	}
	return nil
}

// download asks for a movie and says where it lies.
func (b *bench) download(ctx context.Context, s *server, id string) (string, error) {
	out, err := b.command(ctx, s, "request", id, "--json")
	if err != nil {
		return "", err
	}
	var grant struct{ Path, State string }
	if err := json.Unmarshal([]byte(out), &grant); err != nil {
		return "", fmt.Errorf("request: %w: %q", err, out)
	}
	if path.Dir(grant.Path) != "/downloads" {
		return "", fmt.Errorf("request: the movie lies at %q", grant.Path)
	}
	return grant.Path, nil
}

// does runs a command of the library.
func (b *bench) command(ctx context.Context, s *server, words ...string) (string, error) {
	cmd := b.ssh(ctx, s, nil, words...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", strings.Join(words, " "), err, strings.TrimSpace(stderr.String()))
	}
	return string(out), nil
}
