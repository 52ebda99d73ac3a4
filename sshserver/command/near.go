package command

import "youku.example/sshserver/command/cli"

// nearest is the command whose name is at most two typing errors away from what
// was typed, among those that kind may run. "" when none is near.
func nearest(table []*cli.Command, typed string, kind cli.Gate) string {
	best, least := "", 3
	if len(typed) > 30 {
		return ""
	}
	for _, row := range table {
		if row.Hidden || row.Gate&kind == 0 {
			continue
		}
		if d := distance(typed, row.Name); d < least && d < len(row.Name) {
			best, least = row.Name, d
		}
	}
	return best
}

// distance counts the letters to add, drop or change (or two to swap) that
// make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range y {
		rows[0][j+1] = j + 1
	}
	for i := range x {
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			d := min(rows[i][j+1]+1, rows[i+1][j]+1, rows[i][j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(x)][len(y)]
}
