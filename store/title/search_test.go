package title

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"youku.example/store/runes"
)

// maxTitle is how many characters store.CheckTitle lets through.
const maxTitle = 200

// indexed answers a search as an index does that knows nothing but terms.
func indexed(title string, s Search) bool {
	terms := Terms(title)
	for _, t := range s.Terms() {
		if !slices.ContainsFunc(terms, func(g string) bool {
			return g == t.Text || t.Prefix && strings.HasPrefix(g, t.Text)
		}) {
			return false
		}
	}
	return s.Blank() || len(s.Terms()) > 0
}

func TestSearch(t *testing.T) {
	for title, queries := range map[string]struct{ yes, no []string }{
		"速度与激情": {
			yes: []string{"速度", "激", "激情", "速度与激情", "速 激", "sudu", "sdyjq", "s", "sd", "sdy", "suduy", "suduyujiqing", "jiqing", "yjq", "SUDU", "su du", "ｓｕｄｕ", " 速度 ", "速度,激情", "情 速"},
			no:  []string{"度速", "速激", "sdj", "dusu", "速度x", "sudux", ":-)", "♥", "udu"},
		},
		"流浪地球 The Wandering Earth": {
			yes: []string{"流浪", "liulang", "lldq", "wandering", "wand", "the wand", "earth 流浪", "thewander", "lldqthe", "diqiuthe", "地球 earth", "liulangdiqiuthewanderingearth", ""},
			no:  []string{"andering", "lldqx", "地球2", "earthx", "lwe"},
		},
		"重庆森林":           {yes: []string{"chongqing", "zhongqing", "cqsl", "zqsl", "chong", "森林"}, no: []string{"tqx"}},
		"长城":             {yes: []string{"changcheng", "zhangcheng", "cc", "zc", "chang"}, no: []string{"cg"}},
		"成长的烦恼":          {yes: []string{"chengzhang", "chengchang", "czdfn", "chengzhangdefannao"}},
		"流浪·地球":          {yes: []string{"流浪地球", "浪地"}},
		"流浪地球2":          {yes: []string{"地球2", "流浪地球2", "diqiu2", "lldq2", "流浪地球 2"}, no: []string{"3"}},
		"二〇四六 2046":      {yes: []string{"〇四", "二〇", "2046", "20"}},
		"Amélie":         {yes: []string{"amelie", "AMÉLIE", "amé", "Amélie"}},
		"Ocean’s Eleven": {yes: []string{"oceans", "ocean's", "eleven", "oceanseleven"}, no: []string{"s"}},
		"Le Fabuleux Destin d'Amélie Poulain": {
			yes: []string{"amelie", "Amélie", "ameliep", "d'amelie", "d’Amélie", "damelie", "d amelie", "destindamelie", "destin d'a"},
			no:  []string{"melie", "destinamelie"},
		},
		"L’Été, l'or de O'Brien": {yes: []string{"ete", "été", "l'été", "or", "brien", "obrien", "o'br"}},
		"I’ve Seen You Don't":    {yes: []string{"ive", "don't", "dont"}, no: []string{"ve", "t", "veseen"}},
		"绿皮书":                    {yes: []string{"lvpishu", "lupishu", "lü", "lps"}},
		"となりのトトロ":                {yes: []string{"となり", "ト", "トトロ", "ﾄﾄﾛ"}, no: []string{"となる"}},
		"기생충 Parasite":           {yes: []string{"기생", "충", "parasite"}},
		"Броненосец":             {yes: []string{"брон", "БРОН", "Броненосец"}},
		"Straße":                 {yes: []string{"strasse", "STRASSE", "straße"}},
		"👩‍🚀 Apollo 13":          {yes: []string{"apollo", "13", "apollo13", "1", "👩‍🚀", "🚀"}, no: []string{"🚗", "🚀 12"}},
		"…":                      {yes: []string{"", "  ", "…", "."}, no: []string{"a", "!"}},
		"Who? “Me!” 50%":         {yes: []string{"?", "？", "!", "“", "%", "?!", "who?"}, no: []string{"*", "?*"}},
		"後來的龍門客棧":                {yes: []string{"后来", "後來", "龙门客栈", "龍门客棧", "houlai", "hldlmkz"}, no: []string{"后龙", "hlms"}},
		"头发、发现":                  {yes: []string{"頭髮", "發現", "头发"}},
		"重慶乾隆著名":                 {yes: []string{"重庆", "chongqing", "qianlong", "乾隆", "干隆", "zhuming", "著名"}},
		"Œuvre, Ærø, Smørrebrød": {yes: []string{"oeuvre", "œuvre", "aero", "ærø", "smorrebrod", "Smørrebrød"}},
		"Łódź, Đorđe, Işık, Þór": {yes: []string{"lodz", "łódź", "dorde", "isik", "thor", "ışık"}},
		"हिन्दी फ़िल्म":          {yes: []string{"हिन्दी", "फ़िल्म"}},
		"The Quick\tBrown":       {yes: []string{"quick brown", "quickb"}},
	} {
		for _, q := range queries.yes {
			if !Matches(title, q) {
				t.Errorf("Matches(%q, %q) = false", title, q)
			}
			if !indexed(title, NewSearch(q)) {
				t.Errorf("the index does not find %q by %q: terms %q, terms %v", title, q, Terms(title), NewSearch(q).Terms())
			}
		}
		for _, q := range queries.no {
			if Matches(title, q) {
				t.Errorf("Matches(%q, %q) = true", title, q)
			}
		}
	}
}

