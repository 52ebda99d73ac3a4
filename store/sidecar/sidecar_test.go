package sidecar

import (
	"strings"
	"testing"
)

func TestKindOf(t *testing.T) {
	for name, want := range map[string]Kind{
		"S01E01.zh.srt": Subtitle, "a/b/X.ASS": Subtitle, "x.ssa": Subtitle, "x.vtt": Subtitle,
		"tvshow.nfo": NFO, "电影.NFO": NFO,
		"poster.jpg": Picture, "Folder.JPG": Picture, "cover.webp": Picture, "x-poster.jpg": Picture, "cover.png": Picture,
		"fanart.jpg": None, "x.jpg": None, "x.mp4": None, "covers": None, "srt": None,
		".DS_Store": Litter, "Thumbs.db": Litter, "desktop.ini": Litter, "._movie.mp4": Litter, "read me.TXT": Litter, "x.url": Litter,
		"x.zh.srt.1a2b3c4d.partial": Subtitle, "poster.jpg.abcdef12.partial": Picture, "x.mp4.1a2b3c4d.partial": None,
		"x.zh.srt.filepart": Subtitle, "x.mp4.filepart": None,
		".x.srt.Ab3dE9": Subtitle, ".hidden.mp4": None,
	} {
		if got := KindOf(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	movies := []string{"show/S01E01.mkv", "show/S01E01-b.mkv", "show/S01E02.mkv", "film/流浪.mp4", "top.mp4", "long/a.webmovie", "long/a.b.mkv"}
	for name, want := range map[string]string{
		"show/S01E01.zh.srt": "show/S01E01.mkv", "show/S01E01-b.en.srt": "show/S01E01-b.mkv", "show/s01e02.nfo": "show/S01E02.mkv",
		"show/poster.jpg": "", "show/tvshow.nfo": "", "film/poster.jpg": "film/流浪.mp4", "film/other.srt": "film/流浪.mp4",
		"top-poster.jpg": "top.mp4", "none/x.srt": "", "show/S01E011.srt": "",
		"long/a.b.srt": "long/a.b.mkv",
	} {
		if got := Of(name, movies); got != want {
			t.Errorf("%s: of %q, want %q", name, got, want)
		}
		if got := NewIndex(movies).Of(name); got != want {
			t.Errorf("%s: by the index of %q, want %q", name, got, want)
		}
	}
}

func TestFolderPicture(t *testing.T) {
	for name, want := range map[string]int{
		"poster.jpg": 0, "show/Cover.PNG": 1, "a/b/folder.webp": 2, "x-poster.jpg": -1, "poster.mp4": -1, "posters.jpg": -1, "fanart.jpg": -1,
	} {
		if rank, is := FolderPicture(name); is != (want >= 0) || is && rank != want {
			t.Errorf("%s: %d, %v", name, rank, is)
		}
	}
	if got := FolderPictures("a/b"); len(got) != 6 || got[0] != "a/b/poster." || got[5] != "a/b/Folder." {
		t.Errorf("%q", got)
	}
	if got := FolderPictures(""); got[0] != "poster." {
		t.Errorf("%q", got)
	}
}

// The index gives what a walk over all movies gives.
func FuzzIndex(f *testing.F) {
	f.Add("show/S01E01.zh.srt", "show/S01E01.mkv\nshow/S01E01-b.mkv")
	f.Add("show/İ.srt", "show/İ.mkv\nshow/i.mp4")
	f.Add("../x", "/x.mp4\n\n.mp4")
	f.Add(".x.srt.Ab3dE9", "x.mp4\nX.MKV")
	f.Fuzz(func(t *testing.T, p, list string) {
		movies := strings.Split(list, "\n")
		if got, want := NewIndex(movies).Of(p), Of(p, movies); got != want {
			t.Errorf("%q among %q: %q by the index, %q by the walk", p, movies, got, want)
		}
		if k := KindOf(p); k.Belongs() && k.Limit() == 0 {
			t.Errorf("%q is a %s without a bound", p, k)
		}
	})
}
