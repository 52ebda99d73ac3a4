package command

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

	"youku.example/store"
	"youku.example/tui/words"
)

// maxSummed is how much of stdin is hashed: programs ask with nothing there
// whether the command works.
const maxSummed = 1 << 20

var (
	cmdMD5    = sums("md5", md5.New)
	cmdSHA1   = sums("sha1", sha1.New)
	cmdSHA256 = sums("sha256", sha256.New)
)

// sums is a checksum command that answers as the unix tool does.
func sums(algorithm string, make func() hash.Hash) command {
	name := algorithm + "sum"
	return command{
		name: name, open: withAccount, args: "PATH…", most: 64, group: programs, hidden: true,
		says:     words.Say("文件的校验和，像 unix 的同名工具", "a file's checksum, as the unix tool of that name"),
		more:     words.Say("rclone 这样比对。没有 PATH 就算 stdin 的。", "rclone compares this way. Without PATH it sums stdin."),
		examples: []string{name + " /downloads/0007-….mp4"},
		make: func(f *flags) runner {
			f.set.BoolP("binary", "b", false, "")
			f.set.BoolP("text", "t", false, "")
			return func(ctx context.Context, t *turn) error {
				if len(t.args) == 0 || len(t.args) == 1 && t.args[0] == "-" {
					return t.sumStdin(ctx, make())
				}
				return t.sumFiles(ctx, algorithm)
			}
		},
	}
}

type sumJSON struct {
	Path string `json:"path"`
	Sum  string `json:"sum"`
}

func (t *turn) sumStdin(ctx context.Context, h hash.Hash) error {
	n, err := io.Copy(h, io.LimitReader(t.Stdin, maxSummed+1))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return err
	case n > maxSummed:
		return &store.Refusal{Code: store.ErrTooLong.Code, Limit: maxSummed}
	}
	return t.showSums([]sumJSON{{"-", hex.EncodeToString(h.Sum(nil))}})
}

func (t *turn) sumFiles(ctx context.Context, algorithm string) error {
	var out []sumJSON
	for _, path := range t.args {
		sum, err := t.Files.Sum(ctx, t.Actor, t.Lang, t.login(), path, algorithm)
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
	return t.showSums(out)
}

// showSums writes what the unix tools write: a name with a backslash or a line
// end is escaped, and the line begins with a backslash.
func (t *turn) showSums(list []sumJSON) error {
	return t.answer(list, func(p *page) {
		escape := strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)
		for _, s := range list {
			name := escape.Replace(s.Path)
			before := ""
			if name != s.Path {
				before = `\`
			}
			p.line(before + s.Sum + "  " + store.Clean(name))
		}
	})
}
