package plan_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
)

func row(name string, state store.IncomingState, said string) store.Incoming {
	return store.Incoming{Name: name, State: state, Said: said, SHA256: "x"}
}

func TestOf(t *testing.T) {
	nfo := plan.NFO{Kind: "episode", Details: proposal.Details{Title: "旧案", HasEpisode: true, Season: 1, Number: 1, About: "about", Tags: []string{"剧情"}}}
	show := plan.NFO{Kind: "show", Details: proposal.Details{Title: "狂飙", Year: 2023, About: "京海", Tags: []string{"犯罪"}}}
	single := plan.NFO{Kind: "movie", Details: proposal.Details{Title: "Star Wars"}}
	edited := row("film/edited.mp4", store.Arrived, "")
	edited.Edited = `{"Title":"Mine","Series":"S","Season":1,"Number":2,"HasEpisode":true}`
	litter := row("kb/.DS_Store", store.Refused, "")
	litter.Problem = store.ErrLitter.Code
	rows := []store.Incoming{
		row("kb/tvshow.nfo", store.Sidecar, show.Said()),
		row("kb/第一季/E01.mp4", store.Arrived, `{"Tags":{"title":"container"}}`),
		row("kb/第一季/E01.nfo", store.Sidecar, nfo.Said()),
		row("kb/第一季/E01.zh.srt", store.Sidecar, ""),
		row("kb/第一季/E02.mp4", store.Hashing, ""),
		litter,
		row("kb/x.avi", store.Refused, ""),
		row("film/episode 4.mkv", store.Arrived, ""),
		row("film/episode 4.nfo", store.Sidecar, single.Said()),
		edited,
		row("tagged.m4v", store.Arrived, `{"MediaType":"video/mp4","Tags":{"title":"T","show":"Show","season":2,"episode":3,"year":2020,"genres":["Drama"]}}`),
		row("broken.mp4", store.Arrived, "{"),
		row("all/tvshow.nfo", store.Sidecar, plan.NFO{Kind: "show", Details: proposal.Details{Title: "Waves"}}.Said()),
		row("all/Tides/Tides S01E07.mp4", store.Arrived, ""),
	}
	all := plan.Of(rows)
	var got []string
	for _, e := range all {
		p := e.Publication()
		got = append(got, fmt.Sprintf("%s %s of=%s %s|%s|%d|%v", e.Row.Name, e.Kind, e.Of, p.Title, p.Episode.Series+p.Episode.Code(), p.Year, e.Proposal.Doubtful))
	}
	want := []string{
		"kb/tvshow.nfo sidecar of= ||0|[]",
		"kb/第一季/E01.mp4 movie of= 旧案|狂飙S01E01|0|[]",
		"kb/第一季/E01.nfo sidecar of=kb/第一季/E01.mp4 ||0|[]",
		"kb/第一季/E01.zh.srt sidecar of=kb/第一季/E01.mp4 ||0|[]",
		"kb/第一季/E02.mp4 movie of= 狂飙 S01E02|狂飙S01E02|0|[]",
		"kb/.DS_Store refused of= ||0|[]",
		"kb/x.avi refused of= ||0|[]",
		"film/episode 4.mkv movie of= Star Wars||0|[]",
		"film/episode 4.nfo sidecar of=film/episode 4.mkv ||0|[]",
		"film/edited.mp4 movie of= Mine|SS01E02|0|[]",
		"tagged.m4v movie of= T|ShowS02E03|2020|[]",
		"broken.mp4 movie of= broken||0|[]",
		"all/tvshow.nfo sidecar of= ||0|[]",
		"all/Tides/Tides S01E07.mp4 movie of= Waves S01E07|WavesS01E07|0|[series]",
	}
	if !slices.Equal(got, want) {
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("got  %s\nwant %s", got[i], want[i])
			}
		}
	}
	if of := all[1].Publication().OfSeries; of.Title != "狂飙" || of.Year != 2023 || of.About != "京海" || !slices.Equal(of.Tags, []string{"犯罪"}) {
		t.Errorf("of the series: %+v", of)
	}
	for name, n := range map[string]int{"kb": 3, "kb/第一季": 2, "kb/第一季/E01.nfo": 1, "k": 0, "": 8} {
		if list := plan.Under(all, name); len(list) != n {
			t.Errorf("under %q: %d, want %d", name, len(list), n)
		}
	}
}

// A plan of as many files as the folder takes is made while one waits for it,
// all in one folder too, where each sidecar looks for its movie.
func TestOf_Many(t *testing.T) {
	var rows []store.Incoming
	for i := range 5000 {
		rows = append(rows, row(fmt.Sprintf("show/Show.S01E%04d.1080p.mkv", i), store.Arrived, ""), row(fmt.Sprintf("show/Show.S01E%04d.1080p.zh.srt", i), store.Sidecar, ""))
	}
	all := plan.Of(rows)
	if all[9999].Of != all[9998].Row.Name {
		t.Errorf("%q", all[9999].Of)
	}
}

// Two files of one episode clash, also where one of them is a double episode;
// another season, another series and what is no episode do not.
func TestClashes(t *testing.T) {
	var rows []store.Incoming
	for i, name := range []string{"Tides S01E03-E04.mp4", "Tides.S01E04.mkv", "Tides S02E04.mp4", "Waves S01E04.mp4", "Tides.mp4", "Tides S01E05.mp4"} {
		r := row(name, store.Arrived, "")
		r.ID = int64(i + 1)
		rows = append(rows, r)
	}
	got := plan.Clashes(plan.Of(rows))
	if len(got) != 2 || got[1] != "Tides.S01E04.mkv" || got[2] != "Tides S01E03-E04.mp4" {
		t.Errorf("%v", got)
	}
}