// Every term and every beginning of a spelled term finds its title.
func TestTerms_FindTheirTitle(t *testing.T) {
	for _, title := range []string{"速度与激情", "流浪地球 The Wandering Earth", "重庆森林", "长大成人的行长", "Иван Васильевич меняет профессию"} {
		for _, g := range Terms(title) {
			for n := range g {
				if n > 0 && (g[0] >= utf8.RuneSelf) {
					continue
				}
				q := g[:len(g)-n]
				if !Matches(title, q) || !indexed(title, NewSearch(q)) {
					t.Errorf("%q is not found by %q, a beginning of %q", title, q, g)
				}
			}
		}
	}
}

func TestTerms_Bounded(t *testing.T) {
	for _, title := range []string{strings.Repeat("长", maxTitle), strings.Repeat("重行乐", 66), strings.Repeat("ﷺ", maxTitle)} {
		if n := len(Terms(title)); n > 4*maxTitle*maxSpelling {
			t.Errorf("%d terms for %d characters", n, utf8.RuneCountInString(title))
		}
		if n := len(NewSearch(title).Terms()); n > maxTerms {
			t.Errorf("%d terms", n)
		}
	}
}

func FuzzSearch(f *testing.F) {
	f.Add("速度与激情", "sdy")
	f.Add("流浪地球 The Wandering Earth", "wand 流")
	f.Add("\xff\"*", "\" OR 1")
	f.Add("İı ﬁ ﷺ が", "ǅ")
	f.Fuzz(func(t *testing.T, title, query string) {
		if len(title) > 600 || len(query) > 600 {
			return
		}
		soon(t, func() { Matches(title, query); Terms(title) })
		s := NewSearch(query)
		for _, term := range s.Terms() {
			safeTerm(t, term.Text)
		}
		for _, g := range Terms(title) {
			safeTerm(t, g)
		}
		if s.Matches(title) && !s.Blank() && len(s.Terms()) == 0 {
			t.Errorf("%q matches %q without a term", query, title)
		}
		if q := strings.TrimSpace(title); len([]rune(fold(q))) < maxQuery && len(tokenize(q)) > 0 && !Matches(title, q) {
			t.Errorf("%q is not found by itself", title)
		}
		if !s.Matches(title) {
			return
		}
		usual := true
		for _, u := range tokenize(title) {
			usual = usual && len(u.readings) < 2
		}
		if usual && !indexed(title, s) {
			t.Errorf("Matches(%q, %q), but terms %v are not among %q", title, query, s.Terms(), Terms(title))
		}
	})
}

// soon fails where a computation that takes microseconds does not end in
// seconds: its work grows with more than the product of its inputs' lengths.
func soon(t *testing.T, fn func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); fn() }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("this computation takes too long")
	}
}

func safeTerm(t *testing.T, g string) {
	if g == "" || len(g) > maxTerm || !utf8.ValidString(g) {
		t.Errorf("term %q", g)
	}
	for _, r := range g {
		sign := r > 0x7f && len(g) == len(string(r)) && !unicode.IsSpace(r)
		if !runes.IsWord(r) && !runes.IsMark(r) && !sign || r >= 'A' && r <= 'Z' {
			t.Errorf("term %q holds %q", g, r)
		}
	}
}

func BenchmarkTerms(b *testing.B) {
	for b.Loop() {
		Terms("流浪地球 The Wandering Earth")
	}
}

func BenchmarkMatches(b *testing.B) {
	s := NewSearch("lldq")
	for b.Loop() {
		s.Matches("流浪地球 The Wandering Earth")
	}
}
