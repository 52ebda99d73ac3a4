package demo

import (
	"embed"
	"fmt"
)

//go:embed *.mp4 *.webm *.mkv *.srt
var files embed.FS

// Clip is a sample movie and what it is to be published as.
type Clip struct {
	Name     string // as an upload would be called
	Title    string // in both languages
	Free     bool
	PriceFen int64 // 0 when free
	Year     int
	Tags     []string
	About    string // a paragraph a language
	Episode  int    // its number in the first season of Series; 0: in none

	Subtitles []Subtitle
}

// What the episodes among the samples belong to, and what is said of it.
const (
	Series      = "四时 The Four Hours"
	SeriesYear  = 2025
	SeriesAbout = "一座山谷的一天，分成四段：拂晓、正午、黄昏、子夜。四集短片都由程序画成，每集十秒。\n\n" +
		"A day of one valley in four parts: daybreak, noon, dusk and midnight. Each of the four was drawn by a program and lasts ten seconds."
)

// SeriesTags are the series' own.
func SeriesTags() []string { return []string{"自然", "短剧"} }

// Subtitle is a file beside a sample.
type Subtitle struct {
	Name     string
	Language string
}

// Clips are the sample movies, in the order in which they are published: the
// movies by themselves, then the series.
func Clips() []Clip {
	return []Clip{
		{
			Name: "endless-shore.mp4", Title: "无尽的海岸 The Endless Shore", PriceFen: 2000, Year: 2024, Tags: []string{"抽象", "海"},
			About: "一条没有尽头的海岸线：走得越近，看见的岸越多。\n\nA shore without an end: the nearer one comes, the more of it there is.",
		},
		{
			Name: "brocade.mp4", Title: "云锦 Cloud Brocade", PriceFen: 1250, Year: 2023, Tags: []string{"抽象", "手艺"},
			About: "一条规则织出的锦缎，没有一行重复。\n\nA brocade woven by one rule, of which no line repeats.",
		},
		{
			Name: "paper-windows.webm", Title: "窗花 Paper Windows", Free: true, Year: 2022, Tags: []string{"手艺", "节日"},
			About: "红纸剪成的花，开了又合。\n\nFlowers cut of red paper, opening and closing.",
		},
		{
			Name: "lantern-festival.mkv", Title: "元宵灯会 Lantern Festival", PriceFen: 2000, Year: 2024, Tags: []string{"节日", "夜"},
			About: "灯一盏一盏升起来，夜色跟着暖了。\n\nLantern after lantern rises, and the night grows warm.",
		},
		{
			Name: "starry-sky.mp4", Title: "星空 Starry Sky", Free: true, Year: 2021, Tags: []string{"自然", "夜"},
			About: "一片安静的夜空，每颗星按自己的节奏闪烁。\n\nA quiet sky in which each star keeps its own time.",
		},
		{
			Name: "flowing-water.mp4", Title: "流水 Flowing Water", Free: true, Year: 2021, Tags: []string{"自然"},
			About: "水往低处去，光往水里去。\n\nWater goes down, and light goes into the water.",
		},
		episode(1, "拂晓 Daybreak", 0, "山谷里的第一缕光。\n\nThe first light in a valley."),
		episode(2, "正午 High Noon", 300, "影子最短的时候。\n\nWhen shadows are shortest."),
		episode(3, "黄昏 Dusk", 300, "天空把红色留到最后。\n\nThe sky keeps its red for the last."),
		episode(4, "子夜 Midnight", 300, "月亮守着山谷。\n\nThe moon keeps watch over the valley."),
	}
}

// episode is one of the series, with subtitles in both languages.
func episode(n int, title string, fen int64, about string) Clip {
	name := fmt.Sprintf("four-hours-%d", n)
	return Clip{
		Name: name + ".mp4", Title: title, Free: fen == 0, PriceFen: fen, Year: SeriesYear, Tags: SeriesTags(), About: about, Episode: n,
		Subtitles: []Subtitle{{name + ".zh.srt", "zh"}, {name + ".en.srt", "en"}},
	}
}

// Open gives the clip's bytes.
func (c Clip) Open() []byte { return read(c.Name) }

// Open gives the subtitle's bytes.
func (s Subtitle) Open() []byte { return read(s.Name) }

func read(name string) []byte {
	p, err := files.ReadFile(name)
	if err != nil {
		panic("demo: " + err.Error()) // the clips are part of the program
	}
	return p
}
