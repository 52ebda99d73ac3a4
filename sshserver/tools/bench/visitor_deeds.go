package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/pkg/sftp"

	"youku.example/sshserver/tools/program"
)

// What people do. Each returns what it met that it did not ask for.

// film is a movie that the people know of.
type film struct {
	id    int64
	title string
	price int64 // fen; 0 is free
	size  int64
	sum   string
}

// oneOf is a movie of a kind; paid ones that are not free.
func (v *visitor) oneOf(paid bool) film {
	list := v.p.films(paid)
	return list[v.rand.IntN(len(list))]
}

// stroll is a person who uses commands, until the end.
func (v *visitor) stroll(ctx context.Context) error {
	deeds := []struct {
		share int
		do    func(context.Context) error
	}{{30, v.browse}, {20, v.search}, {10, v.look}, {12, v.buy}, {15, v.fetch}, {5, v.pipe}, {8, v.chat}}
	n := v.rand.IntN(100)
	for _, d := range deeds {
		if n -= d.share; n < 0 {
			return d.do(ctx)
		}
	}
	return nil
}

func (v *visitor) browse(context.Context) error {
	sort := []string{"new", "title", "price"}[v.rand.IntN(3)]
	var page []struct{ ID int64 }
	if err := v.ask(&page, "movies --sort %s --limit 10", sort); err != nil {
		return err
	}
	if len(page) != 10 {
		return fmt.Errorf("a page of 10 has %d movies", len(page))
	}
	return v.ask(&page, "movies --sort %s --limit 10 --after %d", sort, page[9].ID)
}

func (v *visitor) search(context.Context) error {
	m := v.oneOf(v.rand.IntN(2) == 0)
	var found []struct {
		ID    int64
		Title string
	}
	if err := v.ask(&found, "movies --search %s", m.title); err != nil {
		return err
	}
	if len(found) != 1 || found[0].ID != m.id {
		return fmt.Errorf("the search for %s found %+v", m.title, found)
	}
	return nil
}

func (v *visitor) look(context.Context) error {
	m := v.oneOf(v.rand.IntN(2) == 0)
	var got struct{ SHA256 string }
	if err := v.ask(&got, "movie %d", m.id); err != nil {
		return err
	}
	if got.SHA256 != m.sum {
		return fmt.Errorf("movie %d has the hash %q, want %q", m.id, got.SHA256, m.sum)
	}
	return nil
}

// buy buys what one does not have yet, and remembers what it was told.
func (v *visitor) buy(context.Context) error {
	m := v.oneOf(true)
	if v.bought[m.id] {
		return nil
	}
	var got struct {
		Paid    int64 `json:"paid_fen"`
		Balance int64 `json:"balance_fen"`
	}
	if err := v.ask(&got, "buy %d", m.id); err != nil {
		return err
	}
	v.bought[m.id] = true
	v.paid += got.Paid
	if got.Paid != m.price || got.Balance != v.given-v.paid {
		return fmt.Errorf("movie %d of %d fen took %d and left %d of %d", m.id, m.price, got.Paid, got.Balance, v.given-v.paid+got.Paid)
	}
	return nil
}

// mine is a movie that one may fetch.
func (v *visitor) mine() film {
	if m := v.oneOf(true); v.bought[m.id] {
		return m
	}
	return v.oneOf(false)
}

// fetch asks for a movie, waits, and gets it over SFTP.
func (v *visitor) fetch(ctx context.Context) error {
	m := v.mine()
	path, err := v.await(ctx, m)
	if err != nil || path == "" {
		return err
	}
	return v.get(path, m)
}

// await asks for a movie until it is ready; the path is empty where ctx ended before.
func (v *visitor) await(ctx context.Context, m film) (path string, err error) {
	began := time.Now()
	for ctx.Err() == nil {
		var g struct {
			State, Path string
			Wait        int64 `json:"wait_ms"`
		}
		if err := v.ask(&g, "request %d", m.id); err != nil {
			return "", err
		}
		if g.State == "ready" {
			return g.Path, nil
		}
		if time.Since(began) > longestAnswer {
			return "", fmt.Errorf("movie %d is %s after %v, and %d ms are left", m.id, g.State, time.Since(began), g.Wait)
		}
		_ = pause(ctx, time.Duration(g.Wait)*time.Millisecond)
	}
	return "", nil
}

