package stock

import (
	"math/rand/v2"
	"strings"
)

// tagOfSeries is on every series and each of its episodes, and on no movie.
const tagOfSeries = "连续剧"

// What stands first is the most common.
var tags = strings.Fields(`剧情 Drama 喜剧 Comedy 动作 爱情 Action 悬疑 Thriller 科幻 纪录片 家庭 Romance 历史 战争 动画
	Animation 犯罪 Crime 奇幻 Horror 恐怖 冒险 音乐 Documentary 古装 武侠 Music 儿童 传记 运动 Western 灾难 短片 黑色电影
	Noir 戏曲 相声 美食 旅行 Silent 国语 粤语 4K 修复版 获奖 默片`)

// someTags are up to four tags, one in five times none.
func someTags(r *rand.Rand) (list []string) {
	seen := map[string]bool{}
	for range r.IntN(5) {
		if tag := tags[few(r, len(tags))]; !seen[tag] {
			seen[tag] = true
			list = append(list, tag)
		}
	}
	return list
}

// year is when a movie was made, mostly of late; one in ten times it is not known.
func year(r *rand.Rand) int {
	if r.IntN(10) == 0 {
		return 0
	}
	return 2027 - few(r, 100)
}

// Tag is the i-th tag of the stock, the common ones first; Tags is how many there are.
func Tag(i int) string { return append([]string{tagOfSeries}, tags...)[i] }

// Tags is how many tags the stock has.
func Tags() int { return len(tags) + 1 }
