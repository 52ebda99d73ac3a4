package intake

import (
	"errors"
	"slices"
	"testing"

	"youku.example/store"
)

const oneLine = "1\n00:00:00,000 --> 00:00:01,000\nhello\n"

// What lies beside an upload and is named after it goes with it: subtitles
// become the movie's, an NFO is done with. Those of another movie, and what is
// no subtitle at all, stay.
func TestPublish_Sidecars(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "Tide.mp4", clip(0))
	h.arrive(t, "Tide 2.mp4", clip(1))
	for name, text := range map[string]string{
		"Tide.zh.srt": oneLine, "Tide.en.forced.srt": oneLine, "Tide.nfo": "<movie><title>Tide</title></movie>",
		"Tide 2.en.srt": oneLine, "Tide.ja.srt": "no line of this is spoken",
	} {
		h.put(t, name, []byte(text))
		h.settled(t, name)
	}
	m, err := h.intake.Publish(t.Context(), boss, "Tide.mp4", store.Publication{Title: "Tide", Free: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	l, err := h.shop.Movie(t.Context(), boss, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range l.Subtitles {
		got = append(got, s.Language+s.Kind)
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{"enforced", "zh"}) {
		t.Errorf("the movie's subtitles: %q", got)
	}
	rows, err := h.intake.Incoming(t.Context(), boss)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, r := range rows {
		left = append(left, r.Name)
	}
	if !slices.Equal(left, []string{"Tide 2.en.srt", "Tide 2.mp4", "Tide.ja.srt"}) {
		t.Errorf("left: %q", left)
	}
	if row := h.settled(t, "Tide.ja.srt"); row.State != store.Refused || row.Problem != store.ErrNotSubtitles.Code {
		t.Errorf("what is no subtitle: %s, %q", row.State, row.Problem)
	}
	h.put(t, "Tide.ja.srt", []byte(oneLine)) // it may be put again
	if row := h.settled(t, "Tide.ja.srt"); row.State != store.Sidecar || row.Problem != "" {
		t.Errorf("put again: %s, %q", row.State, row.Problem)
	}
	h.sound(t)
}

// The subtitles of a movie that is not here yet wait for it: no movie whose name is
// the beginning of theirs takes them.
func TestPublish_SidecarsOfAnotherToCome(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "Tide 1.mp4", clip(0))
	h.arrive(t, "Tide 2.mp4", clip(1))
	for name, text := range map[string]string{"Tide 1.zh.srt": oneLine, "Tide 10.zh.srt": oneLine, "Tide 10.nfo": "<movie/>", "Tide 10-poster.jpg": "no picture"} {
		h.put(t, name, []byte(text))
		h.settled(t, name)
	}
	m, err := h.intake.Publish(t.Context(), boss, "Tide 1.mp4", store.Publication{Title: "Tide", Free: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := h.shop.SubtitlesOf(t.Context(), m.ID); err != nil || len(list) != 1 {
		t.Errorf("its subtitles: %+v, %v", list, err)
	}
	for _, name := range []string{"Tide 10.zh.srt", "Tide 10.nfo", "Tide 10-poster.jpg"} {
		if row, err := h.intake.Stat(t.Context(), boss, name); err != nil || row.State != store.Sidecar {
			t.Errorf("%s: %s, %v, want it to wait", name, row.State, err)
		}
	}
	h.sound(t)
}

// What was shown to belong to an upload goes with it under another name too, but
// nothing that lies elsewhere by now.
func TestPublish_SidecarsShown(t *testing.T) {
	h := newTestIntake(t, nil)
	for _, folder := range []string{"film", "else"} {
		if err := h.intake.MakeFolder(t.Context(), boss, folder); err != nil {
			t.Fatal(err)
		}
	}
	h.arrive(t, "film/The.Tide.2019.1080p.mp4", clip(0))
	shown := []int64{1 << 40}
	for name, text := range map[string]string{
		"film/潮汐.chs.srt": oneLine, "film/English.srt": oneLine, "film/movie.nfo": "<movie><title>Tide</title></movie>", "film/moved.srt": oneLine,
	} {
		h.put(t, name, []byte(text))
		shown = append(shown, h.settled(t, name).ID)
	}
	if err := h.intake.Rename(t.Context(), boss, "film/moved.srt", "else/moved.srt", false); err != nil {
		t.Fatal(err)
	}
	m, err := h.intake.Publish(t.Context(), boss, "film/The.Tide.2019.1080p.mp4", store.Publication{Title: "Tide", Free: true, Beside: shown}, nil)
	if err != nil {
		t.Fatal(err)
	}
	l, err := h.shop.Movie(t.Context(), boss, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range l.Subtitles {
		got = append(got, s.Language)
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{"en", "zh"}) {
		t.Errorf("the movie's subtitles: %q", got)
	}
	rows, err := h.intake.Incoming(t.Context(), boss)
	if err != nil || len(rows) != 1 || rows[0].Name != "else/moved.srt" {
		t.Errorf("left: %+v, %v", rows, err)
	}
	h.sound(t)
}

func TestLabelOf(t *testing.T) {
	for name, want := range map[string]string{
		"潮汐.chs.srt": "chs", "English.srt": "English", "The.English.Patient.srt": "Patient", "x.zh.forced.ass": "zh.forced", "forced.srt": "forced", ".srt": "",
	} {
		if got := labelOf(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// An upload becomes the subtitles of a movie that is in the library already, and
// leaves the incoming folder; what is no subtitle, or not what was shown, does not.
func TestGiveSubtitle(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "Tide.mp4", clip(0))
	m, err := h.intake.Publish(t.Context(), boss, "Tide.mp4", store.Publication{Title: "Tide", Free: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"late.srt": oneLine, "noise.srt": "no line of this is spoken", "late.nfo": "<movie/>"} {
		h.put(t, name, []byte(text))
		h.settled(t, name)
	}
	for name, want := range map[string]error{"noise.srt": store.ErrNotSubtitles, "late.nfo": store.ErrNotSubtitles, "gone.srt": store.ErrNoIncoming} {
		if _, err := h.intake.GiveSubtitle(t.Context(), boss, name, nil, m.ID, "zh", ""); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	if _, err := h.intake.GiveSubtitle(t.Context(), boss, "late.srt", &store.Shown{ID: 99}, m.ID, "zh", ""); !errors.Is(err, store.ErrChanged) {
		t.Errorf("another one than was shown: %v", err)
	}
	if _, err := h.intake.GiveSubtitle(t.Context(), boss, "late.srt", nil, m.ID, "no such language", ""); !errors.Is(err, store.ErrLanguageCode) {
		t.Errorf("in no language: %v", err)
	}
	s, err := h.intake.GiveSubtitle(t.Context(), boss, "late.srt", nil, m.ID, "Chinese", "sdh")
	if err != nil || s.Language != "zh" || s.Kind != "sdh" {
		t.Fatalf("given: %+v, %v", s, err)
	}
	if _, err := h.intake.Stat(t.Context(), boss, "late.srt"); !errors.Is(err, store.ErrNoIncoming) {
		t.Errorf("it is still among the uploads: %v", err)
	}
	h.sound(t)
}
