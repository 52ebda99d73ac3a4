package title

import (
	"slices"
	"strings"
)

// How characters with several readings are read in words that titles are made
// of, where the dictionary's first reading is not the one: it decides by what
// a title is sorted, and what counts first when readings multiply. Every other
// reading still finds the movie.
var wordReadings = parseReadings(
	"成长 cheng zhang", "长大 zhang da", "校长 xiao zhang", "家长 jia zhang", "市长 shi zhang", "队长 dui zhang",
	"船长 chuan zhang", "班长 ban zhang", "部长 bu zhang", "生长 sheng zhang",
	"重庆 chong qing", "重返 chong fan", "重生 chong sheng", "重逢 chong feng", "重启 chong qi", "重来 chong lai",
	"重建 chong jian", "重现 chong xian", "重回 chong hui", "重拾 chong shi",
	"音乐 yin yue", "乐队 yue dui", "乐团 yue tuan", "乐章 yue zhang", "乐师 yue shi",
	"银行 yin hang", "行业 hang ye", "同行 tong hang",
	"成都 cheng du", "首都 shou du", "京都 jing du", "都市 du shi", "古都 gu du", "帝都 di du",
	"浒传 hu zhuan", "蛇传 she zhuan", "雕传 diao zhuan", "正传 zheng zhuan", "外传 wai zhuan", "前传 qian zhuan",
	"后传 hou zhuan", "列传 lie zhuan", "传记 zhuan ji",
	"西藏 xi zang", "宝藏 bao zang", "调查 diao cha", "曲调 qu diao", "降落 jiang luo", "投降 tou xiang", "降龙 xiang long",
	"弹头 dan tou", "弹琴 tan qin", "解数 xie shu", "朝阳 zhao yang", "今朝 jin zhao", "角色 jue se", "睡觉 shui jiao",
	"目的 mu di", "的士 di shi", "地球 di qiu", "还珠 huan zhu", "还乡 huan xiang", "生还 sheng huan",
	"归还 gui huan", "奇数 ji shu", "率领 shuai ling", "人参 ren shen", "便宜 pian yi", "转折 zhuan zhe",
)

// parseReadings reads "重庆 chong qing": two characters and a reading of each.
func parseReadings(list ...string) map[string][2]string {
	m := make(map[string][2]string, len(list))
	for _, l := range list {
		f := strings.Fields(l)
		m[f[0]] = [2]string{f[1], f[2]}
	}
	return m
}

// preferWordReadings puts the reading first that a character has in its word.
func preferWordReadings(tokens []token) {
	for i := range tokens {
		if tokens[i].text == "长" {
			tokens[i].readFirst("chang") // 长城, 长安, 长江: titles are long more often than elder
		}
	}
	for i := 1; i < len(tokens); i++ {
		if r, ok := wordReadings[tokens[i-1].text+tokens[i].text]; ok {
			tokens[i-1].readFirst(r[0])
			tokens[i].readFirst(r[1])
		}
	}
}

func (t *token) readFirst(reading string) {
	if i := slices.Index(t.readings, reading); i > 0 {
		t.readings = slices.Insert(slices.Delete(slices.Clone(t.readings), i, i+1), 0, reading)
	}
}
