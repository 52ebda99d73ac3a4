package proposal_test

import (
	"fmt"
	"strings"
	"testing"

	"youku.example/store/proposal"
)

// shapes is names as they are met, each with what they propose: the title, the
// series with its year, the number, the year, and what is doubtful.
const shapes = `
# Movies, by their file alone.
Movie.mp4 => Movie
The Wandering Earth.mkv => The Wandering Earth
The Wandering Earth (2019).mp4 => The Wandering Earth | | | 2019
The.Wandering.Earth.2019.1080p.BluRay.x264-GRP.mkv => The Wandering Earth | | | 2019
The.Wandering.Earth.2019.2160p.WEB-DL.DDP5.1.H.265-GRP.mkv => The Wandering Earth | | | 2019
the_wandering_earth_2019_720p.mp4 => the wandering earth | | | 2019
The Wandering Earth [2019] [1080p].mp4 => The Wandering Earth | | | 2019
The Wandering Earth 2019.mp4 => The Wandering Earth | | | 2019 | title,year
The.Wandering.Earth.1080p.mkv => The Wandering Earth
The.Wandering.Earth.REPACK.1080p.mkv => The Wandering Earth
A Proper Education (2020).mp4 => A Proper Education | | | 2020
Charlotte's.Web.2006.1080p.mkv => Charlotte's Web | | | 2006
Dr. Who and the Daleks (1965).mkv => Dr. Who and the Daleks | | | 1965
2046.mp4 => 2046
2046 (2004).mkv => 2046 | | | 2004
2046.2004.1080p.BluRay.mkv => 2046 | | | 2004
1917.mkv => 1917
1917.2019.2160p.UHD.BluRay.x265.mkv => 1917 | | | 2019
1917 (2019).mkv => 1917 | | | 2019
2012.2009.720p.mkv => 2012 | | | 2009
Blade Runner 2049.mkv => Blade Runner 2049
Blade.Runner.2049.2017.1080p.BluRay.mkv => Blade Runner 2049 | | | 2017
Wonder.Woman.1984.2020.1080p.WEBRip.mkv => Wonder Woman 1984 | | | 2020
2001.A.Space.Odyssey.1968.1080p.mkv => 2001 A Space Odyssey | | | 1968
300.mp4 => 300 | | | | title
300 (2006).mkv => 300 | | | 2006 | title
Ocean's Eleven (2001).mkv => Ocean's Eleven | | | 2001
Apollo 13 (1995).mkv => Apollo 13 | | | 1995
District.9.2009.BluRay.1080p.mkv => District 9 | | | 2009
Toy Story 3.mp4 => Toy Story 3
10x10.mp4 => 10x10
Movie.1920x1080.mp4 => Movie
Open.Season.2.2008.720p.mkv => Open Season 2 | | | 2008
Se7en.1995.Remux.mkv => Se7en | | | 1995
WALL-E (2008).mp4 => WALL-E | | | 2008
E.T..1982.1080p.mkv => E T | | | 1982
Amélie (2001) [1080p].mkv => Amélie | | | 2001
[GRP] The Wandering Earth (2019) [1080p].mkv => The Wandering Earth | | | 2019
[www.example.com]Movie.2018.HD1080p.mp4 => Movie | | | 2018
Movie {edition-Director's Cut} (2018).mkv => Movie | | | 2018
Movie (2018) - 1080p.mkv => Movie | | | 2018
Movie.2018.EXTENDED.1080p.mkv => Movie | | | 2018
Movie - 2018.mp4 => Movie | | | 2018 | title,year
MOVIE.WEB.x264.mkv => MOVIE
Show 103.mp4 => Show 103 | | | | title
流浪地球.mp4 => 流浪地球
流浪地球 2.mp4 => 流浪地球 2
流浪地球2.mp4 => 流浪地球2
流浪地球2.2023.4K.WEB-DL.mkv => 流浪地球2 | | | 2023
流浪地球（2019）.mp4 => 流浪地球 | | | 2019
流浪地球 (2019) 国语中字.mp4 => 流浪地球 | | | 2019
流浪地球.2019.1080p.国语中字.mp4 => 流浪地球 | | | 2019
流浪地球.The.Wandering.Earth.2019.BluRay.1080p.mkv => 流浪地球 The Wandering Earth | | | 2019
【某某字幕组】流浪地球 [2019][1080P].mkv => 流浪地球 | | | 2019
《流浪地球》.mp4 => 流浪地球
城南旧事 1983 高清修复.mkv => 城南旧事 | | | 1983
小城之春（1948年）.mp4 => 小城之春 | | | 1948
一代宗师 蓝光原盘.mkv => 一代宗师
1942.mp4 => 1942
八佰.未删减版.mp4 => 八佰
让子弹飞 2010.mp4 => 让子弹飞 | | | 2010 | title,year
二〇四六.mp4 => 二〇四六
第一季的秋天.mp4 => 第一季的秋天
Ｍｏｖｉｅ.mp4 => Ｍｏｖｉｅ
Amélie.2001.FRENCH.mp4 => Amélie | | | 2001
Das.Boot.1981.GERMAN.DL.1080p.BluRay.x264.mkv => Das Boot | | | 1981
The French Dispatch (2021).mp4 => The French Dispatch | | | 2021
无间道BD国粤双语中字.mp4 => 无间道
[某某网www.example.com]无间道BD1280高清国粤双语中字.mp4 => 无间道
功夫.HD中英双字.mp4 => 功夫
IMG_4021.mp4 => IMG 4021 | | | | title
VID_20230401_120102.mp4 => VID 20230401 120102 | | | | title
video.mp4 => video | | | | title
movie (1).mp4 => movie (1) | | | | title
新建文件夹/视频1.mp4 => 视频1 | | | | title
sample.mp4 => sample | | | | title

# Movies in folders.
The Wandering Earth (2019)/The.Wandering.Earth.1080p.mkv => The Wandering Earth | | | 2019
The Wandering Earth (2019)/movie.mkv => The Wandering Earth | | | 2019 | title
The Wandering Earth (2019)/The Wandering Earth (2019).mkv => The Wandering Earth | | | 2019
The.Wandering.Earth.2019.1080p.BluRay.x264-GRP/grp-twe.mkv => The Wandering Earth | | | 2019 | title
Movies/Foo.mkv => Foo
Some Folder/Foo.mkv => Foo
电影/流浪地球.mp4 => 流浪地球
流浪地球 (2019)/流浪地球.mp4 => 流浪地球 | | | 2019
流浪地球/流浪地球.mp4 => 流浪地球
流浪地球/流浪地球 2.mp4 => 流浪地球 2
2046/2046.mp4 => 2046
300/300.mp4 => 300
1917 (2019)/1917.mkv => 1917 | | | 2019
Film (2001)/Film (2002).mkv => Film | | | 2001 | year

# Episodes, by their file alone.
Show S01E02.mkv => Show S01E02 | Show | S01E02
Show.S01E02.mkv => Show S01E02 | Show | S01E02
show.s1e2.mkv => show S01E02 | show | S01E02
Show.S01E02.1080p.WEB-DL.x264-GRP.mkv => Show S01E02 | Show | S01E02
Show - S01E02 - Departure.mkv => Departure | Show | S01E02
Show.S01E02.The.Long.Way.720p.HDTV.mkv => The Long Way | Show | S01E02
Show (2019) - S01E02 - Departure.mkv => Departure | Show 2019 | S01E02
Show.2019.S01E02.1080p.mkv => Show S01E02 | Show 2019 | S01E02
Show S01 E02.mkv => Show S01E02 | Show | S01E02
Show S01.E02.mkv => Show S01E02 | Show | S01E02
Show S01EP02.mkv => Show S01E02 | Show | S01E02
Show.S01E03-E04.mkv => Show S01E03-E04 | Show | S01E03-E04
Show.S01E03E04.mkv => Show S01E03-E04 | Show | S01E03-E04
Show.S01E03-04.mkv => Show S01E03-E04 | Show | S01E03-E04
Show.S01E03E04E05.mkv => Show S01E03-E05 | Show | S01E03-E05
Show.S01E03-1080p.mkv => Show S01E03 | Show | S01E03
Show.S01E03-2019.mkv => Show S01E03 | Show | S01E03
Show.S00E01.mkv => Show S00E01 | Show | S00E01
Show.S01E01.sample.mkv => sample | Show | S01E01 | | title
[GRP] Show - SP1 (1080p) [00000001].mkv => Show S00E01 | Show | S00E01
[GRP] Show - OVA 02 [1080p].mkv => Show S00E02 | Show | S00E02
Show SP 第1集.mp4 => Show S00E01 | Show | S00E01
狂飙 番外篇 第2集.mp4 => 狂飙 S00E02 | 狂飙 | S00E02
狂飙 SP1.mp4 => 狂飙 S00E01 | 狂飙 | S00E01
SP1.mp4 => S00E01 | | S00E01 | | title,series
Special 26 (2013).mkv => Special 26 | | | 2013
Show.S01E100.mkv => Show S01E100 | Show | S01E100
Show.S2019E01.mkv => Show S2019E01
Show 1x02.mkv => Show S01E02 | Show | S01E02
Show - 1x02 - Departure.mkv => Departure | Show | S01E02
Show.10x12.mkv => Show S10E12 | Show | S10E12
Show 2x03-04.mkv => Show S02E03-E04 | Show | S02E03-E04
Show EP03.mkv => Show S01E03 | Show | S01E03 | | season
Show.E03.mkv => Show S01E03 | Show | S01E03 | | season
Show Ep 3.mkv => Show S01E03 | Show | S01E03 | | season
Show Episode 3.mkv => Show S01E03 | Show | S01E03 | | season,episode
Show Season 2 Episode 3.mkv => Show S02E03 | Show | S02E03 | | episode
Show Season 2 - 03.mkv => Show S02E03 | Show | S02E03 | | episode
S01E02.mkv => S01E02 | | S01E02 | | title,series
S01E02 - Departure.mkv => Departure | | S01E02 | | series
24.S01E02.mkv => 24 S01E02 | 24 | S01E02
1923.S01E02.1080p.mkv => 1923 S01E02 | 1923 | S01E02
[GRP] Show - 03 [1080p].mkv => Show S01E03 | Show | S01E03 | | season,episode
[GRP] Show - 03v2 (1080p).mkv => Show S01E03 | Show | S01E03 | | season,episode
[GRP] Show S2 - 03 [1080p].mkv => Show S02E03 | Show | S02E03 | | episode
[GRP] Show - S02E03 [1080p].mkv => Show S02E03 | Show | S02E03
[GRP][Show][03][1080P][CHS].mp4 => Show S01E03 | Show | S01E03 | | season,episode
【字幕组】【狂飙】【03】【1080P】【简体】.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season,episode
狂飙 S01E01.mp4 => 狂飙 S01E01 | 狂飙 | S01E01
狂飙S01E01.mp4 => 狂飙 S01E01 | 狂飙 | S01E01
狂飙.S01E01.2160p.WEB-DL.H265.mp4 => 狂飙 S01E01 | 狂飙 | S01E01
狂飙 S01E01 旧案.mp4 => 旧案 | 狂飙 | S01E01
狂飙.The.Knockout.S01E01.1080p.mkv => 狂飙 The Knockout S01E01 | 狂飙 The Knockout | S01E01
狂飙 第3集.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
狂飙第3集.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
狂飙 第03集 国语中字.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
狂飙 第三集.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
狂飙 第十二话.mp4 => 狂飙 S01E12 | 狂飙 | S01E12 | | season
狂飙 第二十集.mp4 => 狂飙 S01E20 | 狂飙 | S01E20 | | season
狂飙 第一百零三集.mp4 => 狂飙 S01E103 | 狂飙 | S01E103 | | season
狂飙 第二季 第3集.mp4 => 狂飙 S02E03 | 狂飙 | S02E03
狂飙第二季第三集 旧案.mp4 => 旧案 | 狂飙 | S02E03
狂飙 第2季 03.mp4 => 狂飙 S02E03 | 狂飙 | S02E03 | | episode
狂飙 第1-2集.mp4 => 狂飙 S01E01-E02 | 狂飙 | S01E01-E02 | | season
狂飙 第03-04集.mp4 => 狂飙 S01E03-E04 | 狂飙 | S01E03-E04 | | season
狂飙（2023）第3集.mp4 => 狂飙 S01E03 | 狂飙 2023 | S01E03 | | season
狂飙 EP03.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
狂飙EP03.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
狂飙.E03.1080p.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
狂飙 03.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season,episode
狂飙03.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season,episode
狂飙 第０３集.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
第3期 嘉宾.mp4 => 嘉宾 | | S01E03 | | series,season
第3集.mp4 => S01E03 | | S01E03 | | title,series,season
鬼滅の刃 第10話.mkv => 鬼滅の刃 S01E10 | 鬼滅の刃 | S01E10 | | season

# Episodes in folders.
Show/Season 2/S02E03.mkv => Show S02E03 | Show | S02E03
Show/Season 2/Show S02E03 - Departure.mkv => Departure | Show | S02E03
Show (2019)/Season 01/Show - S01E02.mkv => Show S01E02 | Show 2019 | S01E02
Show/S02/03.mkv => Show S02E03 | Show | S02E03
Show/S2/Show 03.mkv => Show S02E03 | Show | S02E03
Show/Season 2/103.mkv => Show S02E103 | Show | S02E103 | | episode
Show/Season 2/S00E01.mkv => Show S00E01 | Show | S00E01 | | season
Show/Season 1/Show SP1.mkv => Show S00E01 | Show | S00E01 | | season
Show/SP1.mkv => Show S00E01 | Show | S00E01
Show/Season 2/S01E03.mkv => Show S02E03 | Show | S02E03 | | season
Show/Season 2/EP03.mkv => Show S02E03 | Show | S02E03
Show/Specials/S00E01.mkv => Show S00E01 | Show | S00E01
Show/Specials/EP01.mkv => Show S00E01 | Show | S00E01
Show/Specials/Show 01.mkv => Show S00E01 | Show | S00E01
Show/01.mkv => Show S01E01 | Show | S01E01 | | season,episode
Show/103.mkv => Show S01E103 | Show | S01E103 | | season,episode
Show/Show 03.mkv => Show S01E03 | Show | S01E03 | | season,episode
Show/Show 103.mkv => Show S01E103 | Show | S01E103 | | season,episode
Show/S01E02.mkv => Show S01E02 | Show | S01E02
Show/Other S01E02.mkv => Show S01E02 | Show | S01E02 | | series
Show.S02.1080p.WEB-DL/Show.S02E03.1080p.WEB-DL.mkv => Show S02E03 | Show | S02E03
Show Season 2/E03.mkv => Show S02E03 | Show | S02E03
Show Season 2 (2020)/03.mkv => Show S02E03 | Show 2020 | S02E03
Show.S02E03.1080p/Show.S02E03.1080p.mkv => Show S02E03 | Show | S02E03
TV Shows/Show/Season 1/Show 1x02.mkv => Show S01E02 | Show | S01E02
TV/Show S01E02.mkv => Show S01E02 | Show | S01E02
Season 2/Show S02E03.mkv => Show S02E03 | Show | S02E03
Season 2/03.mkv => S02E03 | | S02E03 | | title,series
[GRP] Show [1080p]/[GRP] Show - 03 [1080p].mkv => Show S01E03 | Show | S01E03 | | season,episode
狂飙/第3集.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
狂飙/狂飙 第3集.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season
狂飙/03.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season,episode
狂飙/狂飙3.mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season,episode
狂飙/第二季/03.mp4 => 狂飙 S02E03 | 狂飙 | S02E03
狂飙/第二季/第三集.mp4 => 狂飙 S02E03 | 狂飙 | S02E03
狂飙/第2季/S02E03 旧案.mp4 => 旧案 | 狂飙 | S02E03
狂飙 第二季/第3集.mp4 => 狂飙 S02E03 | 狂飙 | S02E03
狂飙 (2023)/第一季/狂飙.S01E01.mp4 => 狂飙 S01E01 | 狂飙 2023 | S01E01
狂飙/特别篇/01.mp4 => 狂飙 S00E01 | 狂飙 | S00E01
狂飙/番外/第1集.mp4 => 狂飙 S00E01 | 狂飙 | S00E01
电视剧/狂飙/第一季/E01.mp4 => 狂飙 S01E01 | 狂飙 | S01E01
电视剧/狂飙 S01E01.mp4 => 狂飙 S01E01 | 狂飙 | S01E01
狂飙.全39集.1080p/狂飙.E01.mp4 => 狂飙 S01E01 | 狂飙 | S01E01 | | season
【字幕组】狂飙[1080P]/[字幕组][狂飙][03].mp4 => 狂飙 S01E03 | 狂飙 | S01E03 | | season,episode
流浪记/S01E02-启程.mp4 => 启程 | 流浪记 | S01E02
流浪记/S00E01.mp4 => 流浪记 S00E01 | 流浪记 | S00E01
../../etc/passwd.mp4 => passwd
.mp4 => ? | | | | title
[].mkv => [] | | | | title
`

// told is a proposal as the table writes it.
func told(p proposal.Proposal) string {
	series := p.Series
	if p.SeriesYear != 0 {
		series += fmt.Sprint(" ", p.SeriesYear)
	}
	code, year := "", ""
	if p.HasEpisode {
		code = fmt.Sprintf("S%02dE%02d", p.Season, p.Number)
		if p.End != 0 {
			code += fmt.Sprintf("-E%02d", p.End)
		}
	}
	if p.Year != 0 {
		year = fmt.Sprint(p.Year)
	}
	return tidy(strings.Join([]string{p.Title, series, code, year, strings.Join(p.Doubtful, ",")}, " | "))
}

func tidy(s string) string {
	cells := strings.Split(s, "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return strings.TrimRight(strings.Join(cells, " | "), " |")
}

func TestPropose_Names(t *testing.T) {
	n := 0
	for l := range strings.Lines(shapes) {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		n++
		path, want, _ := strings.Cut(l, " => ")
		if got := told(proposal.Propose(proposal.Sources{Path: path})); got != tidy(want) {
			t.Errorf("%s\n\tgot  %s\n\twant %s", path, got, tidy(want))
		}
	}
	if n < 150 {
		t.Errorf("%d shapes are too few", n)
	}
}
