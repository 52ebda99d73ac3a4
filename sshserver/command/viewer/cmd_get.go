package viewer

import (
	"context"
	"errors"
	"io"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

var (
	errTerminal = cli.NewRefused("terminal", words.Say("影片不能写到终端上：去掉 ssh 的 -t，把输出接到文件或播放器，例如 get 7 > 7.mp4。",
		"A movie can't be written to a terminal: leave out ssh -t and send the output to a file or a player, such as get 7 > 7.mp4."))
	errOffset  = cli.NewRefused("offset", words.Say("--offset 超过了影片的大小。", "--offset is beyond the end of the movie."))
	errClosing = cli.NewRefused("closing", words.Say("优酷要关门了。你的位置保留着，过一会儿再取。", "Youku is closing. Your place is kept: get it again in a while."))
)

// Get waits for a download and writes the movie to stdout; it never charges.
func Get(shop Shop, library Library) *cli.Command {
	return &cli.Command{
		Name: "get", Gate: cli.WithAccount, Args: "ID [--offset N] [--subtitle LANGUAGE]", Need: 1, Group: cli.GroupDownload,
		Help: words.Say("等到可以下载，然后把影片写到 stdout", "waits, then writes the movie to stdout"),
		More: words.Say("会自己申请，并在 stderr 上倒计时；断开也保留位置。从不扣款：付费影片要先 buy。--offset 接着上次断开的地方取。一集传完后，stderr 上有下一集的命令。",
			"It asks for the movie by itself and counts down on stderr; you keep your place when you leave. It never charges: buy a paid movie first. --offset goes on where an earlier one was cut off. After an episode the line for the next one is on stderr."),
		Examples: []string{"get 7 > 7.mp4", "get 7 | mpv -", "get 7 --offset 1000000 >> 7.mp4", "get 7 --subtitle zh > 7.zh.srt"},
		Make: func(f *cli.Flags) cli.Runner {
			offset := f.Number("offset", words.Say("从第 N 个字节开始", "starts at byte N"), 0, 0, 1<<62)
			quiet := f.Switch("quiet", words.Say("不显示倒计时", "without the countdown"))
			lang := f.Text("subtitle", "LANGUAGE", words.Say("不要影片，要这种语言的字幕", "its subtitles in that language instead of the movie"))
			return func(ctx context.Context, call *cli.Call) error {
				if call.Terminal {
					return errTerminal
				}
				id, err := call.ID(0)
				if err != nil {
					return err
				}
				if f.Given("subtitle") {
					return getSubtitle(ctx, shop, library, call, id, *lang, *quiet)
				}
				return get(ctx, shop, library, call, id, *offset, *quiet)
			}
		},
	}
}

func get(ctx context.Context, shop Shop, library Library, call *cli.Call, id, offset int64, quiet bool) error {
	for {
		d, err := await(ctx, shop, call, id, quiet)
		if err != nil {
			return err
		}
		if offset > d.Size {
			return errOffset
		}
		transfer, err := shop.OpenDownload(ctx, call.Actor, id, store.ProtocolCommand, call.Client)
		if errors.Is(err, store.ErrNotReady) {
			continue
		}
		if err != nil {
			return err
		}
		if err := send(ctx, library, call, transfer, offset); err != nil || quiet {
			return err
		}
		sayNextEpisode(ctx, shop, call, d)
		return nil
	}
}

// sayNextEpisode says on stderr, after an episode was sent whole, under which name
// it is kept in the series and how to go on.
func sayNextEpisode(ctx context.Context, shop Shop, call *cli.Call, d store.Download) {
	next := nextEpisode(ctx, shop, call, d.SeriesID, d.Episode)
	if next == nil {
		return
	}
	line := call.Login().Begin(next.Movie)
	if next.MustBuy() {
		line = call.Login().Buy(next.ID, next.YourPrice)
	}
	says := cli.Fill(words.Say("%s 传完了。下一集 %s：", "%s is complete. Next, %s:"), d.Name, view.EpisodeTitle(next.Movie))
	_, _ = io.WriteString(call.Stderr, says.In(call.Lang)+"\n  "+line+"\n")
}

// await requests the movie and waits until it may be fetched. The shop is asked
// again after each notification: the actor may become a VIP, or lose the grant.
func await(ctx context.Context, shop Shop, call *cli.Call, id int64, quiet bool) (store.Download, error) {
	news, stop := shop.Listen(call.Actor)
	defer stop()
	d, err := shop.Request(ctx, call.Actor, id)
	if err != nil || d.CanFetch() {
		return d, err
	}
	countdown := cli.StatusLine{W: call.Stderr}
	defer countdown.End()
	asked := time.Now()
	for {
		left := d.Wait - time.Since(asked)
		if !quiet {
			countdown.Show(sayCountdown(call.Lang, d, left))
		}
		tick := time.NewTimer(nextTick(left))
		select {
		case <-ctx.Done():
			tick.Stop()
			return d, ctx.Err()
		case <-call.Closing:
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
		d, err = shop.Download(ctx, call.Actor, id)
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

// sayCountdown is how long a download still waits; an episode's begins with its
// number, since a name might not fit into the line that is drawn over itself.
func sayCountdown(l words.Lang, d store.Download, left time.Duration) string {
	if d.SeriesID != 0 {
		return d.Episode.Code() + words.Say("：", ": ").In(l) + countdown(l, d, left)
	}
	return countdown(l, d, left)
}

func countdown(l words.Lang, d store.Download, left time.Duration) string {
	if d.Place > 0 {
		return cli.Fill(words.Say("前面还有 %d 部，还要 %s，断开也保留位置", "queued behind %d, ready in %s; it keeps its place"), d.Place, words.Countdown(left)).In(l)
	}
	return cli.Fill(words.Say("还要 %s，断开也保留位置", "ready in %s; it keeps its place"), words.Countdown(left)).In(l)
}
