package words

import (
	"strings"
	"testing"

	"youku.example/store"
)

func TestLogin(t *testing.T) {
	for _, c := range []struct {
		host                        string
		port                        int
		ssh, play, fetch, folder    string
		upload, resume, resumeQuote string
	}{
		{"youku.example", 2222, "ssh -p 2222 alice@youku.example movies", "ssh -p 2222 alice@youku.example get 28 | mpv -",
			"sftp -a -P 2222 'alice@youku.example:/downloads/0028-*'", "sftp -P 2222 alice@youku.example:/downloads",
			"scp -P 2222 movie.mp4 alice@youku.example:/incoming/", `echo 'put -a "a b.mp4"' | sftp -P 2222 alice@youku.example:/incoming`,
			"sftp -P 2222 alice@youku.example:/incoming"},
		{"youku.example", 22, "ssh alice@youku.example movies", "ssh alice@youku.example get 28 | mpv -",
			"sftp -a 'alice@youku.example:/downloads/0028-*'", "sftp alice@youku.example:/downloads",
			"scp movie.mp4 alice@youku.example:/incoming/", `echo 'put -a "a b.mp4"' | sftp alice@youku.example:/incoming`,
			"sftp alice@youku.example:/incoming"},
		{"fe80::1%enp0s31", 0, "ssh alice@fe80::1%enp0s31 movies", "ssh alice@fe80::1%enp0s31 get 28 | mpv -",
			"sftp -a 'alice@[fe80::1%enp0s31]:/downloads/0028-*'", "sftp alice@[fe80::1%enp0s31]:/downloads",
			"scp movie.mp4 alice@[fe80::1%enp0s31]:/incoming/", `echo 'put -a "a b.mp4"' | sftp alice@[fe80::1%enp0s31]:/incoming`,
			"sftp alice@[fe80::1%enp0s31]:/incoming"},
	} {
		l := Login{Name: "alice", Host: c.host, Port: c.port}
		for _, made := range [][2]string{
			{l.SSH("movies"), c.ssh}, {l.Play(28), c.play}, {l.Fetch(store.Download{MovieID: 28}), c.fetch}, {l.Folder("/downloads"), c.folder},
			{l.Upload("movie.mp4"), c.upload}, {l.Resume("a b.mp4"), c.resume}, {l.Resume("a'b.mp4"), c.resumeQuote},
		} {
			if made[0] != made[1] {
				t.Errorf("%s, port %d: got %q, want %q", c.host, c.port, made[0], made[1])
			}
		}
	}
	if got := (Login{Name: "alice", Host: "h"}).Resume("a show/E 1.mp4"); got != `echo 'put -a "E 1.mp4" "a show/E 1.mp4"' | sftp alice@h:/incoming` {
		t.Errorf("in a folder: %s", got)
	}
	unknown := Login{Name: "alice", Port: 2222}
	if got := [3]string{unknown.SSH("movies"), unknown.Fetch(store.Download{MovieID: 28}), unknown.Folder("/downloads")}; got != [3]string{"movies", "/downloads/0028-*", "/downloads"} {
		t.Errorf("without a host: %q", got)
	}
	if got := (Login{Name: "alice", Host: "h"}).SSH(""); got != "ssh alice@h" {
		t.Errorf("no command: %q", got)
	}
}

// An episode is fetched from the folder of its series, where it is listed.
func TestLogin_FetchEpisode(t *testing.T) {
	l := Login{Name: "alice", Host: "h", Port: 2222}
	for name, want := range map[string]string{
		"S01E02-启程.mp4": "sftp -a -P 2222 'alice@h:/downloads/流浪记/S01E02-启程.*'",
		"S01E10.mkv":    "sftp -a -P 2222 'alice@h:/downloads/流浪记/S01E10.*'",
	} {
		d := store.Download{MovieID: 7, FileName: "0007-启程.mp4", Folder: "流浪记", Name: name}
		if got := l.Fetch(d); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got := (Login{}).Fetch(d); got != want[len("sftp -a -P 2222 'alice@h:"):len(want)-1] {
			t.Errorf("without a host: %s", got)
		}
	}
	if got, want := l.FetchSeries("流浪记"), "sftp -a -r -P 2222 'alice@h:/downloads/流浪记' ."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := (Login{}).FetchSeries("流浪记"); got != "/downloads/流浪记" {
		t.Errorf("without a host: %s", got)
	}
}

// The line for a player names the subtitles: over a network it looks for none.
func TestLogin_PlayWithSubtitles(t *testing.T) {
	d := store.Download{MovieID: 7, FileName: "0007-启程.mp4", Name: "S01E02-启程.mp4", Folder: "流浪记", Subtitles: []store.Subtitle{
		{Language: "en", Format: "srt"}, {Language: "zh", Kind: "forced", Format: "ass"}}}
	for l, want := range map[Login]string{
		{Name: "alice", Host: "h", Port: 2222}: "ssh -p 2222 alice@h get 7 | mpv --sub-file='sftp://alice@h:2222/downloads/0007-启程.en.srt' --sub-file='sftp://alice@h:2222/downloads/0007-启程.zh.forced.ass' -",
		{Name: "alice", Host: "::1", Port: 22}: "ssh alice@::1 get 7 | mpv --sub-file='sftp://alice@[::1]/downloads/0007-启程.en.srt' --sub-file='sftp://alice@[::1]/downloads/0007-启程.zh.forced.ass' -",
		{Name: "alice"}:                        "get 7 | mpv -",
	} {
		if got := l.Ready(d, En)[1]; got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	// A player shows the first.
	d.Subtitles = []store.Subtitle{{Language: "en", Format: "srt"}, {Language: "zh", Kind: "forced", Format: "srt"}, {Language: "zh-Hant", Format: "srt"}}
	for lang, want := range map[Lang]string{En: "en.srt zh-Hant.srt zh.forced.srt", Zh: "zh-Hant.srt zh.forced.srt en.srt"} {
		var got []string
		for _, word := range strings.Fields((Login{Name: "alice", Host: "h"}).Ready(d, lang)[1]) {
			if _, name, is := strings.Cut(word, "启程."); is {
				got = append(got, strings.Trim(name, "'"))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", lang, got, want)
		}
	}
}
