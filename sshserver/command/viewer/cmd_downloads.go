package viewer

import (
	"context"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// Downloads lists the account's downloads.
func Downloads(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "downloads", Gate: cli.WithAccount, Args: "[--limit N] …", Group: cli.GroupDownload,
		Help: words.Say("你申请过和下载过的", "what you asked for and fetched"),
		More: words.Say("最新的在前，加 --reverse 则相反。state 是 queued、waiting、ready、complete、expired 或 ended；path 是 sftp 和 scp 的路径(一集在它合集的文件夹里)，取不了的为 null；series_id、season、episode、episode_end 不是一集的为 null；available 为 false 时影片的文件暂时不在。下一页：同样的选项加 --after 上一页最后的记录编号（JSON 里的 id）。",
			"The newest first, with --reverse the oldest. The state is queued, waiting, ready, complete, expired or ended; path is where sftp and scp find it, null where there is nothing to fetch; an episode's is in the folder of its series, and series_id, season, episode and episode_end are null for what is none; while available is false the movie's file is missing. For the next page give the same flags and --after the number that this one ends with (id in JSON)."),
		Examples: []string{"downloads", "downloads --json", "downloads --limit 20 --after 7"},
		Make: func(f *cli.Flags) cli.Runner {
			pages := f.Pages(500, 500, words.Say("最早的在前", "the oldest first"))
			return func(ctx context.Context, call *cli.Call) error {
				list, err := shop.DownloadPage(ctx, call.Actor, pages.Span())
				if err != nil {
					return err
				}
				var out []downloadJSON
				for _, d := range list.Rows {
					out = append(out, downloadOf(d))
				}
				return call.Answer(out, func(p *cli.Page) { downloadTable(call, p, list.Rows, pages) })
			}
		},
	}
}

type downloadJSON struct {
	ID          int64       `json:"id"`
	MovieID     int64       `json:"movie_id"`
	Title       string      `json:"title"`
	SeriesID    *int64      `json:"series_id"`
	Season      *int        `json:"season"`
	Episode     *int        `json:"episode"`
	EpisodeEnd  *int        `json:"episode_end"`
	State       store.State `json:"state"`
	ReadyAt     *time.Time  `json:"ready_at"`
	Path        *string     `json:"path"`
	PaidFen     store.Fen   `json:"paid_fen"`
	RequestedAt *time.Time  `json:"requested_at"`
	SentBytes   int64       `json:"sent_bytes"`
	Available   bool        `json:"available"`
	Favourite   bool        `json:"favourite"`
	Later       bool        `json:"later"`
	Seen        bool        `json:"seen"`
}

func downloadOf(d store.Download) downloadJSON {
	out := downloadJSON{
		ID: d.ID, MovieID: d.MovieID, Title: d.Title, State: d.State, ReadyAt: cli.Time(d.ReadyAt),
		PaidFen: d.Paid, RequestedAt: cli.Time(d.RequestedAt), SentBytes: d.Sent,
		Available: !d.Missing, Favourite: d.Marks.Favourite, Later: d.Marks.Later, Seen: d.Marks.Seen,
	}
	if d.SeriesID != 0 {
		out.SeriesID, out.Season, out.Episode, out.EpisodeEnd = &d.SeriesID, &d.Episode.Season, &d.Episode.Number, cli.OrNull(d.Episode.End)
	}
	if d.Live && !d.Missing {
		out.Path = cli.OrNull(d.Path())
	}
	return out
}

// inSeries is the title of a download; an episode's says of which series it is.
func inSeries(d store.Download) string {
	return view.TitleInSeries(store.Movie{Title: d.Title, Episode: d.Episode, SeriesID: d.SeriesID})
}

func downloadTable(call *cli.Call, p *cli.Page, list []store.Download, pages cli.Pages) {
	fetchable := false
	var rows [][]string
	for _, d := range list {
		left := ""
		if d.Live && d.Wait > 0 {
			left = words.LeftBrief(d.Wait, call.Lang)
		}
		state := words.Grant(d)
		if d.Live && d.Missing {
			state = words.Missing
		}
		fetchable = fetchable || d.CanFetch()
		rows = append(rows, []string{
			strconv.FormatInt(d.MovieID, 10), state.In(call.Lang), left,
			words.Percent(d.Sent, d.Size), call.Moment(d.RequestedAt), inSeries(d),
		})
	}
	if p.List(words.Say("还没有下载过；request ID 申请一部。", "Nothing yet; request ID asks for a movie."), []cli.Column{
		cli.Right("编号", "ID"), cli.Left("状态", "STATE"), cli.Right("还要", "WAIT"), cli.Right("已取", "SENT"),
		cli.Left("申请于", "ASKED"), cli.Left("片名", "TITLE"),
	}, rows) {
		pages.Next(p, len(list), list[len(list)-1].ID)
	}
	if fetchable {
		p.Line(call.Login().Folder("/downloads"))
	}
}
