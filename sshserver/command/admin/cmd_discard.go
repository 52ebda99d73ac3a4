package admin

import (
	"context"
	"errors"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// discardedJSON is one of several that was discarded.
type discardedJSON struct {
	Path string `json:"path"`
}

// Discard removes uploads, and folders with all that is in them.
func Discard(intake Intake) *cli.Command {
	return &cli.Command{
		Name: "discard", Gate: cli.Admin, Args: "PATH…", Need: 1, Most: cli.MostIDs, Group: cli.GroupMovies,
		Help:     words.Say("丢弃上传的文件或文件夹", "removes uploaded files and folders"),
		More:     words.Say("文件夹连同里面的一切。丢弃了就没有了；已经发布的影片不受影响。每个文件一行（JSON 是数组），有一个没丢弃就退出 1。", "A folder goes with all that is in it. What is discarded is gone; movies that were published stay. Each file gets a line (in JSON an array), with exit 1 if one was refused."),
		Examples: []string{"discard clip.mp4", "discard Tides old.mkv"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			var all []cli.Outcome
			for _, arg := range call.Args {
				name := inIncoming(arg)
				if name == "" {
					return cli.Misused(words.Say("要写明丢弃哪些文件或文件夹。", "Say which files or folders."))
				}
				err := intake.Discard(ctx, call.Actor, name, nil)
				if !errors.Is(err, store.ErrNoIncoming) {
					all = append(all, discarded(call, name, err))
					continue
				}
				if all, err = discardFolder(ctx, intake, call, name, all); err != nil {
					return err
				}
			}
			return call.Outcomes(all)
		}),
	}
}

// discardFolder discards what is in a folder and then the folder. What is refused
// keeps the folder that it is in, and nothing else.
func discardFolder(ctx context.Context, intake Intake, call *cli.Call, folder string, all []cli.Outcome) ([]cli.Outcome, error) {
	rows, err := intake.List(ctx, call.Actor, folder)
	if err != nil {
		return append(all, discarded(call, folder, err)), nil
	}
	for _, row := range rows {
		if row.State == store.Folder {
			all, err = discardFolder(ctx, intake, call, row.Name, all)
		} else {
			all = append(all, discarded(call, row.Name, intake.Discard(ctx, call.Actor, row.Name, row.Shown())))
			err = ctx.Err()
		}
		if err != nil {
			return all, err
		}
	}
	err = intake.RemoveFolder(ctx, call.Actor, folder)
	if errors.Is(err, store.ErrNotEmpty) {
		return all, nil // what was refused is said already
	}
	return append(all, discarded(call, folder, err)), nil
}

func discarded(call *cli.Call, path string, err error) cli.Outcome {
	if err != nil {
		return call.RefusedPath(path, err)
	}
	return cli.Outcome{What: path, Done: discardedJSON{path}, Says: cli.Fill(words.Say("丢弃了 %s", "discarded %s"), store.Clean(path))}
}
