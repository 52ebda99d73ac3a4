package container

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// need returns the path of a program that a test can't do without.
func need(t *testing.T, name string) string {
	t.Helper()
	p, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	return p
}

// Movies as a real muxer writes them: what ffprobe says, we say; and a piece of
// one is never taken for the whole.
func TestRecognise_FFmpeg(t *testing.T) {
	ffmpeg, ffprobe := need(t, "ffmpeg"), need(t, "ffprobe")
	for _, c := range []struct{ file, args string }{
		{"index-first.mp4", "-c:v libx264 -c:a aac -movflags +faststart"},
		{"index-last.mp4", "-c:v libx264 -c:a libmp3lame"},
		{"fragments.mp4", "-c:v libx264 -c:a aac -movflags frag_keyframe+empty_moov"},
		{"dash.mp4", "-c:v libx264 -c:a aac -movflags dash+global_sidx+frag_keyframe"},
		{"old.mp4", "-c:v mpeg4 -c:a ac3"},
		{"vp9.mp4", "-c:v libvpx-vp9 -deadline realtime -c:a flac -strict -2"},
		{"plain.mkv", "-c:v libx264 -c:a ac3"},
		{"live.mkv", "-c:v libx264 -c:a flac -live 1"},
		{"plain.webm", "-c:v libvpx-vp9 -deadline realtime -c:a libopus"},
		{"live.webm", "-c:v libvpx -deadline realtime -c:a libvorbis -live 1"},
	} {
		t.Run(c.file, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), c.file)
			args := strings.Fields("-v error -f lavfi -i testsrc=s=160x90:r=12:d=2 -f lavfi -i sine=d=2 -g 12 -threads 1 " + c.args)
			if out, err := exec.CommandContext(t.Context(), ffmpeg, append(args, file)...).CombinedOutput(); err != nil {
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
			agree(t, ffprobe, file, got)
			for n := 4000; n < len(p); n += 211 {
				if i, err := Recognise(bytes.NewReader(p[:n]), int64(n)); err == nil {
					t.Errorf("the first %d of %d bytes are taken for %+v", n, len(p), i)
				}
			}
		})
	}
}

// agree compares what we say with what ffprobe says.
func agree(t *testing.T, ffprobe, file string, got Info) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), ffprobe, "-v", "error", "-of", "json", "-show_streams", "-show_format", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var said struct {
		Streams []struct {
			Type          string `json:"codec_type"`
			Codec         string `json:"codec_name"`
			Width, Height int
		}
		Format struct{ Duration string }
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatal(err)
	}
	for _, s := range said.Streams {
		switch s.Type {
		case "video":
			if got.VideoCodec != s.Codec || got.Width != s.Width || got.Height != s.Height {
				t.Errorf("%+v, ffprobe says %+v", got, s)
			}
		case "audio":
			if got.AudioCodec != s.Codec {
				t.Errorf("%+v, ffprobe says %+v", got, s)
			}
		}
	}
	want := 2.0 // a live recording does not say it
	if s, err := strconv.ParseFloat(said.Format.Duration, 64); err == nil {
		want = s
	}
	if d := got.Duration - time.Duration(want*float64(time.Second)); d.Abs() > 200*time.Millisecond {
		t.Errorf("duration %v, ffprobe says %.3f s", got.Duration, want)
	}
}
