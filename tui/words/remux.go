package words

import (
	"path"
	"strings"
	"unicode"

	"youku.example/store"
)

// RemuxCommand is the line that puts a movie into a container that is taken,
// to be run where the file is, of which the folders in a name say nothing. No name
// is "movie.mov".
func RemuxCommand(name string) string {
	in, out := remuxNames(name, ".mp4")
	return "ffmpeg -i " + shellWord(in) + " -c copy " + shellWord(out)
}

// IndexAtEnd stands before FastStartCommand's line.
var IndexAtEnd = Say("索引在文件末尾，要整个下完才能放。想要边下边放，先在自己的电脑上运行，再上传：",
	"Its index is at the end: it plays only once it is whole. To mend that, run this on your own computer and upload the result:")

// FastStartCommand is the line that puts the index of an mp4 before its movie.
func FastStartCommand(name string) string {
	in, out := remuxNames(name, "")
	return "ffmpeg -i " + shellWord(in) + " -c copy -movflags +faststart " + shellWord(out)
}

// remuxNames is a file's name and that of what is made of it, which is another.
func remuxNames(name, ext string) (in, out string) {
	in = store.Clean(name[strings.LastIndex(name, "/")+1:])
	if in == "" {
		in = "movie.mov"
	}
	old := path.Ext(in)
	if ext == "" {
		ext = old
	}
	stem := strings.TrimSuffix(in, old)
	if out = stem + ext; out == in || stem == "" {
		out = stem + "-2" + ext
	}
	return in, out
}

// shellWord is a name as a POSIX shell reads it, quoted where it must be. One
// that begins like a flag is given its folder.
func shellWord(name string) string {
	if strings.HasPrefix(name, "-") {
		name = "./" + name
	}
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-/+,", r)
	}
	if strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) < 0 {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}
