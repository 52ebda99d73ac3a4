package demo

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"testing"
	"time"
	"unicode"

	"youku.example/media/container"
)

func TestClips(t *testing.T) {
	var free, paid, total, subtitles int
	for _, c := range Clips() {
		p := c.Open()
		total += len(p)
		if c.Free {
			free++
		} else {
			paid++
		}
		if c.Free != (c.PriceFen == 0) || c.PriceFen < 0 {
			t.Errorf("%s: free %v at %d fen", c.Name, c.Free, c.PriceFen)
		}
		for _, s := range []string{c.Title, c.About} {
			if !bilingual(s) {
				t.Errorf("%q is not in both languages", s)
			}
		}
		if c.Year == 0 || len(c.Tags) == 0 {
			t.Errorf("%s has no details", c.Name)
		}
		for _, s := range c.Subtitles {
			if subtitles++; !bytes.Contains(s.Open(), []byte(" --> ")) {
				t.Errorf("%s is no subtitle", s.Name)
			}
		}
		if len(p) > 250<<10 {
			t.Errorf("%s has %d bytes", c.Name, len(p))
		}
		i, err := container.Recognise(bytes.NewReader(p), int64(len(p)))
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		if i.Width != 480 || i.Height != 270 || i.Duration < 8*time.Second || i.Duration > 15*time.Second ||
			i.VideoCodec == "" || i.AudioCodec == "" || i.Ext != path.Ext(c.Name) {
			t.Errorf("%s: %+v", c.Name, i)
		}
	}
	if free < 3 || paid < 3 {
		t.Errorf("%d free and %d paid, want three of each at least", free, paid)
	}
	if total > 3<<19 {
		t.Errorf("%d bytes in all", total)
	}
	embedded, err := files.ReadDir(".")
	if err != nil || len(embedded) != len(Clips())+subtitles {
		t.Errorf("%d files, %d clips with %d subtitles, %v", len(embedded), len(Clips()), subtitles, err)
	}
}

func bilingual(s string) bool {
	var han, latin bool
	for _, r := range s {
		han, latin = han || unicode.Is(unicode.Han, r), latin || unicode.Is(unicode.Latin, r)
	}
	return han && latin
}

// ffprobe decodes each clip to its end without a complaint, and sees what we see.
func TestClips_Play(t *testing.T) {
	ffprobe := need(t, "ffprobe")
	for _, c := range Clips() {
		t.Run(c.Name, func(t *testing.T) {
			p := c.Open()
			file := filepath.Join(t.TempDir(), c.Name)
			if err := os.WriteFile(file, p, 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), ffprobe, "-v", "error", "-count_frames", "-of", "json", "-show_streams", "-show_format", file)
			var complaints bytes.Buffer
			cmd.Stderr = &complaints
			out, err := cmd.Output()
			if err != nil || complaints.Len() > 0 {
				t.Fatalf("playing it: %v\n%s", err, complaints.Bytes())
			}
			var said struct {
				Streams []struct {
					Codec  string `json:"codec_name"`
					Frames string `json:"nb_read_frames"`
					Width  int    `json:"width"`
					Height int    `json:"height"`
				}
				Format struct{ Duration string }
			}
			if err := json.Unmarshal(out, &said); err != nil || len(said.Streams) != 2 {
				t.Fatalf("%v: %s", err, out)
			}
			i, err := container.Recognise(bytes.NewReader(p), int64(len(p)))
			if err != nil {
				t.Fatal(err)
			}
			v, a := said.Streams[0], said.Streams[1]
			if n, err := strconv.Atoi(v.Frames); err != nil || float64(n) < 8*i.Duration.Seconds() {
				t.Errorf("%s frames in %v", v.Frames, i.Duration)
			}
			if i.VideoCodec != v.Codec || i.Width != v.Width || i.Height != v.Height || i.AudioCodec != a.Codec {
				t.Errorf("%+v, ffprobe says %+v", i, said)
			}
			s, err := strconv.ParseFloat(said.Format.Duration, 64)
			if d := i.Duration - time.Duration(s*float64(time.Second)); err != nil || d.Abs() > 20*time.Millisecond {
				t.Errorf("duration %v, ffprobe says %s", i.Duration, said.Format.Duration)
			}
		})
	}
}

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
