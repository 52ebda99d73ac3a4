package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// result is what became of one part.
type result struct {
	Part    string   `json:"part"`
	About   string   `json:"about"`
	Figures []figure `json:"figures,omitempty"`
	Skipped string   `json:"skipped,omitempty"` // why it did not run
}

// report is a whole run, as -json writes it.
type report struct {
	Facts   facts    `json:"facts"`
	Began   string   `json:"began"`
	Took    string   `json:"took"`
	Short   bool     `json:"short,omitempty"`
	Rounds  int      `json:"rounds"`
	Size    int64    `json:"size"`
	Results []result `json:"results"`
}

func (r report) write(file string) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}

// print shows the run as a table that a Markdown file can keep.
func (r report) print(w io.Writer) {
	fmt.Fprintf(w, "\n%s, %d rounds, a movie of %d MiB, took %s\n\n", r.Began, r.Rounds, r.Size>>20, r.Took)
	for _, line := range r.Facts.lines() {
		fmt.Fprintf(w, "- %s\n", line)
	}
	rows := [][]string{{"what", "ours", "sshd", "ratio", "goal", ""}, {"---", "---", "---", "---", "---", "---"}}
	for _, one := range r.Results {
		if one.Skipped != "" {
			rows = append(rows, []string{one.About, "did not run: " + one.Skipped, "", "", "", ""})
		}
		for _, f := range one.Figures {
			rows = append(rows, f.row())
		}
	}
	fmt.Fprintln(w)
	table(w, rows)
}

func (f figure) row() []string {
	row := []string{f.What, short(median(f.Ours)) + unit(f.Unit), "", "", f.Goal.String(), f.verdict()}
	if f.Note != "" {
		row[0] += " (" + f.Note + ")"
	}
	if all := f.ratios(); len(all) > 0 {
		row[2] = short(median(f.Theirs)) + unit(f.Unit)
		row[3] = fmt.Sprintf("%.2f (%.2f–%.2f)", median(all), quantile(all, 0), quantile(all, 1))
	}
	return row
}

func unit(u string) string {
	if u == "" {
		return ""
	}
	return " " + u
}

func table(w io.Writer, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	for _, row := range rows {
		fmt.Fprint(w, "|")
		for i, cell := range row {
			fmt.Fprintf(w, " %s%*s |", cell, widths[i]-ansi.StringWidth(cell), "")
		}
		fmt.Fprintln(w)
	}
}

func now() string { return time.Now().UTC().Format("2006-01-02 15:04 UTC") }
