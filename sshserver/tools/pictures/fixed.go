package main

import "youku.example/sshserver/tools/pictures/svg"

import "regexp"

// fixtures are what a screen shows differently each time, and what the picture
// shows instead, as wide as that: pictures made anew differ only where the
// program does.
var fixtures = []struct {
	seen  *regexp.Regexp
	shown string
}{
	{regexp.MustCompile(`-[pP] (2[23]\d\d)`), "2222"},
	{regexp.MustCompile(`(\d\d:\d\d:\d\d)`), "20:14:23"},
	{regexp.MustCompile(`[^:\d](\d\d:\d\d)$`), "20:14"},
	{regexp.MustCompile(`[^:\d](\d\d:\d\d)[^:\d]`), "20:14"},
	{regexp.MustCompile(`VIP \D*(\d\d-\d\d)`), "12-24"},
	{regexp.MustCompile(`(\d\d) MB/s`), "24"},
}

// fixed puts the fixtures in.
func fixed(g svg.Grid) svg.Grid {
	for _, row := range g {
		text, at := lineOf(row)
		for _, f := range fixtures {
			for _, m := range f.seen.FindAllStringSubmatchIndex(text, -1) {
				for i, r := range f.shown {
					row[at[m[2]+i]].Text = string(r)
				}
			}
			text, at = lineOf(row)
		}
	}
	return g
}

// lineOf is the text of a line, and for each of its bytes the cell it is in.
func lineOf(row []svg.Cell) (text string, at []int) {
	for x, c := range row {
		if c.Text == "" {
			if x == 0 || !row[x-1].Wide {
				c.Text = " "
			}
		}
		for range len(c.Text) {
			at = append(at, x)
		}
		text += c.Text
	}
	return text, at
}
