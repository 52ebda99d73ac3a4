package words

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"youku.example/store"
	"youku.example/store/title"
)

// Login is a name at a server, as OpenSSH's programs are given it. Every line
// that a person copies to a shell of their own is made by its methods, for the
// screens and the commands alike, so that both show the same one.
type Login struct {
	Name string
	Host string // a name or an address, without brackets; "" when not known
	Port int    // 0 when not known
}

// sshPort is the one that ssh takes by itself.
const sshPort = 22

// SSH is a command of the server's, as it is typed on the person's own machine:
// ssh -p 2222 alice@host movies. Where the host is not known it is the command
// alone.
func (l Login) SSH(line string) string {
	if l.Host == "" {
		return line
	}
	at := "ssh " + l.port("-p") + store.Clean(l.Name) + "@" + store.Clean(l.Host)
	return strings.TrimRight(at+" "+line, " ")
}

// Play pipes a movie into a player; it waits where one must wait.
func (l Login) Play(movie int64) string { return l.SSH(fmt.Sprintf("get %d | mpv -", movie)) }

// maxSubFiles is how many files of subtitles a line to copy names.
const maxSubFiles = 4

// play is Play with the subtitles beside the movie, since a player looks for none
// over a network. It shows the first: one in the reader's language, if there is
// one, and of these one with all that is spoken. The flat name of an episode
// answers too, and is the shorter one.
func (l Login) play(d store.Download, lang Lang) string {
	if l.Host == "" || len(d.Subtitles) == 0 {
		return l.Play(d.MovieID)
	}
	line := fmt.Sprintf("get %d | mpv", d.MovieID)
	files := slices.Clone(d.Subtitles)
	slices.SortStableFunc(files, func(a, b store.Subtitle) int {
		return cmp.Or(foreign(a.Language, lang)-foreign(b.Language, lang), cmp.Compare(a.Kind, b.Kind))
	})
	for _, s := range files[:min(len(files), maxSubFiles)] {
		line += " --sub-file=" + shellWord(l.url("/downloads/"+s.FileName(d.FileName)))
	}
	return l.SSH(line + " -")
}

// url is the address of a file for programs that read sftp: themselves. The names
// of files hold nothing that would have to be escaped.
func (l Login) url(path string) string {
	port := ""
	if l.Port != 0 && l.Port != sshPort {
		port = fmt.Sprintf(":%d", l.Port)
	}
	return "sftp://" + l.remote() + port + path
}

// Begin is the first line to offer for a movie: it asks for it, waits, and plays
// it, or saves it where it can't be played while it comes.
func (l Login) Begin(m store.Movie) string {
	if m.Streams != store.StreamsNo {
		return l.Play(m.ID)
	}
	name := title.FileName(m.ID, m.Slug, m.Ext)
	if m.SeriesID != 0 {
		name = m.EpisodeFile()
	}
	return l.SSH(fmt.Sprintf("get %d > %s", m.ID, shellWord(name)))
}

// Fetch gets a movie as a file, with its checksum and what else lies beside it;
// run again, it goes on where it was cut off. The quotes keep the star from the
// person's shell.
func (l Login) Fetch(d store.Download) string {
	files := "/downloads/" + title.FileName(d.MovieID, "*", "")
	if d.Folder != "" {
		files = strings.TrimSuffix(d.Path(), path.Ext(d.Name)) + ".*"
	}
	if l.Host == "" {
		return files
	}
	return fmt.Sprintf("sftp -a %s'%s:%s'", l.port("-P"), l.remote(), files)
}

// FetchSeries gets the folder of a series with all in it that is ready; run
// again, it goes on where it was cut off and brings what came since.
func (l Login) FetchSeries(folder string) string {
	folder = "/downloads/" + store.Clean(folder)
	if l.Host == "" {
		return folder
	}
	return fmt.Sprintf("sftp -a -r %s'%s:%s' .", l.port("-P"), l.remote(), folder)
}

// Ready are both ways to a movie that was asked for and is ready, the one that
// most people want first.
func (l Login) Ready(d store.Download, lang Lang) []string {
	return []string{l.Fetch(d), l.play(d, lang)}
}

// Buy buys a movie at a price, and at no other.
func (l Login) Buy(movie int64, price store.Fen) string {
	return l.SSH(fmt.Sprintf("buy %d --price %s", movie, price.Yuan()))
}

// BuySeries buys what is left of a series, or of one season of it, for a sum, and
// for no other.
func (l Login) BuySeries(series int64, season *int, sum store.Fen) string {
	return l.SSH(fmt.Sprintf("buy --series %d%s --price %s", series, ofSeason(season), sum.Yuan()))
}

// RequestSeries asks for a series, or for one season of it.
func (l Login) RequestSeries(series int64, season *int) string {
	return l.SSH(fmt.Sprintf("request --series %d%s", series, ofSeason(season)))
}

func ofSeason(season *int) string {
	if season == nil {
		return ""
	}
	return fmt.Sprintf(" --season %d", *season)
}

// Folder opens a folder in an sftp of the person's own.
func (l Login) Folder(path string) string {
	if l.Host == "" {
		return path
	}
	return fmt.Sprintf("sftp %s%s:%s", l.port("-P"), l.remote(), path)
}

// Upload sends a file to where uploads go.
func (l Login) Upload(file string) string {
	return fmt.Sprintf("scp %s%s %s:/incoming/", l.port("-P"), file, l.remote())
}

// AddSubtitle gives a movie a file of subtitles.
func (l Login) AddSubtitle(movie int64, file string) string {
	return l.SSH(fmt.Sprintf("subtitle add %d --language zh < %s", movie, file))
}

// Resume goes on with an upload that was cut off, from the folder that its file is
// in. A name that a shell or sftp would read in its own way is left to the
// person's hands.
func (l Login) Resume(name string) string {
	to := l.Folder("/incoming")
	if strings.ContainsAny(name, `'"\!`) {
		return to
	}
	name = store.Clean(name)
	if file := path.Base(name); file != name {
		return fmt.Sprintf(`echo 'put -a "%s" "%s"' | %s`, file, name, to)
	}
	return fmt.Sprintf(`echo 'put -a "%s"' | %s`, name, to)
}

// remote is the login in front of a path. The colons of an IPv6 address must
// not be taken for the one before the path.
func (l Login) remote() string {
	host := store.Clean(l.Host)
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return store.Clean(l.Name) + "@" + host
}

// port is the flag for the port; ssh takes 22 by itself.
func (l Login) port(flag string) string {
	if l.Port == 0 || l.Port == sshPort {
		return ""
	}
	return fmt.Sprintf("%s %d ", flag, l.Port)
}
