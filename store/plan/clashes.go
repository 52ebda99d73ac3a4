package plan

import (
	"cmp"
	"slices"

	"youku.example/store"
	"youku.example/store/proposal"
	"youku.example/store/title"
)

// Refusals are why uploads of the plan would not be published, by their IDs: those
// that were refused, and those that are one episode with another.
func Refusals(entries []Entry) map[int64]*store.Refusal {
	why := map[int64]*store.Refusal{}
	for id, other := range Clashes(entries) {
		why[id] = &store.Refusal{Code: store.ErrEpisodeTwice.Code, Name: other}
	}
	for _, e := range entries {
		if e.Row.Problem != "" {
			why[e.Row.ID] = &store.Refusal{Code: e.Row.Problem, Name: e.Row.Name}
		}
	}
	return why
}

// Clashes finds movies among some of the plan that are proposed as one episode:
// by the ID of each upload the path of another one. None of them is more likely
// that episode than the others.
func Clashes(entries []Entry) map[int64]string {
	type season struct {
		series string
		number int
	}
	seasons := map[season][]*Entry{}
	folded := map[string]string{} // a season has many episodes and one name
	for i := range entries {
		p := entries[i].Proposal
		if entries[i].Kind != Movie || p.Series == "" {
			continue
		}
		name, known := folded[p.Series]
		if !known {
			name = title.Folded(p.Series)
			folded[p.Series] = name
		}
		in := season{name, p.Season}
		seasons[in] = append(seasons[in], &entries[i])
	}
	clashes := map[int64]string{}
	for _, list := range seasons {
		clashesIn(list, clashes)
	}
	return clashes
}

// clashesIn finds those of one season. Of the movies that begin before one, only the
// one that goes furthest needs to be looked at: if it ends before, so do the others.
func clashesIn(list []*Entry, clashes map[int64]string) {
	slices.SortStableFunc(list, func(a, b *Entry) int { return cmp.Compare(a.Proposal.Number, b.Proposal.Number) })
	furthest := list[0]
	for _, e := range list[1:] {
		if e.Proposal.Number <= last(furthest.Proposal) {
			clashes[e.Row.ID] = furthest.Row.Name
			if clashes[furthest.Row.ID] == "" {
				clashes[furthest.Row.ID] = e.Row.Name
			}
		}
		if last(e.Proposal) > last(furthest.Proposal) {
			furthest = e
		}
	}
}

// last is the last number that a movie is proposed for.
func last(p proposal.Proposal) int { return max(p.Number, p.End) }
