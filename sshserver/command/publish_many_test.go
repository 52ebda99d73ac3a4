package command

import (
	"encoding/json"
	"strings"
	"testing"

	"youku.example/store"
)

// folder puts a show of four files and their sidecars into incoming.
func (h *testServer) folder() {
	h.t.Helper()
	h.must(h.shop.MakeIncomingFolder(h.ctx, h.people["boss"], "Tides (2021)"))
	h.upload("Tides (2021)/Tides S01E01.mp4", "one", store.Arrived)
	h.upload("Tides (2021)/Tides S01E02 - The Harbour.mkv", "two", store.Arrived)
	h.upload("Tides (2021)/Tides S01E02.mp4", "two again", store.Arrived)
	h.upload("Tides (2021)/Tides S01E03.mp4", "three", store.Partial)
	h.upload("Tides (2021)/Tides S01E01.en.srt", "subtitle", store.Sidecar)
}

func TestPlan(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.folder()
		got := h.ask("boss", "plan 'Tides (2021)' --json")
		var list []map[string]any
		if err := json.Unmarshal([]byte(got.out), &list); err != nil || len(list) != 5 {
			t.Fatalf("%v: %+v", err, got)
		}
		by := map[string]map[string]any{}
		for _, l := range list {
			by[strings.TrimPrefix(l["path"].(string), "Tides (2021)/")] = l
		}
		two, srt := by["Tides S01E02 - The Harbour.mkv"], by["Tides S01E01.en.srt"]
		if two["title"] != "The Harbour" || two["series"] != "Tides" || two["season"] != 1.0 || two["episode"] != 2.0 || two["kind"] != "movie" || two["episode_end"] != nil {
			t.Errorf("%v", two)
		}
		if srt["kind"] != "sidecar" || srt["of"] != "Tides (2021)/Tides S01E01.mp4" || srt["title"] != nil {
			t.Errorf("%v", srt)
		}
		if twice := by["Tides S01E02.mp4"]; twice["code"] != "episode_twice" || !strings.Contains(twice["msg"].(string), "The Harbour.mkv") || srt["code"] != nil || srt["msg"] != nil {
			t.Errorf("%v, %v", twice, srt)
		}
		page := h.ask("boss", "plan").out
		if n := strings.Count(page, "✗ "); n != 2 { // publish would refuse both
			t.Errorf("%d are refused in\n%s", n, page)
		}
		for _, part := range []string{"S01E02", "The Harbour", "+1"} {
			if !strings.Contains(page, part) {
				t.Errorf("no %s in\n%s", part, page)
			}
		}
		if got := h.ask("boss", "plan nowhere"); got.exit != 1 || !strings.Contains(got.err, "nowhere") {
			t.Errorf("%+v", got)
		}
	})
}

func TestPublish_Folder(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.folder()
		got := h.ask("boss", "publish 'Tides (2021)' nowhere --price 2 --tag +sea --json")
		type one struct {
			Path  string `json:"path"`
			Movie int64  `json:"movie_id"`
			Code  string `json:"code"`
			Msg   string `json:"msg"`
		}
		var list []one
		if err := json.Unmarshal([]byte(got.out), &list); err != nil || got.exit != 1 || len(list) != 5 {
			t.Fatalf("%v: %+v", err, got)
		}
		codes := map[string]string{}
		for _, l := range list {
			codes[strings.TrimPrefix(l.Path, "Tides (2021)/")] = l.Code
			if (l.Movie == 0) == (l.Code == "") || (l.Code == "") != (l.Msg == "") {
				t.Errorf("%+v", l)
			}
		}
		one1, one2 := codes["Tides S01E02 - The Harbour.mkv"], codes["Tides S01E02.mp4"] // neither is more likely it
		if codes["Tides S01E01.mp4"] != "" || one1 != "episode_twice" || one2 != "episode_twice" || codes["Tides S01E03.mp4"] != "partial" || codes["nowhere"] != "no_incoming" {
			t.Errorf("%v", codes)
		}
		m, err := h.shop.Movie(h.ctx, h.people["boss"], 1)
		h.must(err)
		if m.Title != "Tides S01E01" || m.Episode.Series != "Tides" || m.Price != 200 || len(m.Tags) != 1 {
			t.Errorf("%+v", m)
		}
		// Again: what is left alone.
		if got := h.ask("boss", "publish 'Tides (2021)' --price 2 --json"); strings.Count(got.out, `"path"`) != 3 || strings.Contains(got.out, "movie_id") {
			t.Errorf("%+v", got)
		}
	})
}

// A folder of which nothing but sidecars is left is done, and no fault.
func TestPublish_NothingLeft(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.must(h.shop.MakeIncomingFolder(h.ctx, h.people["boss"], "Film"))
		h.upload("Film/a.mp4", "a", store.Arrived)
		h.upload("Film/a.srt", "s", store.Sidecar)
		for _, want := range []string{"movie 1", "nothing left"} {
			if got := h.ask("boss", "publish Film --free"); got.exit != 0 || !strings.Contains(got.out, want) {
				t.Errorf("want %q: %+v", want, got)
			}
		}
		if got := h.ask("boss", "publish Film --free --json"); strings.TrimSpace(got.out) != "[]" {
			t.Errorf("%+v", got)
		}
	})
}

