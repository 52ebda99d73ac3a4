package command

import (
	"context"
	"slices"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdIncoming = command{
	name: "incoming", open: admin, group: uploading,
	says: words.Say("上传来的文件", "the uploaded files"),
	more: words.Say("用任何 SFTP 或 SCP 客户端传到 /incoming。state 是 receiving、partial、hashing、ready、duplicate 或 refused；ready 的可以 publish，partial 的可以续传。",
		"Any SFTP or SCP client uploads to /incoming. The state is receiving, partial, hashing, ready, duplicate or refused; what is ready can be published, what is partial resumed."),
	examples: []string{"incoming", "incoming --json"},
	make: plain(func(ctx context.Context, t *turn) error {
		list, err := t.Intake.Incoming(ctx, t.Actor)
		if err != nil {
			return err
		}
		moving, err := t.Shop.Transfers(ctx, t.Actor)
		if err != nil {
			return err
		}
		var out []incomingJSON
		for _, in := range list {
			out = append(out, incomingJSON{in.Name, in.Size, in.State, orNull(in.SHA256), orNull(in.DuplicateOf), orNull(in.MediaType)})
		}
		return t.answer(out, func(p *page) {
			if len(list) == 0 {
				p.say(words.Say("没有等待发布的文件；上传到 /incoming。", "Nothing is waiting; upload to /incoming."))
				return
			}
			var rows [][]string
			for _, in := range list {
				rows = append(rows, []string{words.Size(in.Size), t.arrival(in, moving), in.Name})
			}
			p.table([]column{right("大小", "SIZE"), left("状态", "STATE"), left("文件名", "NAME")}, rows)
		})
	}),
}

type incomingJSON struct {
	Name        string              `json:"name"`
	Size        int64               `json:"size"`
	State       store.IncomingState `json:"state"`
	SHA256      *string             `json:"sha256"`
	DuplicateOf *int64              `json:"duplicate_of"`
	MediaType   *string             `json:"media_type"`
}

var incomingNames = map[store.IncomingState]words.T{
	store.Receiving:  words.Say("接收中", "receiving"),
	store.Partial:    words.Say("没传完", "partial"),
	store.Hashing:    words.Say("校验中", "hashing"),
	store.Arrived:    words.Say("可发布", "ready"),
	store.Duplicate:  words.Say("重复", "duplicate"),
	store.Refused:    words.Say("被拒", "refused"),
	store.Publishing: words.Say("发布中", "publishing"),
	store.Removing:   words.Say("清理中", "removing"),
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

// arrival is where an upload stands, with how far or why.
func (t *turn) arrival(in store.Incoming, moving []store.Progress) string {
	s := incomingNames[in.State].In(t.Lang)
	switch {
	case in.State == store.Receiving:
		s += " " + sentSoFar(in, moving)
	case in.State == store.Hashing, in.State == store.Publishing && in.Done > 0:
		s += " " + words.Percent(in.Done, in.Size)
	case in.State == store.Duplicate:
		s += fill(words.Say("：影片 %d", " of movie %d"), in.DuplicateOf).In(t.Lang)
	case in.Problem != "":
		_, why := words.Refusal(&store.Refusal{Code: in.Problem, Name: in.Name})
		s += fill(words.Say(":%s", ": %s"), why).In(t.Lang)
	}
	return s
}
