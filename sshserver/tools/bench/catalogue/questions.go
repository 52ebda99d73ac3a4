package main

import (
	"math/rand/v2"
	"strings"
	"unicode"

	"youku.example/store/storetest/stock"
	"youku.example/store/title"
)

// kind is one kind of question: what is typed into the search box.
type kind struct {
	name  string
	typed func(r *rand.Rand, movies int) string
}

var kinds = []kind{
	{"one character", func(r *rand.Rand, n int) string { return piece(r, n, 1) }},
	{"two characters", func(r *rand.Rand, n int) string { return piece(r, n, 2) }},
	{"four characters", func(r *rand.Rand, n int) string { return piece(r, n, 4) }},
	{"common character", oneOf("人", "大", "的", "天", "爱", "中", "小", "一")},
	{"common words", oneOf(common...)},
	{"latin word", latinWord},
	{"common latin word", oneOf("the", "love", "night", "man", "last", "the love", "THE night", "the man of")},
	{"one letter", oneOf(strings.Split("abcdefghijklmnopqrstuvwxyz", "")...)},
	{"two letters", oneOf("th", "zh", "da", "re", "lo", "sh", "xi", "st", "zg", "tx")},
	{"pinyin syllable", oneOf("zhong", "ren", "tian", "xiao", "shang", "nv", "guo", "sheng", "ai", "huang")},
	{"pinyin prefix", func(r *rand.Rand, n int) string { return spelled(r, n, false) }},
	{"initials", func(r *rand.Rand, n int) string { return spelled(r, n, true) }},
	{"a season", oneOf("第二季", "第3季", "season 1", "s02")},
	{"an episode", oneOf("s01e03", "第5集", "2x07", "爱情 第3集")},
	{"nothing", oneOf("qqqq", "鑫鑫", "zhongguozhongguozhongguo", "the qqqq", "人 鑫")},
}

// common are words that many titles have, or that seldom stand together.
var common = []string{"爱情", "中国", "世界", "人生", "中国 人", "爱 的", "大 天", "人 the"}

func oneOf(list ...string) func(*rand.Rand, int) string {
	return func(r *rand.Rand, _ int) string { return list[r.IntN(len(list))] }
}

// some looks at movies of the stock until one gives a text.
func some(r *rand.Rand, n int, take func(title string) string) string {
	for {
		if s := take(stock.Movie(r.IntN(n)).Title); s != "" {
			return s
		}
	}
}

func isHan(c rune) bool { return unicode.Is(unicode.Han, c) }

// piece is n neighbouring characters of some title.
func piece(r *rand.Rand, movies, n int) string {
	return some(r, movies, func(title string) string {
		runs := strings.FieldsFunc(title, func(c rune) bool { return !isHan(c) })
		if len(runs) == 0 {
			return ""
		}
		run := []rune(runs[r.IntN(len(runs))])
		if len(run) < n {
			return ""
		}
		at := r.IntN(len(run) - n + 1)
		return string(run[at : at+n])
	})
}

func latinWord(r *rand.Rand, movies int) string {
	return some(r, movies, func(title string) string {
		list := strings.FieldsFunc(title, func(c rune) bool { return !unicode.Is(unicode.Latin, c) })
		if len(list) == 0 {
			return ""
		}
		return list[r.IntN(len(list))]
	})
}

// spelled is the beginning of a Han title's pinyin or initials, as the sort
// key and the terms have them.
func spelled(r *rand.Rand, movies int, initials bool) string {
	return some(r, movies, func(name string) string {
		if !isHan([]rune(name)[0]) {
			return ""
		}
		key, _, _ := strings.Cut(title.Key(name), "\t")
		said := ""
		for _, s := range strings.Fields(key) {
			if initials {
				s = s[:1]
			}
			said += s
		}
		most := 8
		if initials {
			most = 5
		}
		return said[:min(len(said), 2+r.IntN(most))]
	})
}
