package servers

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	pkgsftp "github.com/pkg/sftp"
)

// movie is one that the people know of.
type movie struct {
	id    int64
	title string
	size  int64
	sum   string
}

// film makes a movie like no other, so long: a clip, and behind it a box that players
// pass over.
func (c *cluster) film(title string, size int) []byte {
	clip, err := os.ReadFile("../../../media/demo/brocade.mp4")
	c.fatal(err)
	box := make([]byte, max(size-len(clip), 8+len(title)))
	seed := rand.NewChaCha8(sha256.Sum256([]byte(title)))
	seed.Read(box)
	binary.BigEndian.PutUint32(box, uint32(len(box)))
	copy(box[4:], "free"+title)
	return append(clip, box...)
}

func sumOf(p []byte) string {
	sum := sha256.Sum256(p)
	return hex.EncodeToString(sum[:])
}

// publisher sends movies of a size and publishes them, one after the other.
func (w *crowd) publisher(label string, from, size int, pace time.Duration) func(context.Context) {
	return func(ctx context.Context) {
		boss := w.c.person("boss", from, w.c.port)
		defer boss.leave()
		for i := 0; ctx.Err() == nil; i++ {
			title := fmt.Sprintf("%sx%04d", label, i)
			m, done := w.publish(ctx, boss, label, title, size, pace, "--free")
			if done {
				w.mu.Lock()
				w.acked.published[title] = m.sum
				w.mu.Unlock()
			}
			pause(ctx, pace)
		}
	}
}

// publish sends a movie and publishes it, over as many connections as that takes.
func (w *crowd) publish(ctx context.Context, boss *person, who, title string, size int, pace time.Duration, terms string) (m movie, done bool) {
	content := w.c.film(title, size)
	m = movie{title: title, size: int64(len(content)), sum: sumOf(content)}
	name := title + ".mp4"
	for ctx.Err() == nil {
		if !w.until(ctx, who, "uploads", func() error { return boss.send(ctx, name, content, pace) }) {
			return m, false
		}
		cutOff := false // by a server that was killed before it had hashed the file
		done := w.until(ctx, who, "publications", func() (err error) {
			cutOff, err = boss.release(&m, terms)
			return err
		})
		if done && !cutOff {
			return m, true
		}
	}
	return m, false
}

// release publishes what was sent, if it is not published yet. It reports whether more
// of it must be sent before.
func (p *person) release(m *movie, terms string) (cutOff bool, err error) {
	name := m.title + ".mp4"
	var found []struct{ ID int64 }
	if err := p.ask("movies --search "+m.title, &found); err != nil {
		return false, err
	}
	if len(found) == 1 { // the answer was lost
		m.id = found[0].ID
		return false, nil
	}
	var arrived []struct{ Name, State string }
	if err := p.ask("incoming", &arrived); err != nil {
		return false, err
	}
	for _, f := range arrived {
		switch {
		case f.Name != name:
		case f.State == "partial":
			return true, nil
		case f.State != "ready":
			return false, errAgain // it is being hashed, or what a fault left is being settled
		}
	}
	var published struct{ ID int64 }
	err = p.ask("publish "+name+" --title "+m.title+" "+terms, &published)
	m.id = published.ID
	return false, err
}

// errAgain asks for another look.
var errAgain = errors.New("not yet")

// files runs fn over SFTP.
func (p *person) files(fn func(*pkgsftp.Client) error) error {
	if err := p.connect(); err != nil {
		return err
	}
	client, told, err := p.subsystem()
	if err != nil {
		if text := strings.TrimSpace(told.String()); text != "" {
			return refused{"sftp", 1, text}
		}
		p.leave()
		return lost{err}
	}
	defer client.Close()
	err = fn(client)
	var status *pkgsftp.StatusError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, pkgsftp.ErrSSHFxConnectionLost), errors.Is(err, io.EOF), errors.Is(err, os.ErrClosed):
		p.leave()
		return lost{err}
	case errors.As(err, &status):
		return refused{"sftp", 1, said(status)}
	}
	if strings.Contains(err.Error(), "connection lost") || strings.Contains(err.Error(), "EOF") {
		p.leave()
		return lost{err}
	}
	return err
}

// told is what was said beside a session.
type told struct {
	text bytes.Buffer
	done chan struct{}
}

// String waits for the end of the session.
func (t *told) String() string { <-t.done; return t.text.String() }

// subsystem begins SFTP; told is what was said beside it.
func (p *person) subsystem() (client *pkgsftp.Client, beside *told, err error) {
	beside = &told{done: make(chan struct{})}
	ends := false
	defer func() {
		if !ends {
			close(beside.done)
		}
	}()
	s, err := p.client.NewSession()
	if err != nil {
		return nil, beside, err
	}
	said, err := s.StderrPipe()
	if err != nil {
		return nil, beside, err
	}
	in, err := s.StdinPipe()
	if err != nil {
		return nil, beside, err
	}
	out, err := s.StdoutPipe()
	if err != nil {
		return nil, beside, err
	}
	if err := s.RequestSubsystem("sftp"); err != nil {
		return nil, beside, err
	}
	ends = true
	go func() { defer close(beside.done); io.Copy(&beside.text, said) }()
	client, err = pkgsftp.NewClientPipe(out, in)
	return client, beside, err
}

