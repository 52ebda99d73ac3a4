package viewer

import (
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// maxSummed is how much of stdin is hashed: programs ask with nothing there
// whether the command works.
const maxSummed = 1 << 20

var (
	errNoFile = cli.NewRefused("no_file", words.Say("没有这个文件。", "No such file."))
	errDenied = cli.NewRefused("denied", words.Say("没有权限。", "Permission denied."))
)

// MD5 is md5sum.
func MD5(files Files) *cli.Command { return sums(files, "md5", md5.New) }

// SHA1 is sha1sum.
func SHA1(files Files) *cli.Command { return sums(files, "sha1", sha1.New) }

// SHA256 is sha256sum.
func SHA256(files Files) *cli.Command { return sums(files, "sha256", sha256.New) }

// sums is a checksum command that answers as the unix tool does.
func sums(files Files, algorithm string, newHash func() hash.Hash) *cli.Command {
	name := algorithm + "sum"
	return &cli.Command{
		Name: name, Gate: cli.WithAccount, Args: "PATH…", Most: 64, Group: cli.GroupPrograms, Hidden: true,
		Help:     words.Say("文件的校验和，像 unix 的同名工具", "a file's checksum, as the unix tool of that name"),
		More:     words.Say("rclone 这样比对。没有 PATH 就算 stdin 的。", "rclone compares this way. Without PATH it sums stdin."),
		Examples: []string{name + " /downloads/0007-….mp4"},
		Make: func(f *cli.Flags) cli.Runner {
			f.Set.BoolP("binary", "b", false, "")
			f.Set.BoolP("text", "t", false, "")
			return func(ctx context.Context, call *cli.Call) error {
				if len(call.Args) == 0 || len(call.Args) == 1 && call.Args[0] == "-" {
					return sumStdin(ctx, call, newHash())
				}
				return sumFiles(ctx, files, call, algorithm)
			}
		},
	}
}

type sumJSON struct {
	Path string `json:"path"`
	Sum  string `json:"sum"`
}

func sumStdin(ctx context.Context, call *cli.Call, h hash.Hash) error {
	n, err := io.Copy(h, io.LimitReader(call.Stdin, maxSummed+1))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return err
	case n > maxSummed:
		return &store.Refusal{Code: store.ErrTooLong.Code, Limit: maxSummed}
	}
	return showSums(call, []sumJSON{{"-", hex.EncodeToString(h.Sum(nil))}})
}

func sumFiles(ctx context.Context, files Files, call *cli.Call, algorithm string) error {
	var out []sumJSON
	for _, path := range call.Args {
		sum, err := files.Sum(ctx, call.Actor, call.Lang, call.Login(), path, algorithm)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return errNoFile
		case errors.Is(err, fs.ErrPermission):
			return errDenied
		case err != nil:
			return err
		}
		out = append(out, sumJSON{path, sum})
	}
	return showSums(call, out)
}

// showSums writes what the unix tools write: a name with a backslash or a line
// end is escaped, and the line begins with a backslash.
func showSums(call *cli.Call, list []sumJSON) error {
	return call.Answer(list, func(p *cli.Page) {
		escape := strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)
		for _, s := range list {
			name := escape.Replace(s.Path)
			before := ""
			if name != s.Path {
				before = `\`
			}
			p.Line(before + s.Sum + "  " + store.Clean(name))
		}
	})
}
