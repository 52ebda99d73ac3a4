package postings

import "strings"

// Question is what an index is asked: whether a row holds a term, all of some
// questions, or any of them.
type Question struct {
	term     string
	begins   bool // any term that begins so is enough
	all, any []Question
}

// Term asks for a term.
func Term(text string) Question { return Question{term: text} }

// Beginning asks for any term that begins with a text.
func Beginning(text string) Question { return Question{term: text, begins: true} }

// All asks for rows of which all questions hold, but for those of nothing. Of nothing
// alone it is the zero Question, which no row answers.
func All(list ...Question) Question {
	var flat []Question
	for _, q := range list {
		if flat = append(flat, q.all...); q.term != "" || len(q.any) > 0 {
			flat = append(flat, q)
		}
	}
	if len(flat) == 1 {
		return flat[0]
	}
	return Question{all: flat}
}

// Any asks for rows of which one of the questions holds.
func Any(list ...Question) Question {
	if len(list) == 1 {
		return list[0]
	}
	return Question{any: list}
}

// Terms asks for rows that hold all terms.
func Terms(texts ...string) Question {
	var list []Question
	for _, t := range texts {
		list = append(list, Term(t))
	}
	return All(list...)
}

// String is the question as FTS5 is asked it.
func (q Question) String() string {
	switch {
	case len(q.all) > 0:
		return joined(q.all, " AND ")
	case len(q.any) > 0:
		return joined(q.any, " OR ")
	case q.begins:
		return `"` + q.term + `"*`
	}
	return `"` + q.term + `"`
}

func joined(list []Question, by string) string {
	texts := make([]string, len(list))
	for i, q := range list {
		if texts[i] = q.String(); len(q.all)+len(q.any) > 0 {
			texts[i] = "(" + texts[i] + ")"
		}
	}
	return strings.Join(texts, by)
}

// eachTerm calls fn with each question that is a term.
func (q Question) eachTerm(fn func(Question)) {
	for _, list := range [][]Question{q.all, q.any} {
		for _, part := range list {
			part.eachTerm(fn)
		}
	}
	if q.term != "" {
		fn(q)
	}
}
