package command

import (
	"context"
	"fmt"
	"strings"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdMovie = command{
	name: "movie", open: everybody, args: "ID", need: 1, group: looking,
	says:     words.Say("一部影片的详情", "one movie in full"),
	more:     words.Say("JSON 字段和 movies 一样，还有 streams：能不能边下边放，还不知道的是 null；available 为 false 时文件暂时不在，不卖也取不了。", "JSON: the fields of movies, and streams: whether it plays while it comes, null where that is not known yet; while available is false its file is missing, and it is neither sold nor sent."),
	examples: []string{"movie 7", "movie 7 --json"},
	make: plain(func(ctx context.Context, t *turn) error {
		id, err := t.id(0)
		if err != nil {
			return err
		}
		l, err := t.Shop.Movie(ctx, t.Actor, id)
		if err != nil {
			return err
		}
		return t.answer(t.wholeMovieJSON(l), func(p *page) {
			t.movieFacts(p, l)
			t.nextStep(p, l)
		})
	}),
}

// movieFacts is all there is to tell of a movie.
func (t *turn) movieFacts(p *page, l store.Listing) {
	p.line(store.Clean(l.Title))
	picture := ""
	if l.Width > 0 {
		picture = fmt.Sprintf("%d×%d", l.Width, l.Height)
	}
	codecs := strings.Trim(l.VideoCodec+" / "+l.AudioCodec, " /")
	length := ""
	if l.Duration > 0 {
		length = words.Duration(l.Duration, t.Lang)
	}
	facts := []fact{
		{words.Say("编号", "ID"), fmt.Sprint(l.ID)},
		{words.Say("价格", "Price"), strings.TrimSpace(t.price(l) + " " + t.standing(l))},
		{words.Say("时长", "Length"), length},
		{words.Say("大小", "Size"), words.Size(l.Size)},
		{words.Say("画面", "Picture"), picture},
		{words.Say("编码", "Codecs"), codecs},
		{words.Say("格式", "Type"), l.MediaType},
		{words.Say("上架", "Added"), t.moment(l.CreatedAt)},
		{words.Say("SHA-256", "SHA-256"), l.SHA256},
	}
	if t.Actor.Role == store.RoleAdmin && !l.MissingSince.IsZero() {
		facts = append(facts, fact{words.Say("文件缺失", "File missing"), fill(words.Say("从 %s 起", "since %s"), t.moment(l.MissingSince)).In(t.Lang)})
	}
	if t.Actor.Role == store.RoleAdmin {
		facts = append(facts, fact{words.Say("上传者", "Uploaded by"), l.UploadedBy}, fact{words.Say("抽样 MD5", "Sampled MD5"), l.SampledMD5})
	}
	p.facts(facts...)
	if t.Actor.Role == store.RoleAdmin && l.Streams == store.StreamsNo {
		p.say(words.Say("索引在文件末尾，要整个下完才能放。改成边下边放再上传：%s", "Its index is at the end of the file, so it plays only once it is whole. To mend it and upload it again: %s"), words.FastStartCommand(store.FileName(l.ID, l.Slug, l.Ext)))
	}
}

// nextStep is the line that fetches the movie, or buys it.
func (t *turn) nextStep(p *page, l store.Listing) {
	switch {
	case l.Shelf != store.OnShelf || t.Actor.Account == 0:
	case !l.Available():
		p.say(words.Say("它的文件暂时不在，不卖也取不了；文件回来后会自动恢复。", "Its file is missing for now: it is neither sold nor sent, and comes back by itself when the file does."))
	case !l.MustBuy():
		p.say(words.Say("下载：%s", "download: %s"), t.ssh(fmt.Sprintf("get %d > %04d%s", l.ID, l.ID, l.Ext)))
	default:
		p.say(words.Say("购买：%s", "buy: %s"), t.ssh(fmt.Sprintf("buy %d --price %s", l.ID, l.YourPrice.Yuan())))
	}
}
