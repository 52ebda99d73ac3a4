package command

import (
	"context"
	"strconv"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdMovies = command{
	name: "movies", open: everybody, args: "[--free|--paid] [--search TEXT] …", group: looking,
	says: words.Say("影片列表", "the movies there are"),
	more: words.Say("搜索认汉字、单词、拼音和拼音首字母。下一页：同样的选项加 --after 上一页最后的编号。",
		"The search knows characters, words, pinyin and its initials. For the next page give the same flags and --after the last number shown."),
	examples: []string{"movies", "movies --paid --sort price", "movies --search liulang", "movies --sort title --reverse", "movies --free --limit 10 --after 7 --json"},
	make: func(f *flags) runner {
		free := f.yes("free", words.Say("只看免费的", "free ones only"))
		paid := f.yes("paid", words.Say("只看付费的", "paid ones only"))
		search := f.text("search", "TEXT", words.Say("按片名搜索", "by title"))
		sort := f.choice("sort", words.Say("排序", "the order"), "new", "title", "price")
		reverse := f.yes("reverse", words.Say("倒过来排", "in the reverse order"))
		limit := f.number("limit", words.Say("最多几部", "how many at most"), 50, 1, 500)
		after := f.number("after", words.Say("从这个编号之后开始", "go on after this number"), 0, 1, 1<<53)
		deleted := f.yesFor(admin, "deleted", words.Say("看不在架上的", "the ones off the shelf instead"))
		missing := f.yesFor(admin, "missing", words.Say("看文件不在的，不论在不在架上", "the ones whose file is missing instead, on the shelf or off it"))
		return func(ctx context.Context, t *turn) error {
			if *free && *paid {
				return misused(words.Say("--free 和 --paid 只能选一个。", "Choose one of --free and --paid."))
			}
			q := store.Query{
				Priced: store.AnyPrice, Search: *search, Sort: store.Sort(*sort),
				Reverse: *reverse, Limit: int(*limit), After: *after, Deleted: *deleted, Missing: *missing,
			}
			switch {
			case *free:
				q.Priced = store.OnlyFree
			case *paid:
				q.Priced = store.OnlyPaid
			}
			return t.movies(ctx, q)
		}
	},
}

func (t *turn) movies(ctx context.Context, q store.Query) error {
	list, err := t.Shop.Movies(ctx, t.Actor, q)
	if err != nil {
		return err
	}
	var out []movieJSON
	for _, l := range list {
		out = append(out, t.movieJSON(l))
	}
	return t.answer(out, func(p *page) {
		if len(list) == 0 {
			p.say(words.Say("没有这样的影片。", "No such movies."))
			return
		}
		cols := []column{right("编号", "ID"), right("时长", "LENGTH"), right("大小", "SIZE"), right("价格", "PRICE"), left("", ""), left("片名", "TITLE")}
		var rows [][]string
		for _, l := range list {
			rows = append(rows, []string{
				strconv.FormatInt(l.ID, 10), words.Length(l.Duration, t.Lang), words.Size(l.Size), t.price(l), t.standing(l), l.Title,
			})
		}
		p.table(cols, rows)
		if len(list) == q.Limit {
			p.say(words.Say("下一页：--after %d", "next page: --after %d"), list[len(list)-1].ID)
		}
	})
}

// standing is what sets a movie apart in a list.
func (t *turn) standing(l store.Listing) string {
	switch {
	case l.Shelf != store.OnShelf:
		return shelfNames[l.Shelf].In(t.Lang)
	case !l.Available():
		return sayMissing.In(t.Lang)
	case l.Owned:
		return words.Say("已购", "yours").In(t.Lang)
	}
	return ""
}
