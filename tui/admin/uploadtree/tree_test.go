package uploadtree_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/admin/uploadtree"
)

// planOf is a plan of uploads that arrived, each 10 bytes: a file that belongs to a
// movie by its name is a sidecar, and one in an unknown format was refused.
func planOf(names ...string) []plan.Entry {
	var rows []store.Incoming
	for i, name := range names {
		in := store.Incoming{ID: int64(i + 1), Name: name, State: store.Arrived, SHA256: "x", Size: 10}
		switch {
		case strings.HasSuffix(name, ".srt"), strings.HasSuffix(name, ".nfo"):
			in.State = store.Sidecar
		case strings.HasSuffix(name, ".avi"):
			in.State, in.Problem = store.Refused, store.ErrContainer.Code
		}
		rows = append(rows, in)
	}
	return plan.Of(rows)
}

var show = []string{
	"Tides/S1/Tides S01E10.mkv", "Tides/S1/Tides S01E2.mkv", "Tides/S1/Tides S01E2.en.srt", "Tides/S1/Tides S01E2.zh.forced.srt",
	"Tides/S2/Tides S02E01.mkv", "Tides/S2/old.avi", "Tides/tvshow.nfo", "clip.mp4", "lost.zh.srt", "b.mp4",
}

func lines(rows []uploadtree.Row) (ls []string) {
	for _, r := range rows {
		sign := ""
		if r.IsFolder() {
			sign = "+"
		}
		if r.Open {
			sign = "-"
		}
		ls = append(ls, strings.Repeat(" ", r.Depth)+sign+r.Base())
	}
	return ls
}

func TestRows(t *testing.T) {
	tree := uploadtree.Of(planOf(show...))
	every := func(string) bool { return true }
	for _, c := range []struct {
		name string
		view uploadtree.View
		want []string
	}{
		{"Closed", uploadtree.View{Open: func(string) bool { return false }}, []string{"+Tides", "b.mp4", "clip.mp4", "lost.zh.srt"}},
		{"Open", uploadtree.View{Open: every}, []string{
			"-Tides", " -S1", "  Tides S01E2.mkv", "   Tides S01E2.en.srt", "   Tides S01E2.zh.forced.srt", "  Tides S01E10.mkv",
			" -S2", "  Tides S02E01.mkv", "  old.avi", " tvshow.nfo", "b.mp4", "clip.mp4", "lost.zh.srt",
		}},
		{"OneOpen", uploadtree.View{Open: func(f string) bool { return f == "Tides" }}, []string{"-Tides", " +S1", " +S2", " tvshow.nfo", "b.mp4", "clip.mp4", "lost.zh.srt"}},
		{"Found", uploadtree.View{Open: every, Finds: func(n *uploadtree.Node) bool { return strings.Contains(n.Row.Name, "zh") }}, []string{
			"-Tides", " -S1", "  Tides S01E2.mkv", "   Tides S01E2.zh.forced.srt", "lost.zh.srt",
		}},
		{"FoundNothing", uploadtree.View{Open: every, Finds: func(*uploadtree.Node) bool { return false }}, nil},
		{"Reversed", uploadtree.View{Open: func(string) bool { return false }, Sort: func(ns []*uploadtree.Node) { slices.Reverse(ns) }}, []string{"lost.zh.srt", "clip.mp4", "b.mp4", "+Tides"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lines(tree.Rows(c.view)); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// A folder counts what is below it, and stands for all of that.
func TestRow_Folder(t *testing.T) {
	rows := uploadtree.Of(planOf(append(show, "Tides/S2/Tides S02E01 again.mkv")...)).Rows(uploadtree.View{Open: func(string) bool { return true }})
	tides := rows[0]
	want := uploadtree.Totals{Movies: 4, Ready: 4, Clashing: 2, Refused: 1, Sidecars: 3, Done: 40, Series: "Tides"}
	got := tides.Below
	if fmt.Sprint(got) != fmt.Sprint(want) || tides.Row.Size != 80 {
		t.Errorf("counts %+v, want %+v; %d bytes", got, want, tides.Row.Size)
	}
	if n := len(tides.Under()); n != 8 {
		t.Errorf("the folder stands for %d uploads", n)
	}
	one := rows[2]
	if n := len(one.Under()); n != 1 || one.In.Base() != "S1" {
		t.Errorf("a movie in %q stands for %d uploads", one.In.Base(), n)
	}
	kind, label := rows[4].Sidecar()
	if kind != "subtitle" || label.Language != "zh" || label.Kind != "forced" {
		t.Errorf("%s is a %s %+v", rows[4].Base(), kind, label)
	}
	mixed := uploadtree.Of(planOf("Tides S01E01.mkv", "Waves S01E01.mkv"))
	if mixed.Below.Series != "" {
		t.Errorf("two series are %q", mixed.Below.Series)
	}
}

func TestByName(t *testing.T) {
	for _, c := range [][2]string{{"E2", "E10"}, {"第2集", "第10集"}, {"a", "b"}, {"a", "ab"}, {"E02", "E3"}, {"E1", "E01"}, {"S1E9", "S2E1"}, {"", "a"}} {
		if uploadtree.ByName(c[0], c[1]) >= 0 || uploadtree.ByName(c[1], c[0]) <= 0 {
			t.Errorf("%q does not stand before %q", c[0], c[1])
		}
		if uploadtree.ByName(c[0], c[0]) != 0 {
			t.Errorf("%q is not itself", c[0])
		}
	}
}

// A tree of as many files as the folder takes is made, and shown, while one does
// not notice.
func BenchmarkTree(b *testing.B) {
	var names []string
	for i := range 5000 {
		names = append(names, fmt.Sprintf("show %d/Season %d/Show S%02dE%02d.mkv", i/200, i/50%4, i/50%4, i%50))
	}
	entries := planOf(names...)
	b.Run("Of", func(b *testing.B) {
		for b.Loop() {
			uploadtree.Of(entries)
		}
	})
	tree := uploadtree.Of(entries)
	b.Run("Rows", func(b *testing.B) {
		for b.Loop() {
			tree.Rows(uploadtree.View{Open: func(string) bool { return true }})
		}
	})
}
