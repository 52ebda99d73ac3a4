package words

import "testing"

func TestRemuxCommand(t *testing.T) {
	for name, want := range map[string]string{
		"film.mov":       "ffmpeg -i film.mov -c copy film.mp4",
		"霸王别姬.avi":       "ffmpeg -i 霸王别姬.avi -c copy 霸王别姬.mp4",
		"a film.ts":      "ffmpeg -i 'a film.ts' -c copy 'a film.mp4'",
		"it's.mkv":       `ffmpeg -i 'it'\''s.mkv' -c copy 'it'\''s.mp4'`,
		"was.mov.mp4":    "ffmpeg -i was.mov.mp4 -c copy was.mov-2.mp4",
		"noext":          "ffmpeg -i noext -c copy noext.mp4",
		"-y.avi":         "ffmpeg -i ./-y.avi -c copy ./-y.mp4",
		"$(reboot).avi":  "ffmpeg -i '$(reboot).avi' -c copy '$(reboot).mp4'",
		"":               "ffmpeg -i movie.mov -c copy movie.mp4",
		"a\x1b[2J;b.avi": "ffmpeg -i 'a?[2J;b.avi' -c copy 'a?[2J;b.mp4'",
	} {
		if got := RemuxCommand(name); got != want {
			t.Errorf("%q:\n%s, want\n%s", name, got, want)
		}
	}
	if got, want := FastStartCommand("a.mp4"), "ffmpeg -i a.mp4 -c copy -movflags +faststart a-2.mp4"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
