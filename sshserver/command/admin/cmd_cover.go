package admin

import (
	"context"
	"errors"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// maxCover is the size of a picture.
const maxCover = 5 << 20

// Cover gives a movie or a series a picture, or takes it away.
func Cover(shop Shop, intake Intake) *cli.Command {
	return &cli.Command{
		Name: "cover", Gate: cli.Admin, Args: "ID | --series ID [--remove]", Most: 1, Group: cli.GroupMovies,
		Help: words.Say("给影片或合集换封面", "gives a movie or a series a cover"),
		More: words.Say("图片从 stdin 读：jpg、png 或 webp，最多 5 MB。封面代替影片的画面，一直保留到换掉或用 --remove 去掉；没有封面的合集显示第一集的。回答是这部影片或合集，JSON 里的 cover 说明它有没有自己的封面。",
			"The picture is read from stdin: jpg, png or webp of at most 5 MB. It stands instead of a frame of the movie until another is given or --remove takes it away; a series without one shows that of its first episode. The answer is the movie or the series; cover in the JSON says whether it has one of its own."),
		Examples: []string{"cover 7 < poster.jpg", "cover --series 2 < show.png", "cover 7 --remove"},
		Make: func(f *cli.Flags) cli.Runner {
			series := f.Number("series", words.Say("合集的封面，不是一部影片的", "of a series, not of one movie"), 0, 1, 1<<53)
			remove := f.Switch("remove", words.Say("去掉封面", "takes the cover away"))
			return func(ctx context.Context, call *cli.Call) error {
				of, err := covered(call, *series, f.Given("series"))
				if err != nil {
					return err
				}
				if *remove {
					err = intake.RemoveCover(ctx, call.Actor, of)
				} else {
					err = setCover(ctx, call, intake, of)
				}
				if err != nil {
					return err
				}
				return answerCover(ctx, call, shop, of)
			}
		},
	}
}

// covered is what a line names: one movie, or one series.
func covered(call *cli.Call, series int64, given bool) (store.EntryID, error) {
	if given == (len(call.Args) == 1) {
		return store.EntryID{}, cli.Misused(words.Say("请写一部影片的编号，或 --series 合集的编号。", "Name one movie by its ID, or a series by --series ID."))
	}
	if given {
		return store.EntryID{Series: true, ID: series}, nil
	}
	id, err := call.ID(0)
	return store.EntryID{ID: id}, err
}

func setCover(ctx context.Context, call *cli.Call, intake Intake, of store.EntryID) error {
	picture, err := call.ReadAll(ctx, maxCover)
	if errors.Is(err, store.ErrTooLong) {
		return store.ErrPictureBig
	}
	if err != nil {
		return err
	}
	_, err = intake.SetCover(ctx, call.Actor, of, []byte(picture))
	return err
}

// answerCover answers with the movie or the series as it is now.
func answerCover(ctx context.Context, call *cli.Call, shop Shop, of store.EntryID) error {
	if of.Series {
		l, episodes, err := shop.Series(ctx, call.Actor, of.ID)
		if err != nil {
			return err
		}
		return call.Answer(view.WholeSeries(l, episodes), func(p *cli.Page) { p.Say(coverSays(l.Cover), l.Title) })
	}
	l, err := shop.Movie(ctx, call.Actor, of.ID)
	if err != nil {
		return err
	}
	return call.Answer(view.WholeMovie(call, l), func(p *cli.Page) { p.Say(coverSays(l.Cover), l.Title) })
}

func coverSays(cover int64) words.T {
	if cover == 0 {
		return words.Say("《%s》的封面去掉了。", "“%s” has no cover of its own any more.")
	}
	return words.Say("《%s》有封面了。", "“%s” has its cover.")
}
