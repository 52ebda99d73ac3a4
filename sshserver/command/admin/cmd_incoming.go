package admin

import (
	"context"
	"path"
	"slices"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/sidecar"
	"youku.example/tui/words"
)

// Incoming lists the uploads and where they stand.
func Incoming(shop Shop, intake Intake) *cli.Command {
	return &cli.Command{
		Name: "incoming", Gate: cli.Admin, Group: cli.GroupMovies,
		Help: words.Say("上传来的文件", "the uploaded files"),
		More: words.Say("用任何 SFTP 或 SCP 客户端传到 /incoming。文件夹可以整个传。state 是 receiving、partial、hashing、ready、duplicate、sidecar 或 refused；ready 的可以 publish，partial 的可以续传，sidecar（字幕、.nfo、图片）属于 of 那部影片。",
			"Any SFTP or SCP client uploads to /incoming. Folders may be sent whole. The state is receiving, partial, hashing, ready, duplicate, sidecar or refused; what is ready can be published, what is partial resumed, and a sidecar (a subtitle, an .nfo, a picture) belongs to the movie in its field of."),
		Examples: []string{"incoming", "incoming --json"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			list, err := intake.Incoming(ctx, call.Actor)
			if err != nil {
				return err
			}
			moving, err := shop.Transfers(ctx, call.Actor)
			if err != nil {
				return err
			}
			movies := moviesByFolder(list)
			var out []incomingJSON
			for _, in := range list {
				out = append(out, incomingJSON{in.Name, in.Size, in.State, cli.OrNull(in.SHA256), cli.OrNull(in.DuplicateOf), cli.OrNull(in.MediaType), cli.OrNull(of(in, movies))})
			}
			return call.Answer(out, func(p *cli.Page) {
				var rows [][]string
				for _, in := range list {
					rows = append(rows, []string{words.Size(in.Size), arrival(call, in, moving), nameAndWhy(call, in)})
				}
				p.List(sayNothingWaits, []cli.Column{cli.Right("大小", "SIZE"), cli.Left("状态", "STATE"), cli.Left("文件名", "NAME")}, rows)
			})
		}),
	}
}

type incomingJSON struct {
	Name        string              `json:"name"`
	Size        int64               `json:"size"`
	State       store.IncomingState `json:"state"`
	SHA256      *string             `json:"sha256"`
	DuplicateOf *int64              `json:"duplicate_of"`
	MediaType   *string             `json:"media_type"`
	Of          *string             `json:"of"`
}

// moviesByFolder is the uploads that a sidecar may belong to.
func moviesByFolder(list []store.Incoming) map[string][]string {
	movies := map[string][]string{}
	for _, in := range list {
		if in.State != store.Refused && sidecar.KindOf(in.Name) == sidecar.None {
			movies[path.Dir(in.Name)] = append(movies[path.Dir(in.Name)], in.Name)
		}
	}
	return movies
}

// of is the movie that a sidecar belongs to, "" if it is none or can't be said.
func of(in store.Incoming, movies map[string][]string) string {
	if in.State != store.Sidecar {
		return ""
	}
	return sidecar.Of(in.Name, movies[path.Dir(in.Name)])
}

// sentSoFar is how much of an upload came and how fast, and its share where the
// client said how large it is.
func sentSoFar(in store.Incoming, moving []store.Progress) string {
	i := slices.IndexFunc(moving, func(p store.Progress) bool { return p.MovieID == 0 && p.Title == in.Name })
	if i < 0 {
		return words.Size(in.Done)
	}
	p := moving[i]
	if p.Size == 0 {
		return words.Size(in.Done) + " " + words.Rate(p.Rate)
	}
	return words.Percent(in.Done, p.Size) + " " + words.Rate(p.Rate)
}

// arrival is where an upload stands, with how far.
func arrival(call *cli.Call, in store.Incoming, moving []store.Progress) string {
	s := words.Upload(in.State).In(call.Lang)
	switch {
	case in.State == store.Receiving:
		s += " " + sentSoFar(in, moving)
	case in.State == store.Hashing, in.State == store.Publishing && in.Done > 0:
		s += " " + words.Percent(in.Done, in.Size)
	case in.State == store.Duplicate:
		s += cli.Fill(words.Say("：影片 %d", " of movie %d"), in.DuplicateOf).In(call.Lang)
	}
	return s
}

// nameAndWhy is the path of an upload, and why it was refused if it was: last in
// its line, since a sentence in a column makes every line as long.
func nameAndWhy(call *cli.Call, in store.Incoming) string {
	if in.Problem == "" {
		return in.Name
	}
	_, why := words.Refusal(&store.Refusal{Code: in.Problem, Name: in.Name})
	return cli.Fill(words.Say("%s：%s", "%s: %s"), store.Clean(in.Name), why).In(call.Lang)
}