// Whatever spans of numbers there are, a movie clashes if another one has one of its
// numbers, and with such a one.
func TestClashes_Spans(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var entries []plan.Entry
		for i := range 1 + r.IntN(8) {
			e := plan.Entry{Kind: plan.Movie, Row: store.Incoming{ID: int64(i + 1), Name: fmt.Sprint(i)}}
			e.Proposal.Series, e.Proposal.Season, e.Proposal.Number = []string{"Tides", "TIDES"}[r.IntN(2)], r.IntN(2), r.IntN(12)
			if r.IntN(2) == 0 {
				e.Proposal.End = e.Proposal.Number + 1 + r.IntN(6)
			}
			entries = append(entries, e)
		}
		overlap := func(a, b proposal.Details) bool {
			return a.Season == b.Season && a.Number <= max(b.Number, b.End) && b.Number <= max(a.Number, a.End)
		}
		got := plan.Clashes(entries)
		for i, e := range entries {
			some := false
			for j, o := range entries {
				some = some || i != j && overlap(e.Proposal.Details, o.Proposal.Details)
			}
			other, is := got[e.Row.ID]
			if is != some {
				t.Fatalf("%+v: %v", entries, got)
			}
			if j := slices.IndexFunc(entries, func(o plan.Entry) bool { return o.Row.Name == other }); is && (j == i || !overlap(e.Proposal.Details, entries[j].Proposal.Details)) {
				t.Fatalf("%+v: %v", entries, got)
			}
		}
	}
}

// An NFO may claim any span of numbers. Thousands of them that claim all take no
// more memory than as many that claim one.
func TestClashes_Claimed(t *testing.T) {
	entries := make([]plan.Entry, 1000)
	for i := range entries {
		entries[i].Kind, entries[i].Row.ID = plan.Movie, int64(i+1)
		entries[i].Proposal.Details = proposal.Details{Series: "Tides", Season: i, End: 9999}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if got := plan.Clashes(entries); len(got) != 0 {
		t.Errorf("%d clashes", len(got))
	}
	if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 10<<20 {
		t.Errorf("it took %d bytes", after.TotalAlloc-before.TotalAlloc)
	}
}

// A plan made with what is remembered is the one that is made without, also once
// a source of it has changed, and it is made sooner.
func TestMemory(t *testing.T) {
	show := plan.NFO{Kind: "show", Details: proposal.Details{Title: "狂飙"}}
	rows := []store.Incoming{row("kb/tvshow.nfo", store.Sidecar, show.Said()), row("kb/E01.mp4", store.Arrived, ""), row("b.S01E02.mkv", store.Arrived, "")}
	var m plan.Memory
	for _, change := range []func(){
		func() {}, func() {},
		func() { show.Title = "潮水"; rows[0].Said = show.Said() },
		func() { rows[1].Name = "kb/E02.mp4" },
		func() { rows[2].Said = `{"Tags":{"title":"T"}}` },
		func() { rows[2].Edited = plan.EditedText(proposal.Proposal{Details: proposal.Details{Title: "X"}}) },
		func() { rows = rows[:2] },
	} {
		change()
		if got, want := plan.Sum(m.Of(rows)), plan.Sum(plan.Of(rows)); got != want {
			t.Errorf("remembered %+v, anew %+v", m.Of(rows), plan.Of(rows))
		}
	}
}

// The sum of an entry changes with whatever of it is published, and with nothing
// else.
func TestSum(t *testing.T) {
	in := row("kb/S01E01.mp4", store.Arrived, "")
	in.ID = 7
	sum := func() string { return plan.Of([]store.Incoming{in})[0].Sum() }
	first, all := sum(), plan.Sum(plan.Of([]store.Incoming{in}))
	in.Done, in.By, in.SHA256 = 12, "boss", "y"
	if sum() != first {
		t.Error("it changes with what is not shown")
	}
	if plan.Sum(plan.Of([]store.Incoming{in})) == all {
		t.Error("the sum of the plan keeps while the content changes")
	}
	seen := map[string]bool{first: true}
	for i, change := range []func(){
		func() { in.ID++ }, func() { in.Name = "kb/S01E02.mp4" },
		func() { in.Said = `{"Tags":{"title":"T"}}` },
		func() {
			in.Edited = plan.EditedText(proposal.Proposal{Details: proposal.Details{Title: "T", Tags: []string{"x"}}})
		},
		func() {
			in.Edited = plan.EditedText(proposal.Proposal{Details: proposal.Details{Title: "T", Tags: []string{"x"}}, Doubtful: []string{proposal.Title}})
		},
	} {
		if change(); seen[sum()] {
			t.Errorf("change %d keeps the sum", i)
		}
		seen[sum()] = true
	}
}

// BenchmarkOf is the plan of 200 shows of 24 episodes.
func BenchmarkOf(b *testing.B) {
	var rows []store.Incoming
	for show := range 200 {
		for e := range 24 {
			name := fmt.Sprintf("shows/Show %03d (1999)/Show.%03d.S01E%02d.The.Part.1080p.mp4", show, show, e+1)
			rows = append(rows, store.Incoming{ID: int64(len(rows) + 1), Name: name, State: store.Arrived})
		}
	}
	for b.Loop() {
		plan.Of(rows)
	}
}
