package title

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// maxReadings bounds how many readings of a Han character count. The
// dictionary gives the common ones first; 长 needs two, 着 three.
const maxReadings = 3

// readings is the pinyin of a Han character without tones, ü as v and as u;
// nil for what has none. The cache holds no more than the dictionary.
func readings(r rune) []string {
	if !unicode.Is(unicode.Han, r) {
		return nil
	}
	if known, ok := readingsCache.Load(r); ok {
		return known.([]string)
	}
	var list []string
	for _, p := range pinyin.SinglePinyin(r, pinyin.Args{Style: pinyin.Normal, Heteronym: true}) {
		p = strings.ReplaceAll(p, "ü", "v")
		if onlyLetters(p) && len(list) < maxReadings && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	for _, p := range list {
		if u := strings.ReplaceAll(p, "v", "u"); !slices.Contains(list, u) {
			list = append(list, u)
		}
	}
	if list != nil {
		readingsCache.Store(r, list)
	}
	return list
}

var readingsCache sync.Map // rune → []string

func onlyLetters(s string) bool {
	for _, c := range []byte(s) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}
