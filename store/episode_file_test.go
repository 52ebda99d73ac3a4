package store

import "testing"

func TestMovie_EpisodeFile(t *testing.T) {
	for _, c := range []struct {
		series, slug string
		e            Episode
		want         string
	}{
		{"流浪记", "启程", Episode{Season: 1, Number: 2}, "S01E02-启程"},
		{"流浪记", "流浪记-S01E02", Episode{Season: 1, Number: 2}, "S01E02"},
		{"流浪记", "流浪记-S01E02-启程", Episode{Season: 1, Number: 2}, "S01E02-启程"},
		{"流浪记", "流浪记", Episode{Season: 1, Number: 2}, "S01E02"},
		{"流浪记", "流浪记之歌", Episode{Season: 1, Number: 2}, "S01E02-流浪记之歌"},
		{"流浪记", "", Episode{Season: 1, Number: 2}, "S01E02"},
		{"Tides", "Tides-S01E01", Episode{Season: 2, Number: 1}, "S02E01"}, // its number was changed later
		{"Tides", "S01E01-Harbour", Episode{Season: 2, Number: 1}, "S02E01-Harbour"},
		{"Tides", "Tides-S01E03-E04", Episode{Season: 1, Number: 3, End: 4}, "S01E03-E04"},
		{"Tides", "S1-Harbour", Episode{Season: 0, Number: 1}, "S00E01-S1-Harbour"},
		{"Tides", "Tides-S100E1000", Episode{Season: 100, Number: 1000}, "S100E1000"},
	} {
		c.e.Series = c.series
		m := Movie{ID: 57, Slug: c.slug, Ext: ".mp4", SeriesSlug: c.series, Episode: c.e}
		if got := m.EpisodeFile(); got != c.want+".mp4" {
			t.Errorf("%s, %s: %s, want %s.mp4", c.slug, c.e.Code(), got, c.want)
		}
		if got := m.EpisodeFileApart(); got != c.want+"-0057.mp4" {
			t.Errorf("apart: %s", got)
		}
		if season, number, ok := ParseEpisodeFile(m.EpisodeFile()); !ok || season != c.e.Season || number != c.e.Number {
			t.Errorf("%s is of %d, %d, %v", m.EpisodeFile(), season, number, ok)
		}
	}
	for _, s := range []string{"", "S01E02", "S1E2.mp4", "S0001E01.mp4", "S01E02x.mp4", "x-S01E02.mp4", "S01E00001.mp4", "s01e01.mp4", "S٠١E٠٢.mp4", "S01E"} {
		if season, number, ok := ParseEpisodeFile(s); ok {
			t.Errorf("%q is of %d, %d", s, season, number)
		}
	}
}

// What is found in a name is what an episode of it begins with.
func FuzzParseEpisodeFile(f *testing.F) {
	for _, s := range []string{"S01E02-a.mp4", "S100E1000.mkv", "S01E03-E04-b.webm", "S1E2.mp4", "S01E02"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		season, number, ok := ParseEpisodeFile(name)
		if !ok {
			return
		}
		e := Episode{Series: "x", Season: season, Number: number}
		if _, err := CheckEpisode(e); err != nil {
			t.Errorf("%q: %+v: %v", name, e, err)
		}
		if code := e.Code(); len(name) == len(code) || name[:1] != "S" {
			t.Errorf("%q is of %s", name, code)
		}
	})
}