// get reads a file over SFTP and compares its hash.
func (v *visitor) get(path string, m film) error {
	if err := v.connect(); err != nil {
		return err
	}
	began := time.Now()
	c, err := sftp.NewClient(v.client)
	if err != nil {
		return fmt.Errorf("sftp: %w", err)
	}
	defer c.Close()
	hung := time.AfterFunc(longestAnswer, v.leave)
	defer hung.Stop()
	f, err := c.Open(path)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close()
	sum := newSum()
	if _, err := f.WriteTo(sum); err != nil {
		return fmt.Errorf("get %s: %w", path, err)
	}
	v.p.did("sftp get", time.Since(began))
	return sum.is(m)
}

// pipe gets a movie by a command, which waits by itself.
func (v *visitor) pipe(context.Context) error {
	m := v.mine()
	out, err := v.run(fmt.Sprintf("get %d", m.id), "")
	if err != nil {
		return err
	}
	sum := newSum()
	_, _ = io.WriteString(sum, out)
	return sum.is(m)
}

func (v *visitor) chat(context.Context) error {
	line := []string{"notices", "wallet", "downloads", "whoami", "series"}[v.rand.IntN(5)]
	var any any
	return v.ask(&any, "%s", line)
}

// sum is the hash and the length of what is written.
type sum struct {
	hash.Hash
	n int64
}

func newSum() *sum { return &sum{Hash: sha256.New()} }

func (s *sum) Write(p []byte) (int, error) { s.n += int64(len(p)); return s.Hash.Write(p) }

func (s *sum) is(m film) error {
	if got := hex.EncodeToString(s.Sum(nil)); got != m.sum || s.n != m.size {
		return fmt.Errorf("movie %d came as %d bytes with the hash %s, want %d and %s", m.id, s.n, got, m.size, m.sum)
	}
	return nil
}

// publishOne uploads a movie like no other, publishes it and finds it.
func (v *visitor) publishOne(ctx context.Context, number int) error {
	m := film{title: fmt.Sprintf("Fresh%04d", number)}
	file := filepath.Join(v.p.fleet.dir, m.title+".mp4")
	if err := writeMovie(file, v.p.size, uint64(number)+1<<40); err != nil {
		return err
	}
	defer os.Remove(file)
	if err := m.measure(file); err != nil {
		return err
	}
	if err := v.put(file); err != nil {
		return err
	}
	if err := v.ready(ctx, m.title+".mp4"); err != nil {
		return err
	}
	var got struct{ ID int64 }
	if err := v.ask(&got, "publish %s.mp4 --title %s --free", m.title, m.title); err != nil {
		return err
	}
	m.id = got.ID
	v.p.add(m)
	return nil
}

// measure learns the size and the hash of a file.
func (m *film) measure(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	s := newSum()
	_, err = io.Copy(s, f)
	m.size, m.sum = s.n, hex.EncodeToString(s.Sum(nil))
	return err
}

// put sends a file over SFTP.
func (v *visitor) put(file string) error {
	if err := v.connect(); err != nil {
		return err
	}
	began := time.Now()
	c, err := sftp.NewClient(v.client)
	if err != nil {
		return fmt.Errorf("sftp: %w", err)
	}
	defer c.Close()
	hung := time.AfterFunc(longestAnswer, v.leave)
	defer hung.Stop()
	from, err := os.Open(file)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := c.Create("/incoming/" + filepath.Base(file))
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	if _, err := to.ReadFrom(from); err != nil {
		return fmt.Errorf("put: %w", err)
	}
	if err := to.Close(); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	v.p.did("sftp put", time.Since(began))
	return nil
}

// ready waits until the library has looked at an upload.
func (v *visitor) ready(ctx context.Context, name string) error {
	return program.Await(context.WithoutCancel(ctx), name+" to be ready", func() (bool, error) {
		var rows []struct{ Name, State string }
		if err := v.ask(&rows, "incoming"); err != nil {
			return false, err
		}
		for _, r := range rows {
			if r.Name == name {
				return r.State == "ready", nil
			}
		}
		return false, fmt.Errorf("%s is not in incoming", name)
	})
}
