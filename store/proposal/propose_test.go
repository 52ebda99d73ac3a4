package proposal_test

import (
	"slices"
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/store/proposal"
)

type details = proposal.Details

func TestPropose_Sources(t *testing.T) {
	episode := func(d details) *details { d.HasEpisode = true; return &d }
	for name, c := range map[string]struct {
		in   proposal.Sources
		want string
	}{
		"an NFO of a movie": {proposal.Sources{Path: "x.2011.1080p.mkv", NFO: &details{Title: "The Wandering Earth", Year: 2019, Single: true}},
			"The Wandering Earth | | | 2019"},
		"an NFO takes doubts away": {proposal.Sources{Path: "Movie 2018.mkv", NFO: &details{Title: "Movie", Year: 2018}}, "Movie | | | 2018"},
		"an NFO of an episode": {proposal.Sources{Path: "狂飙/03.mp4", NFO: episode(details{Title: "旧案", Series: "狂飙", Season: 1, Number: 3})},
			"旧案 | 狂飙 | S01E03"},
		"an NFO of a double episode": {proposal.Sources{Path: "a.mp4", NFO: episode(details{Series: "Show", Season: 1, Number: 3, End: 4})},
			"Show S01E03-E04 | Show | S01E03-E04"},
		"an NFO without the show's title": {proposal.Sources{Path: "Show/a.mp4", NFO: episode(details{Title: "T", Season: 1, Number: 3})},
			"T | a | S01E03 | | series"},
		"an NFO says it is a movie": {proposal.Sources{Path: "Star Wars Episode 4 (1977).mkv", NFO: &details{Title: "Star Wars", Year: 1977, Single: true}},
			"Star Wars | | | 1977"},
		"an NFO says little": {proposal.Sources{Path: "Show.S01E02.Departure.mkv", NFO: &details{About: "x"}}, "Departure | Show | S01E02"},
		"tvshow.nfo": {proposal.Sources{Path: "kb/S01E02.mkv", Show: &details{Series: "狂飙", SeriesYear: 2023}, ShowFolder: "kb"},
			"狂飙 S01E02 | 狂飙 2023 | S01E02"},
		"tvshow.nfo over the episode's": {proposal.Sources{Path: "kb/S01E02.mkv", Show: &details{Series: "狂飙"}, ShowFolder: "kb", NFO: episode(details{Series: "other", Season: 1, Number: 2})},
			"狂飙 S01E02 | 狂飙 | S01E02"},
		"tvshow.nfo and a bare number":  {proposal.Sources{Path: "kb/03.mkv", Show: &details{Series: "狂飙"}, ShowFolder: "kb"}, "狂飙 S01E03 | 狂飙 | S01E03 | | season"},
		"tvshow.nfo above another show": {proposal.Sources{Path: "Tides/Season 1/S01E02.mkv", Show: &details{Series: "狂飙"}}, "狂飙 S01E02 | 狂飙 | S01E02 | | series"},
		"tvshow.nfo above a part of the show": {proposal.Sources{Path: "Tides/S01/Tides S01E02/x.S01E02.mkv", Show: &details{Series: "潮汐"}, ShowFolder: "Tides"},
			"潮汐 S01E02 | 潮汐 | S01E02"},
		"tvshow.nfo above the extras of its show": {proposal.Sources{Path: "潮汐 Tides/Extras/S01E02.mkv", Show: &details{Series: "潮汐"}, ShowFolder: "潮汐 Tides"},
			"潮汐 S01E02 | 潮汐 | S01E02"},
		"tvshow.nfo at the top":        {proposal.Sources{Path: "Season 1/S01E02.mkv", Show: &details{Series: "狂飙"}}, "狂飙 S01E02 | 狂飙 | S01E02"},
		"tvshow.nfo beside no episode": {proposal.Sources{Path: "kb/trailer.mkv", Show: &details{Series: "狂飙"}, ShowFolder: "kb"}, "trailer"},
		"the container's title": {proposal.Sources{Path: "VID_0001.mp4", Container: &details{Title: "The Wandering Earth", Year: 2019}},
			"The Wandering Earth | | | 2019"},
		"the container's show": {proposal.Sources{Path: "a.m4v", Container: episode(details{Title: "Departure", Series: "Show", Season: 2, Number: 3})},
			"Departure | Show | S02E03"},
		"a release's name as the container's title": {proposal.Sources{Path: "Movie (2018).mkv", Container: &details{Title: "movie.2018.1080p.x264-GRP"}},
			"Movie | | | 2018"},
		"a file's name as the container's title": {proposal.Sources{Path: "Movie (2018).mkv", Container: &details{Title: "out.mp4"}}, "Movie | | | 2018"},
		"NFO over container":                     {proposal.Sources{Path: "a.mkv", NFO: &details{Title: "A"}, Container: &details{Title: "B", Year: 2001}}, "A | | | 2001"},
		"container over folder":                  {proposal.Sources{Path: "Folder (2001)/a.mkv", Container: &details{Title: "B"}}, "B | | | 2001"},
		"numbers out of bounds":                  {proposal.Sources{Path: "a.mkv", NFO: episode(details{Season: -1, Number: 70000})}, "a"},
		"a year out of bounds":                   {proposal.Sources{Path: "a.mkv", NFO: &details{Year: 99999}}, "a"},
		"a title that acts":                      {proposal.Sources{Path: "a.mkv", NFO: &details{Title: "\x1b[31mRed\x07 \u202e\n x"}}, "[31mRed x"},
		"a title like its series":                {proposal.Sources{Path: "Show.S01E02.mkv", NFO: &details{Title: "Show"}}, "Show S01E02 | Show | S01E02"},
	} {
		if got := told(proposal.Propose(c.in)); got != tidy(c.want) {
			t.Errorf("%s\n\tgot  %s\n\twant %s", name, got, tidy(c.want))
		}
	}
}

