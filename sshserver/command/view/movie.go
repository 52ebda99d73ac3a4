package view

import (
	"fmt"
	"strings"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/title"
	"youku.example/tui/words"
)

// MovieJSON is a movie as scripts read it.
type MovieJSON struct {
	ID         int64      `json:"id"`
	Title      string     `json:"title"`
	Free       bool       `json:"free"`
	PriceFen   store.Fen  `json:"price_fen"`
	YourPrice  store.Fen  `json:"your_price_fen"`
	Owned      bool       `json:"owned"`
	VIPFree    bool       `json:"vip_free"`
	Size       int64      `json:"size"`
	SHA256     string     `json:"sha256"`
	MediaType  string     `json:"media_type"`
	DurationMS int64      `json:"duration_ms"`
	Width      int        `json:"width"`
	Height     int        `json:"height"`
	CreatedAt  *time.Time `json:"created_at"`
	Available  bool       `json:"available"`
	Year       *int       `json:"year"`
	SeriesID   *int64     `json:"series_id"`
	Season     *int       `json:"season"`
	Episode    *int       `json:"episode"`
	EpisodeEnd *int       `json:"episode_end"`         // of a double episode
	Favourite  *bool      `json:"favourite,omitempty"` // for accounts, as the next two
	Later      *bool      `json:"later,omitempty"`
	Seen       *bool      `json:"seen,omitempty"`
	UploadedBy *string    `json:"uploaded_by,omitempty"` // for admins
	Shelf      *string    `json:"shelf,omitempty"`       // for admins, off the shelf
}

// WholeMovieJSON is one movie in full.
type WholeMovieJSON struct {
	MovieJSON
	Streams *bool       `json:"streams"` // null: not known yet
	About   string      `json:"about"`
	Tags    []string    `json:"tags"`
	Series  *SeriesPart `json:"series"` // null: in none

	Subtitles []SubtitleJSON `json:"subtitles"`
	Cover     bool           `json:"cover"`           // it was given one; else a frame is shown
	Sound     []string       `json:"sound_languages"` // of the tracks in the file, as far as they are said
}

// SeriesPart is where a movie stands in a series.
type SeriesPart struct {
	ID         int64  `json:"id"`
	Title      string `json:"title"`
	Season     int    `json:"season"`
	Episode    int    `json:"episode"`
	EpisodeEnd *int   `json:"episode_end"`
}

// WholeMovie is a movie in full, for scripts.
func WholeMovie(call *cli.Call, l store.Listing) WholeMovieJSON {
	m := WholeMovieJSON{MovieJSON: Movie(call, l), About: l.About, Tags: append([]string{}, l.Tags...), Subtitles: subtitles(l), Cover: l.Cover != 0, Sound: append([]string{}, l.Tracks.Sound...)}
	if l.SeriesID != 0 {
		m.Series = &SeriesPart{l.SeriesID, l.Episode.Series, l.Episode.Season, l.Episode.Number, m.EpisodeEnd}
	}
	if l.Streams != store.StreamsUnknown {
		yes := l.Streams == store.StreamsYes
		m.Streams = &yes
	}
	return m
}

// Movie is a movie as it stands in a list, for scripts.
func Movie(call *cli.Call, l store.Listing) MovieJSON {
	m := MovieJSON{
		ID: l.ID, Title: l.Title, Free: l.Free, PriceFen: l.Price, YourPrice: leftToPay(l), Owned: l.Owned, VIPFree: l.VIPFree,
		Size: l.Size, SHA256: l.SHA256, MediaType: l.MediaType, DurationMS: l.Duration.Milliseconds(),
		Width: l.Width, Height: l.Height, CreatedAt: cli.Time(l.CreatedAt),
		Available: l.Available(), Year: orNull(l.Year),
	}
	if l.SeriesID != 0 {
		m.SeriesID, m.Season, m.Episode, m.EpisodeEnd = &l.SeriesID, &l.Episode.Season, &l.Episode.Number, orNull(l.Episode.End)
	}
	if call.Actor.Account != 0 {
		m.Favourite, m.Later, m.Seen = &l.Marks.Favourite, &l.Marks.Later, &l.Marks.Seen
	}
	if call.Actor.Role == store.RoleAdmin {
		m.UploadedBy = &l.UploadedBy
		if l.Shelf != store.OnShelf {
			shelf := string(l.Shelf)
			m.Shelf = &shelf
		}
	}
	return m
}

