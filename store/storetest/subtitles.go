package storetest

import (
	"testing"

	"youku.example/store"
)

// testSubtitles: a movie has one file a language and kind, which comes with its
// live grants and goes with its bytes.
func testSubtitles(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice := h.person("alice")
	m := h.movie("雨夜", 0)
	add := func(language, kind, file string) (replaced store.Subtitle) {
		t.Helper()
		_, replaced, err := h.shop.AddSubtitle(h.ctx, h.boss, store.Subtitle{MovieID: m.ID, Language: language, Kind: kind, Format: "srt", Size: 5, SHA256: "sum", File: file})
		h.must(err)
		return replaced
	}
	add("zh", "", "a")
	add("zh", "forced", "b")
	add("en", "", "c")
	if old := add("zh", "", "d"); old.File != "a" {
		t.Errorf("replaced: %+v, want file a", old)
	}
	l, err := h.shop.Movie(h.ctx, alice, m.ID)
	h.must(err)
	var got string
	for _, s := range l.Subtitles {
		got += s.File + ":" + s.FileName("0001-x.y.mp4") + " "
	}
	var all string
	h.must(h.shop.EachSubtitle(h.ctx, func(s store.Subtitle) error {
		all += s.File
		return nil
	}))
	if all != "bcd" {
		t.Errorf("all of them are %q", all)
	}
	if want := "c:0001-x.y.en.srt d:0001-x.y.zh.srt b:0001-x.y.zh.forced.srt "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if s := l.Subtitles[0]; s.Size != 5 || s.SHA256 != "sum" || s.By != h.boss.Name || s.At.IsZero() || s.MovieID != m.ID {
		t.Errorf("kept: %+v", s)
	}
	d, err := h.shop.Request(h.ctx, alice, m.ID)
	h.must(err)
	if len(d.Subtitles) != 3 {
		t.Errorf("with the grant: %+v", d.Subtitles)
	}
	for _, s := range []store.Subtitle{
		{MovieID: m.ID, Language: "../x", Format: "srt"}, {MovieID: m.ID, Language: "zh", Kind: "loud", Format: "srt"},
		{MovieID: m.ID, Language: "zh", Format: "exe"}, {MovieID: 999, Language: "zh", Format: "srt"},
	} {
		if _, _, err := h.shop.AddSubtitle(h.ctx, h.boss, s); err == nil {
			t.Errorf("%+v is taken", s)
		}
	}
	forced := "forced"
	gone, err := h.shop.RemoveSubtitle(h.ctx, h.boss, m.ID, "zh", &forced)
	h.must(err)
	if len(gone) != 1 || gone[0].File != "b" {
		t.Errorf("removed: %+v", gone)
	}
	_, err = h.shop.RemoveSubtitle(h.ctx, h.boss, m.ID, "zh", &forced)
	h.refused(err, store.ErrNoSubtitle)
	h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	_, err = h.shop.BeginPurge(h.ctx, h.boss, m.ID)
	h.must(err)
	list, err := h.shop.SubtitlesOf(h.ctx, m.ID)
	h.must(err)
	if len(list) != 2 {
		t.Errorf("before the bytes are gone: %+v", list)
	}
	h.must(h.shop.EndPurge(h.ctx, m.ID))
	if list, err = h.shop.SubtitlesOf(h.ctx, m.ID); err != nil || len(list) != 0 {
		t.Errorf("after: %+v, %v", list, err)
	}
}