// said is the sentence in a status, without what the client puts around it.
func said(s *pkgsftp.StatusError) string {
	text := strings.TrimPrefix(s.Error(), "sftp: ")
	if i := strings.Index(text, `"`); i >= 0 {
		text = strings.TrimPrefix(text[i:], `"`)
		if j := strings.LastIndex(text, `"`); j >= 0 {
			text = text[:j]
		}
	}
	return text
}

// send puts a file into the incoming folder, or goes on where it was cut off.
func (p *person) send(ctx context.Context, name string, content []byte, pace time.Duration) error {
	return p.files(func(c *pkgsftp.Client) error {
		path := "/incoming/" + name
		flags := os.O_WRONLY | os.O_CREATE
		from := int64(0)
		info, err := c.Stat(path)
		switch {
		case err == nil:
			from = info.Size()
		case errors.Is(err, os.ErrNotExist):
		default:
			return err
		}
		f, err := c.OpenFile(path, flags)
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := f.Seek(from, io.SeekStart); err != nil {
			return err
		}
		for rest := content[min(from, int64(len(content))):]; len(rest) > 0; {
			n, err := f.Write(rest[:min(len(rest), 1<<20)])
			if err != nil {
				return err
			}
			if rest = rest[n:]; len(rest) > 0 {
				pause(ctx, pace)
			}
		}
		return f.Close()
	})
}

// buyer makes an account after the other, each of which buys all the movies.
func (w *crowd) buyer(label string, from int, movies []movie) func(context.Context) {
	return func(ctx context.Context) {
		boss := w.c.person("boss", from, w.c.port)
		defer boss.leave()
		for i := 0; ctx.Err() == nil; i++ {
			name := fmt.Sprintf("%s-%d", label, i)
			w.c.newKey(name)
			if !w.register(ctx, label, name, from, w.c.port) {
				return
			}
			a := &account{bought: map[int64]bool{}}
			w.mu.Lock()
			w.acked.accounts[name] = a
			w.mu.Unlock()
			me := w.c.person(name, from, w.c.port)
			credited := w.until(ctx, label, "credits", func() error {
				var now wallet
				if err := me.ask("wallet", &now); err != nil || len(now.Entries) > 0 {
					return err
				}
				a.tries++
				_, err := boss.run("credit " + name + " 5000")
				return err
			})
			if !credited {
				w.mu.Lock()
				delete(w.acked.accounts, name)
				w.mu.Unlock()
				return
			}
			for _, m := range movies {
				a.bought[m.id] = false
				if !w.until(ctx, label, "purchases", func() error { _, err := me.run(fmt.Sprint("buy ", m.id)); return err }) {
					break
				}
				a.bought[m.id] = true
				pause(ctx, 50*time.Millisecond)
			}
			me.leave()
		}
	}
}

// register makes an account, whichever of its tries did.
func (w *crowd) register(ctx context.Context, who, name string, from, port int) bool {
	newcomer := w.c.person(name, from, port)
	newcomer.name = "new"
	defer newcomer.leave()
	tried := false
	return w.until(ctx, who, "registrations", func() error {
		if tried { // the answer was lost
			me := w.c.person(name, from, port)
			defer me.leave()
			if _, err := me.run("whoami"); err == nil {
				return nil
			} else if no := (refused{}); !errors.As(err, &no) || no.said != "" {
				return err
			}
		}
		tried = true
		_, err := newcomer.run("register " + name)
		return err
	})
}

// fetcher waits for movies and fetches them, again and again, and looks that each byte
// is the one that was sent.
func (w *crowd) fetcher(name string, from int, movies []movie) func(context.Context) {
	w.c.newKey(name)
	return func(ctx context.Context) {
		if !w.register(ctx, name, name, from, w.c.port) {
			return
		}
		me := w.c.person(name, from, w.c.port)
		defer me.leave()
		for i := 0; ctx.Err() == nil; i++ {
			m := movies[i%len(movies)]
			path := ""
			if !w.until(ctx, name, "requests", func() error {
				var g struct{ Path string }
				err := me.ask(fmt.Sprint("request ", m.id), &g)
				path = g.Path
				return err
			}) {
				return
			}
			if !w.until(ctx, name, "waits", func() error { return me.ready(m) }) {
				return
			}
			var got bytes.Buffer
			w.until(ctx, name, "downloads", func() error { return me.fetch(path, &got) })
			if sum := sumOf(got.Bytes()); int64(got.Len()) == m.size && sum != m.sum || int64(got.Len()) > m.size || ctx.Err() == nil && int64(got.Len()) < m.size {
				w.c.t.Errorf("%s fetched %s: %d of %d bytes, hash %s, want %s", name, m.title, got.Len(), m.size, sum, m.sum)
			}
		}
	}
}

// ready asks whether a download is.
func (p *person) ready(m movie) error {
	var list []struct {
		Movie int64 `json:"movie_id"`
		State string
	}
	if err := p.ask("downloads", &list); err != nil {
		return err
	}
	for _, d := range list {
		if d.Movie == m.id && (d.State == "ready" || d.State == "complete") {
			return nil
		}
	}
	return errAgain
}

// fetch gets what is not there yet of a file.
func (p *person) fetch(path string, into *bytes.Buffer) error {
	return p.files(func(c *pkgsftp.Client) error {
		f, err := c.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := f.Seek(int64(into.Len()), io.SeekStart); err != nil {
			return err
		}
		_, err = f.WriteTo(into)
		return err
	})
}
