package admin

import (
	"context"
	"errors"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// maxSubtitle is the size of a file of subtitles.
const maxSubtitle = 5 << 20

func kindFlag(f *cli.Flags) *string {
	return f.Choice("kind", words.Say("种类：full 全部台词，forced 只有外语，sdh 听障字幕", "the kind: full is all that is spoken, forced only what is foreign, sdh for the hard of hearing"), "full", "forced", "sdh")
}

func kindOf(flag string) string {
	if flag == "full" {
		return ""
	}
	return flag
}

// SubtitleAdd gives a movie subtitles.
func SubtitleAdd(shop Shop, intake Intake) *cli.Command {
	return &cli.Command{
		Name: "subtitle add", Gate: cli.Admin, Args: "ID --language L [--kind forced|sdh]", Need: 1, Group: cli.GroupMovies,
		Help: words.Say("给影片加字幕", "gives a movie subtitles"),
		More: words.Say("srt、ass、ssa、vtt，最多 5 MB，从 stdin 读；UTF-8、UTF-16、GB18030、Big5 都可以，存成 UTF-8。同一语言、同一种类的会被替换。语言写代码或名字：zh、zh-Hant、en、ja、繁中。",
			"srt, ass, ssa or vtt of at most 5 MB, read from stdin; in UTF-8, UTF-16, GB18030 or Big5, and kept as UTF-8. What is there of the same language and kind is replaced. The language is a code or a name: zh, zh-Hant, en, ja, Japanese."),
		Examples: []string{"subtitle add 7 --language zh < 7.zh.srt", "subtitle add 7 --language en --kind sdh < 7.en.srt"},
		Make: func(f *cli.Flags) cli.Runner {
			lang := f.Text("language", "L", words.Say("语言：zh、zh-Hant、en……", "the language: zh, zh-Hant, en, …"))
			kind := kindFlag(f)
			return func(ctx context.Context, call *cli.Call) error {
				id, err := call.ID(0)
				if err != nil {
					return err
				}
				if *lang == "" {
					return cli.Misused(words.Say("还缺语言：--language zh。", "It needs a language: --language zh."))
				}
				text, err := call.ReadAll(ctx, maxSubtitle)
				if errors.Is(err, store.ErrTooLong) {
					return store.ErrSubtitlesBig
				}
				if err != nil {
					return err
				}
				s, err := intake.AddSubtitle(ctx, call.Actor, id, *lang, kindOf(*kind), []byte(text))
				if err != nil {
					return err
				}
				l, err := shop.Movie(ctx, call.Actor, id)
				if err != nil {
					return err
				}
				out := view.Subtitle(l.Movie, s)
				return call.Answer(out, func(p *cli.Page) { p.Line(out.File) })
			}
		},
	}
}

// SubtitleRemove takes subtitles from a movie.
func SubtitleRemove(intake Intake) *cli.Command {
	return &cli.Command{
		Name: "subtitle remove", Gate: cli.Admin, Args: "ID LANGUAGE [--kind full|forced|sdh]", Need: 2, Group: cli.GroupMovies,
		Help:     words.Say("去掉影片的字幕", "takes subtitles from a movie"),
		More:     words.Say("不写 --kind，这种语言的都去掉。", "Without --kind all of that language go."),
		Examples: []string{"subtitle remove 7 zh", "subtitle remove 7 en --kind sdh"},
		Make: func(f *cli.Flags) cli.Runner {
			kind := kindFlag(f)
			return func(ctx context.Context, call *cli.Call) error {
				id, err := call.ID(0)
				if err != nil {
					return err
				}
				var only *string
				if f.Given("kind") {
					k := kindOf(*kind)
					only = &k
				}
				removed, err := intake.RemoveSubtitle(ctx, call.Actor, id, call.Args[1], only)
				if err != nil {
					return err
				}
				type gone struct {
					Language string `json:"language"`
					Kind     string `json:"kind"`
					Format   string `json:"format"`
				}
				var list []gone
				for _, s := range removed {
					list = append(list, gone{s.Language, s.Kind, s.Format})
				}
				return call.Answer(list, func(p *cli.Page) {
					for _, s := range removed {
						p.Line(strings.TrimPrefix(s.FileName(""), "."))
					}
				})
			}
		},
	}
}
