package migrate

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/progress"
	"youku.example/store/sqldb/move"
	"youku.example/tui/words"
)

var (
	saySound   = words.Say("核对来源…", "looking whether the source is sound …")
	sayVerify  = words.Say("核对两边：%s", "comparing both sides: %s")
	sayRows    = words.Say("记录", "rows")
	sayFiles   = words.Say("文件", "files")
	sayAnew    = words.Say("来源在上次之后改动过，记录从头复制了。", "The source was changed since the run before: its rows were copied anew.")
	sayMissing = words.Say("来源缺少文件：%s", "missing in the source: %s")
	sayDamaged = words.Say("来源的文件已损坏：%s", "damaged in the source: %s")
)

const (
	drawEvery = 100 * time.Millisecond // on a terminal
	sayEvery  = 10 * time.Second       // elsewhere, a line each
)

// show says how far it is: by a bar on a terminal, else by a line now and then.
type show struct {
	lang words.Lang
	out  io.Writer

	mu    sync.Mutex
	bar   progress.Bar
	last  time.Time
	began time.Time // of the copying
	done  int64     // bytes
	have  int64     // of them, before this run
}

func newShow(c *local.Call) *show {
	return &show{lang: c.Lang, out: c.Stderr, bar: progress.Bar{W: progress.OnTerminal(c.Stderr)}}
}

// line prints a line that stays.
func (s *show) line(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bar.Clear()
	fmt.Fprintln(s.out, text)
}

func (s *show) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bar.Clear()
}

// stage says what is done next.
func (s *show) stage(what words.T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.draw(what.In(s.lang), true)
}

// draw draws a text, or prints it; s.mu is held. What is not important may be left out.
func (s *show) draw(text string, important bool) {
	every := sayEvery
	if s.bar.W != nil {
		every = drawEvery
	}
	if !important && time.Since(s.last) < every {
		return
	}
	s.last = time.Now()
	if s.bar.W != nil {
		s.bar.Show(text)
		return
	}
	fmt.Fprintln(s.out, text)
}

// files says how many bytes are to be copied, and returns what is told of each that is.
func (s *show) files(all, have int64) func(bytes int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.began, s.done, s.have = time.Now(), have, have
	s.draw(s.progress(sayFiles, s.done, all, words.SizeOf(s.done, all), ""), true)
	return func(bytes int64) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.done += bytes
		rate := ""
		if past := time.Since(s.began).Seconds(); past > 1 {
			rate = words.Rate(float64(s.done-s.have) / past)
		}
		s.draw(s.progress(sayFiles, s.done, all, words.SizeOf(s.done, all), rate), s.done == all)
	}
}

// rows says how far the rows are.
func (s *show) rows(p move.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.Verifying {
		s.draw(fmt.Sprintf(sayVerify.In(s.lang), p.Table), false)
		return
	}
	s.draw(s.progress(sayRows, p.Rows, p.Of, words.Count(int(p.Rows))+" / "+words.Count(int(p.Of)), p.Table), p.Rows == p.Of)
}

func (s *show) progress(what words.T, done, all int64, numbers, more string) string {
	return strings.TrimRight(fmt.Sprintf("%s %s %s  %s  %s", what.In(s.lang), progress.Cells(done, all), words.Percent(done, all), numbers, more), " ")
}