func TestPropose_Words(t *testing.T) {
	tags := []string{"科幻", "科幻", " Drama ", "drama", "", strings.Repeat("宽", 17), "a\nb"}
	for i := range 40 {
		tags = append(tags, strings.Repeat("x", i+1))
	}
	p := proposal.Propose(proposal.Sources{Path: "a.mkv", NFO: &details{About: "one\r\n\n\n\ntwo\x1b \u200b" + strings.Repeat("长", 5000), Tags: tags}})
	if !strings.HasPrefix(p.About, "one\n\ntwo 长") || len([]rune(p.About)) != 4000 {
		t.Errorf("about: %.40q, %d characters", p.About, len([]rune(p.About)))
	}
	if len(p.Tags) != 20 || !slices.Equal(p.Tags[:3], []string{"科幻", "Drama", "a b"}) {
		t.Errorf("tags: %q", p.Tags)
	}
}

// checkTaken fails if the shop would refuse or change what is proposed.
func checkTaken(t *testing.T, p proposal.Proposal) {
	t.Helper()
	if got, err := store.CheckTitle(p.Title); err != nil || got != p.Title {
		t.Fatalf("title %q: %q, %v", p.Title, got, err)
	}
	if got, err := store.CheckAbout(p.About); err != nil || got != p.About {
		t.Fatalf("about %q: %q, %v", p.About, got, err)
	}
	if got, err := store.CheckTags(p.Tags); err != nil || !slices.Equal(got, p.Tags) {
		t.Fatalf("tags %q: %q, %v", p.Tags, got, err)
	}
	if store.CheckYear(p.Year) != nil || store.CheckYear(p.SeriesYear) != nil {
		t.Fatalf("years %d, %d", p.Year, p.SeriesYear)
	}
	if got, err := store.CheckSeriesSaid(&store.SeriesSaid{Title: p.Show.Title, Year: p.Show.Year, About: p.Show.About, Tags: p.Show.Tags}); err != nil ||
		got.About != p.Show.About || !slices.Equal(got.Tags, p.Show.Tags) || p.Show.Title != p.Series {
		t.Fatalf("of the series %q %+v: %+v, %v", p.Series, p.Show, got, err)
	}
	place := store.Episode{Series: p.Series, Season: p.Season, Number: p.Number, End: p.End}
	if p.Series == "" {
		if p.HasEpisode != slices.Contains(p.Doubtful, proposal.Series) {
			t.Fatalf("%+v: an episode of no series must be doubtful", p)
		}
		return
	}
	if got, err := store.CheckEpisode(place); err != nil || got != place || !p.HasEpisode {
		t.Fatalf("%+v: %+v, %v", place, got, err)
	}
}

func TestPropose_DefaultTitle(t *testing.T) {
	p := proposal.Propose(proposal.Sources{Path: "狂飙.S01E03-E04.mp4"})
	if want := (store.Episode{Series: "狂飙", Season: 1, Number: 3, End: 4}).DefaultTitle(); p.Title != want {
		t.Errorf("%q, the shop says %q", p.Title, want)
	}
}

func FuzzPropose_Names(f *testing.F) {
	for l := range strings.Lines(shapes) {
		path, _, _ := strings.Cut(strings.TrimSpace(l), " => ")
		f.Add(path)
	}
	f.Add(strings.Repeat("S01E01", 1000))
	f.Add("S999E9999-E9999 Ḁ́́́́́́/第九千九百九十九千集.mp4")
	f.Fuzz(func(t *testing.T, path string) { checkTaken(t, proposal.Propose(proposal.Sources{Path: path})) })
}

func FuzzPropose_Sources(f *testing.F) {
	f.Add("a/b.mkv", "title", "series", "about", "tag", 1, 2, 3, 2019, true)
	f.Fuzz(func(t *testing.T, path, title, series, about, tag string, season, number, end, year int, has bool) {
		d := details{Title: title, Series: series, SeriesYear: year, Season: season, Number: number, End: end, HasEpisode: has, Year: year, About: about, Tags: []string{tag, series}}
		checkTaken(t, proposal.Propose(proposal.Sources{Path: path, NFO: &d}))
		checkTaken(t, proposal.Propose(proposal.Sources{Path: path, Container: &d, Show: &details{Series: title, SeriesYear: year, About: about, Tags: []string{tag, series}}}))
	})
}

func BenchmarkPropose(b *testing.B) {
	for b.Loop() {
		proposal.Propose(proposal.Sources{Path: "TV Shows/狂飙 (2023)/第一季/狂飙.S01E01.旧案.2160p.WEB-DL.H265.AAC.mp4"})
	}
}

func TestIsSeason(t *testing.T) {
	for name, want := range map[string]bool{
		"Season 1": true, "season.02": true, "S01": true, "Specials": true, "第一季": true, "第2季": true, "特别篇": true, "番外": true,
		"狂飙": false, "狂飙 第一季": false, "Tides Season 1": false, "Tides S01E02": false, "2049": false, "": false, "E01": false,
	} {
		if got := proposal.IsSeason(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}
