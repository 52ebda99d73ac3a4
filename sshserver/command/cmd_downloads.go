package command

import (
	"context"
	"strconv"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdDownloads = command{
	name: "downloads", open: withAccount, args: "[--limit N] …", group: fetching,
	says: words.Say("你申请过和下载过的", "what you asked for and fetched"),
	more: words.Say("最新的在前，加 --reverse 则相反。state 是 queued、waiting、ready、complete、expired 或 ended；path 是 sftp 和 scp 的路径，取不了的为 null；available 为 false 时影片的文件暂时不在。下一页：同样的选项加 --after 上一页最后的记录编号（JSON 里的 id）。",
		"The newest first, with --reverse the oldest. The state is queued, waiting, ready, complete, expired or ended; path is where sftp and scp find it, null where there is nothing to fetch; while available is false the movie's file is missing. For the next page give the same flags and --after the number that this one ends with (id in JSON)."),
	examples: []string{"downloads", "downloads --json", "downloads --limit 20 --after 7"},
	make: func(f *flags) runner {
		pages := f.pages(500, 500, words.Say("最早的在前", "the oldest first"))
		return func(ctx context.Context, t *turn) error {
			list, err := t.Shop.DownloadPage(ctx, t.Actor, pages.span())
			if err != nil {
				return err
			}
			var out []downloadJSON
			for _, d := range list.Rows {
				out = append(out, downloadOf(d))
			}
			return t.answer(out, func(p *page) { t.downloadTable(p, list.Rows, pages) })
		}
	},
}

type downloadJSON struct {
	ID          int64       `json:"id"`
	MovieID     int64       `json:"movie_id"`
	Title       string      `json:"title"`
	State       store.State `json:"state"`
	ReadyAt     *time.Time  `json:"ready_at"`
	Path        *string     `json:"path"`
	PaidFen     store.Fen   `json:"paid_fen"`
	RequestedAt *time.Time  `json:"requested_at"`
	SentBytes   int64       `json:"sent_bytes"`
	Available   bool        `json:"available"`
}

func downloadOf(d store.Download) downloadJSON {
	out := downloadJSON{
		ID: d.ID, MovieID: d.MovieID, Title: d.Title, State: d.State, ReadyAt: when(d.ReadyAt),
		PaidFen: d.Paid, RequestedAt: when(d.RequestedAt), SentBytes: d.Sent,
		Available: !d.Missing,
	}
	if d.Live && !d.Missing {
		out.Path = orNull(d.Path())
	}
	return out
}

func (t *turn) downloadTable(p *page, list []store.Download, pages pageFlags) {
	if len(list) == 0 {
		p.say(words.Say("还没有下载过；request ID 申请一部。", "Nothing yet; request ID asks for a movie."))
		return
	}
	fetchable := false
	var rows [][]string
	for _, d := range list {
		left := ""
		if d.Live && d.Wait > 0 {
			left = words.LeftBrief(d.Wait, t.Lang)
		}
		state := stateOf(d)
		if d.Live && d.Missing {
			state = sayMissing
		}
		fetchable = fetchable || d.CanFetch()
		rows = append(rows, []string{
			strconv.FormatInt(d.MovieID, 10), state.In(t.Lang), left,
			words.Percent(d.Sent, d.Size), t.moment(d.RequestedAt), d.Title,
		})
	}
	p.table([]column{
		right("编号", "ID"), left("状态", "STATE"), right("还要", "WAIT"), right("已取", "SENT"),
		left("申请于", "ASKED"), left("片名", "TITLE"),
	}, rows)
	pages.next(p, len(list), list[len(list)-1].ID)
	if fetchable {
		p.line(t.login().Folder("/downloads"))
	}
}
