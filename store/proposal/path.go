package proposal

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	seasonFolder  = regexp.MustCompile(`(?i)^(?:season|series|s)[ ._-]?(\d{1,3})$`)
	specialFolder = regexp.MustCompile(`(?i)^(?:specials?|sps?|ovas?|特别篇|特別篇|特别版|番外|番外篇|番外编)$`)
)

// IsSeason reports whether the name of a folder says a season and no title: what it
// holds is of the series that the folder above it names.
func IsSeason(name string) bool {
	clean := strings.TrimSpace(separated(digits(plain(name))))
	if seasonFolder.MatchString(clean) || specialFolder.MatchString(clean) {
		return true
	}
	n := readName(name)
	return n.hasSeason && !n.has && n.title == ""
}

// shelves are folders that sort, and name neither a movie nor a series.
var shelves = []string{
	"incoming", "movies", "movie", "films", "film", "tv", "tv shows", "shows", "series", "video", "videos", "anime", "downloads", "download", "new", "upload", "uploads", "media",
	"电影", "影片", "电视剧", "剧集", "连续剧", "动漫", "动画", "番剧", "纪录片", "综艺", "下载", "视频", "新片", "上传",
}

// names is what the names of a path say.
type names struct {
	file   parsed
	folder folders
	inShow bool // a tvshow.nfo speaks for it
}

func (o *Proposer) readPath(p string, inShow bool) names {
	dir, file := path.Split(strings.TrimPrefix(path.Clean("/"+p), "/"))
	return names{file: readName(stemOf(file)), folder: o.readFolder(dir), inShow: inShow}
}

// readFolder reads the names of a folder, which ends in a slash, and of those
// above it; "" is the top.
func (o *Proposer) readFolder(dir string) folders {
	f, known := o.read[dir]
	if known || dir == "" {
		return f
	}
	f = readFolders(strings.Split(strings.TrimSuffix(dir, "/"), "/"))
	if o.read == nil {
		o.read = map[string]folders{}
	}
	o.read[dir] = f
	return f
}

// folders is what the folders above a file say: the one that names something,
// and the season between it and the file.
type folders struct {
	parsed
	named     bool
	at        string // the path of the one that does
	seasonDir bool   // a folder said which season
}

// namedBelow reports whether the folder that names something lies below that of a
// tvshow.nfo and names another show, where that is no folder of the one show.
func (f folders) namedBelow(show, title string) bool {
	own := readName(path.Base(show)).title
	return f.named && len(show) < len(f.at) && !alike(f.title, title) && !alike(f.title, own) && !alike(own, title)
}

func readFolders(parts []string) (f folders) {
	for i, name := range slices.Backward(parts) {
		clean := strings.TrimSpace(separated(digits(plain(name))))
		if m := seasonFolder.FindStringSubmatch(clean); m != nil && !f.seasonDir {
			f.season, _ = strconv.Atoi(m[1])
			f.hasSeason, f.seasonDir = true, true
			continue
		}
		if specialFolder.MatchString(clean) && !f.seasonDir {
			f.season, f.hasSeason, f.seasonDir = 0, true, true
			continue
		}
		if slices.Contains(shelves, strings.ToLower(clean)) {
			if f.seasonDir {
				continue
			}
			return f
		}
		n := readName(name)
		if n.has && !n.loose { // a folder for one episode, called as its file is
			if f.seasonDir {
				continue
			}
			n.number, n.end, n.has, n.own = 0, 0, false, ""
		}
		if n.loose {
			n.title, n.loose, n.has = trimmed(withoutBrackets(clean)), false, false
		}
		if n.hasSeason && !f.hasSeason {
			f.season, f.hasSeason, f.seasonDir = n.season, true, true
		}
		if n.title == "" {
			continue // 第二季 alone
		}
		f.title, f.year, f.yearLoose, f.named = n.title, n.year, n.yearLoose, true
		f.at = strings.Join(parts[:i+1], "/")
		return f
	}
	return f
}
