package cli

import (
	"youku.example/store"
	"youku.example/tui/words"
)

// SelectionFlags name several movies of a series at once.
type SelectionFlags struct {
	flags  *Flags
	series *int64
	season *int64
}

// NewSelectionFlags adds --series and --season to a command.
func NewSelectionFlags(f *Flags) SelectionFlags {
	return SelectionFlags{
		flags:  f,
		series: f.Number("series", words.Say("整部合集", "all of a series"), 0, 1, 1<<53),
		season: f.Number("season", words.Say("只要这一季，0 是特别篇", "one season of it; 0 for the specials"), 0, 0, store.MaxSeason),
	}
}

// Selection is what a line names; single, when it is one movie by its number.
func (s SelectionFlags) Selection(call *Call) (sel store.Selection, single bool, err error) {
	given := s.flags.Given("series")
	switch {
	case given && len(call.Args) > 0:
		return sel, false, Misused(words.Say("编号和 --series 只能选一个。", "Choose one of IDs and --series."))
	case !given && len(call.Args) == 0:
		return sel, false, Misused(words.Say("要哪一部？写编号，或 --series 合集的编号。", "Which one? Give IDs, or --series with a series' ID."))
	case !given && s.flags.Given("season"):
		return sel, false, Misused(words.Say("--season 要和 --series 一起用。", "--season needs --series."))
	case given:
		sel.Series = *s.series
		if s.flags.Given("season") {
			season := int(*s.season)
			sel.Season = &season
		}
		return sel, false, nil
	}
	sel.IDs, err = call.IDs()
	return sel, len(sel.IDs) == 1, err
}
