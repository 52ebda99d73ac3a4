# show.sh WHO makes the folder WHO with a show of two seasons, as people have
# them: names in English and Chinese, NFOs, subtitles in five encodings. Its
# five movies are WHO's alone. MOVIE is any mp4.
set -e
who=$1
mkdir -p "$who/狂飙 The Knockout (2023)/Season 1" "$who/狂飙 The Knockout (2023)/第二季"
cd "$who/狂飙 The Knockout (2023)"

# Players pass over the box at the end.
movie() { { cat "$MOVIE"; printf '\000\000\000\130free%-80s' "$who $1"; } > "$1"; }
srt() { printf '1\r\n00:00:00,000 --> 00:00:02,000\r\n%s\r\n\r\n' "$1"; }
ass() {
	printf '[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,20\n\n'
	printf '[Events]\nFormat: Layer, Start, End, Style, Text\nDialogue: 0,0:00:00.00,0:00:02.00,Default,%s\n' "$1"
}

cat > tvshow.nfo <<X
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<tvshow><title>狂飙 $who</title><year>2023</year><plot>京海市，二十年。</plot><genre>剧情</genre><genre>犯罪</genre></tvshow>
X
cat > "Season 1/The.Knockout.S01E01.1080p.WEB-DL.x264-GRP.nfo" <<X
<episodedetails><title>旧厂街</title><season>1</season><episode>1</episode><plot>雨夜。</plot></episodedetails>
X
movie "Season 1/The.Knockout.S01E01.1080p.WEB-DL.x264-GRP.mp4"
movie "Season 1/The.Knockout.S01E02.1080p.WEB-DL.x264-GRP.mp4"
movie "Season 1/狂飙 第3集.mp4"
movie "第二季/The Knockout 2x01 - Homecoming.mp4"
movie "第二季/狂飙.S02E02-E03.2023.mp4"
srt 告诉老默我想吃鱼了 | iconv -t GB18030 > "Season 1/The.Knockout.S01E01.1080p.WEB-DL.x264-GRP.zh.srt"
srt 'Tell Old Mo' | iconv -t UTF-16 > "Season 1/The.Knockout.S01E01.1080p.WEB-DL.x264-GRP.en.srt"
ass 風浪越大魚越貴 | iconv -t BIG5 > "Season 1/The.Knockout.S01E02.1080p.WEB-DL.x264-GRP.zh-TW.ass"
srt 第三集的话 > "Season 1/狂飙 第3集.srt"
srt 回家 > "第二季/The Knockout 2x01 - Homecoming.chs.srt"
ass 强制 | iconv -t UTF-16BE > "第二季/狂飙.S02E02-E03.2023.zh.forced.ass"
