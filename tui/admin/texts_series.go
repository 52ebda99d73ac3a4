package admin

import "youku.example/tui/words"

// A series, and the subtitles of a movie.
var (
	textEditSeries   = words.Say("编辑合集", "Edit the series")
	textSeriesFolder = words.Say("文件夹名不变：%s", "Its folder keeps its name: %s")
	textKeySeries    = words.Say("编辑合集", "edit the series")

	textKeySubtitles       = words.Say("字幕", "subtitles")
	textKeyGive            = words.Say("给这部影片", "give it to the movie")
	textKeyRemove          = words.Say("去掉", "remove")
	textNoSubtitles        = words.Say("这部影片还没有字幕，上传区里也没有。", "The movie has no subtitles, and there are none among the uploads.")
	textSubtitlesHere      = words.Say("上传区里的字幕，选中一个按 Enter：", "Subtitles among the uploads; Enter gives one to the movie:")
	textSubtitleHow        = words.Say("也可以在自己的电脑上运行：", "Or run this on your own computer:")
	textSubtitleFile       = words.Say("字幕.srt", "subtitles.srt")
	textRemoveSubtitle     = words.Say("去掉这份字幕？", "Remove these subtitles?")
	textRemoveSubtitleBody = words.Say("《%s》的字幕 %s 会从服务器上删除，找不回来。", "The subtitles of %s (%s) will be gone from the server for good.")
	textSubtitleRemoved    = words.Say("字幕 %s 去掉了", "The subtitles %s are removed")
	textGiveSubtitle       = words.Say("加字幕", "Add subtitles")
	textSubtitleGiven      = words.Say("%s 成了这部影片的字幕", "%s belongs to the movie now")
	textLanguage           = words.Say("语言", "Language")
	textLanguageHint       = words.Say("代码或名字：zh、zh-Hant、en、ja、繁中", "A code or a name: zh, zh-Hant, en, ja, Japanese")
	textSubtitleKind       = words.Say("种类", "Kind")
	textSubtitleFull       = words.Say("全部台词", "all that is spoken")
)
