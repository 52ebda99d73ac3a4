package title

import "testing"

// A query finds an episode by its words and its number, however that is written.
func TestSearch_Marks(t *testing.T) {
	episode := Subject{
		Title: "狂飙 S02E13", Series: "狂飙", SeriesID: 7, OwnTitle: "", Season: 2, Number: 13, End: 14, Year: 2023, Tags: []string{"剧情"},
	}
	for _, q := range []string{
		"狂飆", "kuangbiao s02e13", "狂飙 S2E14", "2x13", "狂飙第13集", "狂飙 第十三集", "第二季", "第2季第十四集", "season 2", "ep 13", "2023", "狂飙 2023年", "剧情 e13", "juqing",
	} {
		if !NewSearch(q).Finds(episode) {
			t.Errorf("%q does not find it", q)
		}
	}
	for _, q := range []string{"狂飙 s01e13", "1x13", "第12集", "第三季", "2022", "狂飙 2x15", "喜剧"} {
		if NewSearch(q).Finds(episode) {
			t.Errorf("%q finds it", q)
		}
	}
	for q, want := range map[string]bool{"狂飙": false, "狂飙 s2e13": true, "第13集": true, "第二季": false, "2023": false} {
		if got := NewSearch(q).FindsAlone(episode); got != want {
			t.Errorf("%q means the episode: %v", q, got)
		}
	}
	for title, q := range map[string]string{"2012": "2012", "故事 第3集": "第3集", "Show 1x03": "1x03"} {
		if !Matches(title, q) {
			t.Errorf("%q does not find the title %q", q, title)
		}
	}
}
