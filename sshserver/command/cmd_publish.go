package command

import (
	"context"
	"strings"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdPublish = command{
	name: "publish", open: admin, args: "NAME --title T (--free|--price YUAN)", need: 1, group: uploading,
	says:     words.Say("发布一个上传好的文件", "publishes an uploaded file"),
	more:     words.Say("NAME 是 incoming 里的文件名。带空格的标题要引两次，因为 ssh 会去掉一层引号。回答是影片的详情。", "NAME is the file's in incoming. Quote a title with spaces twice, since ssh takes one pair off. The answer is the movie."),
	examples: []string{`publish clip.mp4 --title "'流浪地球 The Wandering Earth'" --price 20`, "publish clip.mp4 --title Clip --free"},
	make: func(f *flags) runner {
		title := f.text("title", "T", words.Say("片名", "the title"))
		free := f.yes("free", words.Say("免费", "free"))
		price := f.yuan("price", words.Say("价格", "the price"))
		return func(ctx context.Context, t *turn) error {
			if !f.given("title") {
				return misused(words.Say("还缺片名：--title T。", "It needs a title: --title T."))
			}
			if *free == f.given("price") {
				return misused(sayFreeOrPrice)
			}
			name := strings.TrimPrefix(t.args[0], "/incoming/")
			m, err := t.Intake.Publish(ctx, t.Actor, name, store.Publication{Title: *title, Free: *free, Price: *price})
			if err != nil {
				return err
			}
			l := t.listing(ctx, m)
			return t.answer(t.movieJSON(l), func(p *page) { t.movieFacts(p, l) })
		}
	},
}

var sayFreeOrPrice = words.Say("--free 和 --price 要选一个。", "Choose one of --free and --price.")

// listing is a movie that was just changed, as the admin sees it now. The
// change stands, whatever becomes of the look at it.
func (t *turn) listing(ctx context.Context, m store.Movie) store.Listing {
	if l, err := t.Shop.Movie(ctx, t.Actor, m.ID); err == nil {
		return l
	}
	return store.Listing{Movie: m, YourPrice: m.Price}
}
