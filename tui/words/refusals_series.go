package words

import (
	"fmt"

	"youku.example/store"
)

// The sentences for series and for what is said about a movie.
var seriesSentences = map[*store.Refusal]sentence{
	store.ErrYear: fixed("年份要在 1870 和 2199 之间。", "A year lies between 1870 and 2199."),
	store.ErrTag: named("“%s”不能作标签：标签只占一行，没有逗号，最多 16 个汉字或 32 个字母。", "“%s” can't be a tag: it is one line without commas, of at most 32 letters or 16 Han characters.",
		Say("标签只占一行，没有逗号，最多 16 个汉字或 32 个字母。", "A tag is one line without commas, of at most 32 letters or 16 Han characters.")),
	store.ErrTooManyTags: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("标签太多了，最多 %d 个。", r.Limit), fmt.Sprintf("Those are too many tags: at most %d.", r.Limit))
	},
	store.ErrNoSubtitle: named("没有 %s 的字幕；movie ID 会列出有哪些。", "There are no subtitles in %s: `movie ID` lists those there are.",
		Say("没有这种字幕；movie ID 会列出有哪些。", "There are no such subtitles: `movie ID` lists those there are.")),
	store.ErrNotSubtitles:     fixed("这不是 srt、ass、ssa 或 vtt 字幕。", "Those are no subtitles in srt, ass, ssa or vtt: convert them first."),
	store.ErrSubtitlesBig:     fixed("字幕太大了，最多 5 MB。", "Those subtitles are too large: at most 5 MB."),
	store.ErrSubtitleEncoding: fixed("认不出字幕的编码，请存成 UTF-8 再传。", "The encoding of those subtitles is not known: save them as UTF-8 and send them again."),
	store.ErrTooManySubtitles: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("一部影片最多 %d 个字幕，先去掉几个。", r.Limit), fmt.Sprintf("A movie has at most %d files of subtitles: remove one first.", r.Limit))
	},
	store.ErrLanguageCode: named("“%s”不是语言代码；请写 zh、zh-Hant、en、ja 这样的。", "“%s” is no language: write a code such as zh, zh-Hant, en, ja.",
		Say("请写语言代码，例如 zh、zh-Hant、en、ja。", "Write a language as a code, such as zh, zh-Hant, en, ja.")),
	store.ErrNoCover: func(r *store.Refusal) T {
		return Say(movie(&store.Refusal{Name: r.Name}, Zh)+"没有自己的封面；用 cover 给它一张。", movie(&store.Refusal{Name: r.Name}, En)+" has no cover of its own: `cover` gives it one.")
	},
	store.ErrNotAPicture:   fixed("这不是完好的 jpg、png 或 webp 图片：请换一张。", "That is no sound picture in jpg, png or webp: send another one."),
	store.ErrPictureBig:    fixed("图片太大了，最多 5 MB：请缩小后再传。", "That picture is too large, at most 5 MB: make it smaller and send it again."),
	store.ErrPictureShape:  fixed("图片的尺寸不合适：太大、太小或太窄；600 × 900 到 2000 × 3000 正好。", "That picture has too many points, too few, or is too narrow: 600 × 900 to 2000 × 3000 is right."),
	store.ErrNoSeries:      fixed("没有这部合集，或者里面还没有影片；series 会列出所有合集。", "There is no such series, or no movie in it: `series` lists them."),
	store.ErrNoSeriesNamed: fixed("集号要和合集一起给出：--series 标题。", "An episode number needs its series: --series TITLE."),
	store.ErrEpisode:       fixed("季是 0–999（0 是特别篇），集是 0–9999，例如 2x03 或 2x03-04。", "A season is 0–999 (0 for specials), an episode 0–9999: 2x03, or 2x03-04."),
	store.ErrEpisodeTaken: func(r *store.Refusal) T {
		if r.Name == "" {
			return Say("这部合集里已经有这一集了，请换一个集号。", "The series has that episode already: choose another number.")
		}
		return Say(fmt.Sprintf("已经有 %s 了：影片 %d。请换一个集号。", store.Clean(r.Name), r.Movie),
			fmt.Sprintf("There is %s already: movie %d. Choose another number.", store.Clean(r.Name), r.Movie))
	},
	store.ErrNoNumber: named("“%s”没有第几季第几集，进不了合集：请先单独给它写上。", "“%s” has no season and number, so it can't come into a series: give it one first, by itself.",
		Say("没有第几季第几集，进不了合集：请先单独写上。", "Without a season and a number it can't come into a series: give it one first, by itself.")),
	store.ErrEpisodeTwice: named("这一集有两个文件，另一个是“%s”：丢弃一个，或用 --episode 单独发布。", "Another upload is the same episode: “%s”. Discard one, or publish each by itself with --episode.",
		Say("这一集有两个文件：丢弃一个，或用 --episode 单独发布。", "Two uploads are the same episode: discard one, or publish each by itself with --episode.")),
	store.ErrSeriesTaken: named("已经有叫《%s》的合集了，请换个标题。", "There is a series called “%s” already: choose another title.",
		Say("已经有这个名字的合集了，请换个标题。", "There is such a series already: choose another title.")),
	store.ErrTooManyMovies: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("一次最多 %d 部影片，请分几次来。", r.Limit), fmt.Sprintf("At most %d movies at once: take them in parts.", r.Limit))
	},
	store.ErrNotAllOwned: func(r *store.Refusal) T {
		if r.Name == "" {
			return Say(fmt.Sprintf("其中有些要先购买，一共 %s（buy 后面写同样的编号）。", r.Price),
				fmt.Sprintf("Some of them have to be bought first, for %s together (buy, with the same numbers).", r.Price))
		}
		buy := Login{}.BuySeries(r.Movie, r.Season, r.Price)
		if r.Season != nil {
			return Say(fmt.Sprintf("%s的第 %d 季还有没买的，一共 %s：先购买（%s）。", movie(&store.Refusal{Name: r.Name}, Zh), *r.Season, r.Price, buy),
				fmt.Sprintf("You do not own all of season %d of %s; what lacks costs %s: buy it first (%s).", *r.Season, movie(&store.Refusal{Name: r.Name}, En), r.Price, buy))
		}
		return Say(fmt.Sprintf("%s还有没买的，一共 %s：先购买（%s）。", movie(&store.Refusal{Name: r.Name}, Zh), r.Price, buy),
			fmt.Sprintf("You do not own all of %s; what lacks costs %s: buy it first (%s).", movie(&store.Refusal{Name: r.Name}, En), r.Price, buy))
	},
}
