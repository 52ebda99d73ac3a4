package tree_test

import (
	"io"
	"strings"
	"testing"

	"youku.example/sshserver/sftp"
	"youku.example/store"
	"youku.example/store/title"
)

func fileName(m store.Movie) string { return title.FileName(m.ID, m.Slug, m.Ext) }

const srt = "1\n00:00:01,000 --> 00:00:02,000\n雨还在下。\n"

// Subtitles lie beside the movie as players look for them, beside an episode under
// its name in the series and, unlisted, under its flat one; only with a grant.
func TestDownloads_Subtitles(t *testing.T) {
	h := newTestLibrary(t)
	episode := h.episode(t, "启程", "流浪记", 1, 2)
	for _, m := range []store.Movie{h.movie, episode} {
		_, err := h.intake.AttachSubtitle(t.Context(), h.boss, m.ID, ".chs.forced.srt", []byte(srt))
		must(t, err)
	}
	dir := h.tree(h.vip)
	stem := strings.TrimSuffix(fileName(h.movie), ".mp4")
	for _, name := range []string{stem + ".zh.forced.srt", strings.TrimSuffix(fileName(episode), ".mp4") + ".zh.forced.srt"} {
		_, err := dir.Stat(t.Context(), "/downloads/"+name)
		is(t, err, sftp.ErrNoSuchFile)
	}
	h.request(t, h.vip)
	h.requestAll(t, h.vip, episode)
	if got := names(t, dir, "/downloads"); !strings.Contains(got, " "+stem+".zh.forced.srt") {
		t.Errorf("listed %q", got)
	}
	for _, name := range []string{stem + ".zh.forced.srt", "流浪记/S01E02-启程.zh.forced.srt", strings.TrimSuffix(fileName(episode), ".mp4") + ".zh.forced.srt"} {
		f, err := dir.Open(t.Context(), "/downloads/"+name, sftp.Read)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		p, err := io.ReadAll(io.NewSectionReader(f, 0, 1<<20))
		if err != nil || string(p) != srt {
			t.Errorf("%s: %q, %v", name, p, err)
		}
		must(t, f.Close(true))
	}
	for _, name := range []string{stem + ".en.srt", stem + ".zh.srt"} {
		_, err := dir.Stat(t.Context(), "/downloads/"+name)
		is(t, err, sftp.ErrNoSuchFile)
	}
}
