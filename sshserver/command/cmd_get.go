package command

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdGet = command{
	name: "get", open: withAccount, args: "ID [--offset N]", need: 1, group: fetching,
	says: words.Say("等到可以下载，然后把影片写到 stdout", "waits, then writes the movie to stdout"),
	more: words.Say("会自己申请，并在 stderr 上倒计时；断开也保留位置。从不扣款：付费影片要先 buy。--offset 接着上次断开的地方取。",
		"It asks for the movie by itself and counts down on stderr; you keep your place when you leave. It never charges: buy a paid movie first. --offset goes on where an earlier one was cut off."),
	examples: []string{"get 7 > 7.mp4", "get 7 | mpv -", "get 7 --offset 1000000 >> 7.mp4"},
	make: func(f *flags) runner {
		offset := f.number("offset", words.Say("从第 N 个字节开始", "starts at byte N"), 0, 0, 1<<62)
		quiet := f.yes("quiet", words.Say("不显示倒计时", "without the countdown"))
		return func(ctx context.Context, t *turn) error {
			if t.Terminal {
				return errTerminal
			}
			id, err := t.id(0)
			if err != nil {
				return err
			}
			return t.get(ctx, id, *offset, *quiet)
		}
	},
}

func (t *turn) get(ctx context.Context, id, offset int64, quiet bool) error {
	for {
		d, err := t.await(ctx, id, quiet)
		if err != nil {
			return err
		}
		if offset > d.Size {
			return errOffset
		}
		transfer, err := t.Shop.OpenDownload(ctx, t.Actor, id, store.ProtocolCommand, t.Client)
		if errors.Is(err, store.ErrNotReady) {
			continue
		}
		if err != nil {
			return err
		}
		return t.send(ctx, transfer, offset)
	}
}

// await makes the grant and holds until it may be fetched. What the shop says
// is asked anew after each ring: the actor may become a VIP, or lose the grant.
func (t *turn) await(ctx context.Context, id int64, quiet bool) (store.Download, error) {
	news, stop := t.Shop.Listen(t.Actor)
	defer stop()
	d, err := t.Shop.Request(ctx, t.Actor, id)
	if err != nil || d.CanFetch() {
		return d, err
	}
	c := countdown{w: t.Stderr, lang: t.Lang, quiet: quiet}
	defer c.end()
	asked := time.Now()
	for {
		left := d.Wait - time.Since(asked)
		c.show(d, left)
		tick := time.NewTimer(nextTick(left))
		select {
		case <-ctx.Done():
			tick.Stop()
			return d, ctx.Err()
		case <-t.Closing:
			tick.Stop()
			return d, errClosing
		case <-news:
			tick.Stop()
		case <-tick.C:
			since := time.Since(asked)
			if since < d.Wait && (d.Place == 0 || since < askAgain) {
				continue
			}
		}
		d, err = t.Shop.Download(ctx, t.Actor, id)
		if errors.Is(err, store.ErrNoGrant) { // it was asked for, and is gone
			return d, &store.Refusal{Code: store.ErrCutOff.Code, Movie: id}
		}
		if err != nil || d.CanFetch() {
			return d, err
		}
		if d.Missing {
			return d, d.Refused()
		}
		if d.Wait <= 0 { // the grant stands, but serves no one any more
			return d, &store.Refusal{Code: store.ErrNoGrant.Code, Movie: id}
		}
		asked = time.Now()
	}
}

// askAgain is how old the place in the queue may be that is shown.
const askAgain = 5 * time.Second

// nextTick is the time to the next whole second of what is left, so that the
// countdown shows each of them.
func nextTick(left time.Duration) time.Duration {
	if rest := left % time.Second; rest > 0 {
		return rest
	}
	return min(max(left, 0), time.Second)
}

// countdown draws one line over itself, a second each.
type countdown struct {
	w     io.Writer
	lang  words.Lang
	quiet bool
	drawn string
}

func (c *countdown) show(d store.Download, left time.Duration) {
	line := fill(words.Say("还要 %s，断开也保留位置", "ready in %s; it keeps its place"), words.Countdown(left)).In(c.lang)
	if d.Place > 0 {
		line = fill(words.Say("前面还有 %d 部，还要 %s，断开也保留位置", "queued behind %d, ready in %s; it keeps its place"), d.Place, words.Countdown(left)).In(c.lang)
	}
	if c.quiet || line == c.drawn {
		return
	}
	over := max(ansi.StringWidth(c.drawn)-ansi.StringWidth(line), 0)
	c.drawn = line
	_, _ = io.WriteString(c.w, "\r"+line+strings.Repeat(" ", over))
}

func (c *countdown) end() {
	if c.drawn != "" {
		_, _ = io.WriteString(c.w, "\n")
	}
}