// orNull is a number of which 0 says that there is none.
func orNull(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// MovieFacts writes all there is to know of a movie.
func MovieFacts(call *cli.Call, p *cli.Page, l store.Listing) {
	p.Line(store.Clean(l.Title))
	picture := ""
	if l.Width > 0 {
		picture = fmt.Sprintf("%d×%d", l.Width, l.Height)
	}
	codecs := strings.Trim(l.VideoCodec+" / "+l.AudioCodec, " /")
	length := ""
	if l.Duration > 0 {
		length = words.Duration(l.Duration, call.Lang)
	}
	facts := []cli.Fact{
		cli.NewFact(words.Say("编号", "ID"), fmt.Sprint(l.ID)),
		cli.NewFact(words.Say("合集", "Series"), seriesFact(l.Movie)),
		cli.NewFact(words.Say("年份", "Year"), year(l.Year)),
		cli.NewFact(words.Say("标签", "Tags"), store.Clean(strings.Join(l.Tags, " · "))),
		cli.NewFact(words.Say("价格", "Price"), strings.TrimSpace(Price(call, l)+" "+Standing(call, l))),
		cli.NewFact(words.Say("时长", "Length"), length),
		cli.NewFact(words.Say("大小", "Size"), words.Size(l.Size)),
		cli.NewFact(words.Say("画面", "Picture"), picture),
		cli.NewFact(words.Say("编码", "Codecs"), codecs),
		cli.NewFact(words.Say("格式", "Type"), l.MediaType),
		cli.NewFact(words.Say("上架", "Added"), call.Moment(l.CreatedAt)),
		cli.NewFact(words.Say("SHA-256", "SHA-256"), l.SHA256),
	}
	if call.Actor.Role == store.RoleAdmin && l.Shelf != store.OnShelf {
		facts = append(facts, cli.NewFact(words.Say("状态", "State"), words.Shelf(l.Shelf).In(call.Lang)))
	}
	if call.Actor.Role == store.RoleAdmin && !l.MissingSince.IsZero() {
		facts = append(facts, cli.NewFact(words.Say("文件缺失", "File missing"), cli.Fill(words.Say("从 %s 起", "since %s"), call.Moment(l.MissingSince)).In(call.Lang)))
	}
	if call.Actor.Role == store.RoleAdmin {
		facts = append(facts, cli.NewFact(words.Say("上传者", "Uploaded by"), l.UploadedBy), cli.NewFact(words.Say("抽样 MD5", "Sampled MD5"), l.SampledMD5))
	}
	if l.Cover != 0 {
		facts = append(facts, cli.NewFact(words.Say("封面", "Cover"), words.Say("自己的", "its own").In(call.Lang)))
	}
	facts = append(facts,
		cli.NewFact(words.Say("字幕", "Subtitles"), codes(words.Tracks(l.Subtitles), call.Lang)),
		cli.NewFact(words.Say("内嵌字幕", "Embedded subtitles"), words.Languages(l.Tracks.Subtitles, call.Lang)),
		cli.NewFact(words.Say("音轨", "Audio"), words.Spoken(l.Tracks.Sound, call.Lang)),
	)
	p.Facts(facts...)
	if l.About != "" {
		p.Line("")
		for line := range strings.Lines(store.CleanText(l.About)) {
			p.Line(strings.TrimRight(line, "\n"))
		}
	}
	if call.Actor.Role == store.RoleAdmin && l.Streams == store.StreamsNo {
		p.Say(words.IndexAtEnd)
		p.Line("  " + words.FastStartCommand(title.FileName(l.ID, l.Slug, l.Ext)))
	}
}

// Price is what a movie costs this viewer, with the full price beside it.
func Price(call *cli.Call, l store.Listing) string {
	s := words.Price(l.YourPrice, call.Lang)
	if l.YourPrice != l.Price {
		s += " (" + l.Price.String() + ")"
	}
	return s
}

// Standing is what sets a movie apart in a list.
func Standing(call *cli.Call, l store.Listing) string {
	switch {
	case l.Shelf != store.OnShelf:
		return words.Shelf(l.Shelf).In(call.Lang)
	case !l.Available():
		return words.Missing.In(call.Lang)
	case l.Owned:
		return words.Say("已购", "yours").In(call.Lang)
	case l.VIPFree:
		return words.VIPFree.In(call.Lang)
	}
	return ""
}

// seriesFact is the series of a movie, with its number there and its place.
func seriesFact(m store.Movie) string {
	if m.SeriesID == 0 {
		return ""
	}
	return fmt.Sprintf("%s (%d) %s", store.Clean(m.Episode.Series), m.SeriesID, m.Episode.Code())
}

func year(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprint(year)
}