func TestPublish_OneByPlan(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.folder()
		got := h.ask("boss", "publish '/incoming/Tides (2021)/Tides S01E02 - The Harbour.mkv' --free --json")
		if got.exit != 0 || !strings.Contains(got.out, `"title":"The Harbour"`) || strings.HasPrefix(got.out, "[") {
			t.Errorf("%+v", got)
		}
		// What becomes an episode by flags is called by them; one that has no series is refused.
		h.upload("clip.mp4", "a clip", store.Arrived)
		if got := h.ask("boss", "publish clip.mp4 --free --series Show --episode 2x03 --json"); !strings.Contains(got.out, `"title":"Show S02E03"`) {
			t.Errorf("%+v", got)
		}
		h.upload("S01E05.mp4", "a lone episode", store.Arrived)
		if got := h.ask("boss", "publish S01E05.mp4 --free --json"); got.exit != 1 || !strings.Contains(got.err+got.out, "no_series_named") {
			t.Errorf("%+v", got)
		}
		if got := h.ask("boss", "publish S01E05.mp4 --free --series Show --json"); !strings.Contains(got.out, `"title":"Show S01E05"`) {
			t.Errorf("%+v", got)
		}
	})
}

// A title stands over the rest of the plan, and makes a movie of what has a number
// and no series.
func TestPublish_TitleOverPlan(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.folder()
		h.upload("S01E05.mp4", "a lone episode", store.Arrived)
		for line, want := range map[string]string{
			"'Tides (2021)/Tides S01E02.mp4' --title Harbour": `"season":1,"episode":2`,
			"S01E05.mp4 --title Lone":                         `"season":null`,
		} {
			if got := h.ask("boss", "publish "+line+" --free --json"); got.exit != 0 || !strings.Contains(got.out, want) {
				t.Errorf("%s: %+v, want %s", line, got, want)
			}
		}
	})
}

// Two files that a flag makes one episode are refused, as two that the plan does.
func TestPublish_SeriesOverPlan(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.upload("Tides S01E01.mp4", "one", store.Arrived)
		h.upload("Waves S01E01.mp4", "another", store.Arrived)
		h.upload("Waves S01E02.mp4", "two", store.Arrived)
		got := h.ask("boss", "publish 'Tides S01E01.mp4' 'Waves S01E01.mp4' 'Waves S01E02.mp4' --series Sea --free --json")
		if strings.Count(got.out, "episode_twice") != 2 || strings.Count(got.out, "movie_id") != 1 {
			t.Errorf("%+v", got)
		}
		got = h.ask("boss", "publish 'Tides S01E01.mp4' 'Waves S01E01.mp4' --series none --free --json")
		if strings.Count(got.out, "movie_id") != 2 {
			t.Errorf("two movies: %+v", got)
		}
	})
}

// A path may be typed with letters and marks apart, as some systems have names.
func TestPublish_PathApart(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.must(h.shop.MakeIncomingFolder(h.ctx, h.people["boss"], "\u00e9t\u00e9"))
		h.upload("\u00e9t\u00e9/a.mp4", "a", store.Arrived)
		for _, line := range []string{"plan e\u0301te\u0301", "publish e\u0301te\u0301 --free", "discard e\u0301te\u0301"} {
			if got := h.ask("boss", line); got.exit != 0 {
				t.Errorf("%s: %+v", line, got)
			}
		}
	})
}

// A plan that has changed since its sum was printed is not published, neither in
// part.
func TestPublish_Planned(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.folder()
		sum := strings.TrimSpace(h.ask("boss", "plan 'Tides (2021)' --sum").out)
		if got := h.ask("boss", "plan 'Tides (2021)' --sum --json").out; len(sum) != 16 || !strings.Contains(got, sum) {
			t.Fatalf("the sum is %q, in JSON %q", sum, got)
		}
		h.upload("Tides (2021)/Tides S01E04.mp4", "four", store.Arrived)
		if got := h.ask("boss", "publish 'Tides (2021)' --free --plan "+sum); got.exit != 1 || !strings.Contains(got.err, "differs now from what was shown") {
			t.Errorf("another plan: %+v", got)
		}
		if list, err := h.shop.Movies(h.ctx, h.people["boss"], store.Query{Search: "Tides"}); err != nil || len(list) != 0 {
			t.Errorf("published: %+v, %v", list, err)
		}
		sum = strings.TrimSpace(h.ask("boss", "plan 'Tides (2021)' --sum").out)
		if got := h.ask("boss", "publish 'Tides (2021)' --free --plan "+sum+" --json"); !strings.Contains(got.out, `"movie_id"`) {
			t.Errorf("the plan that was printed: %+v", got)
		}
	})
}
