package container

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Tags and tracks as a real muxer writes them.
func TestRecognise_FFmpegSaid(t *testing.T) {
	ffmpeg := need(t, "ffmpeg")
	dir := t.TempDir()
	srt := filepath.Join(dir, "a.srt")
	if err := os.WriteFile(srt, []byte("1\n00:00:00,000 --> 00:00:01,000\n你好\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	chapters := filepath.Join(dir, "chapters")
	if err := os.WriteFile(chapters, []byte(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=one\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := Tags{Title: "雨夜", Show: "流浪记", Season: n(1), Episode: n(2), Year: 2019, About: "第一段。\n第二段。", Genres: []string{"Drama"}}
	for _, c := range []struct {
		file, args string
		tracks     []Track
	}{
		{"a.mp4", "-c:s mov_text", []Track{{"zh", "", "tx3g"}, {"en", "sdh", "tx3g"}, {"ja", "forced", "tx3g"}}},
		{"first.mp4", "-c:s mov_text -movflags +faststart", []Track{{"zh", "", "tx3g"}, {"en", "sdh", "tx3g"}, {"ja", "forced", "tx3g"}}},
		{"a.mkv", "-c:s srt", []Track{{"zh", "", "srt"}, {"en", "sdh", "srt"}, {"ja", "forced", "srt"}}},
		{"ass.mkv", "-c:s ass", []Track{{"zh", "", "ass"}, {"en", "sdh", "ass"}, {"ja", "forced", "ass"}}},
	} {
		t.Run(c.file, func(t *testing.T) {
			file := filepath.Join(dir, c.file)
			args := strings.Fields("-v error -f lavfi -i testsrc=s=160x90:r=12:d=1 -f lavfi -i sine=d=1 -f lavfi -i sine=d=1 -i " + srt + " -i " + srt + " -i " + srt + " -f ffmetadata -i " + chapters +
				" -map 0 -map 1 -map 2 -map 3 -map 4 -map 5 -map_chapters 6 -metadata:s:a:0 language=chi -metadata:s:a:1 language=eng -c:v libx264 -threads 1 -metadata:s:s:0 language=chi -metadata:s:s:1 language=eng -metadata:s:s:2 language=jpn -disposition:s:1 hearing_impaired -disposition:s:2 forced -metadata title=雨夜 -metadata show=流浪记 -metadata season_number=1 -metadata episode_sort=2 -metadata date=2019-03-04 -metadata genre=Drama " + c.args)
			args = append(args, "-metadata", "synopsis=第一段。\n第二段。", "-metadata", "description=short", file)
			if out, err := exec.CommandContext(t.Context(), ffmpeg, args...).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			p, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got, err := recognise(p)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got.Tags); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(c.tracks, got.Tracks); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff([]string{"zh", "en"}, got.Sound); d != "" {
				t.Error(d)
			}
		})
	}
}
