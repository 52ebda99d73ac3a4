package demo

import "embed"

//go:embed *.mp4 *.webm *.mkv
var files embed.FS

// Clip is a sample movie and what it is to be published as.
type Clip struct {
	Name     string // as an upload would be called
	Title    string // in both languages
	Free     bool
	PriceFen int64 // 0 when free
}

// Clips are the sample movies, in the order in which they are published.
func Clips() []Clip {
	return []Clip{
		{Name: "endless-shore.mp4", Title: "无尽的海岸 The Endless Shore", PriceFen: 2000},
		{Name: "brocade.mp4", Title: "云锦 Cloud Brocade", PriceFen: 1250},
		{Name: "paper-windows.webm", Title: "窗花 Paper Windows", Free: true},
		{Name: "lantern-festival.mkv", Title: "元宵灯会 Lantern Festival", PriceFen: 2000},
		{Name: "starry-sky.mp4", Title: "星空 Starry Sky", Free: true},
		{Name: "flowing-water.mp4", Title: "流水 Flowing Water", Free: true},
	}
}

// Open gives the clip's bytes.
func (c Clip) Open() []byte {
	p, err := files.ReadFile(c.Name)
	if err != nil {
		panic("demo: " + err.Error()) // the clips are part of the program
	}
	return p
}
