package ui

import "youku.example/tui/words"

var (
	textBusy        = words.Say("请稍候", "one moment")
	textLoading     = words.Say("正在载入", "Loading")
	textSpace       = words.Say("空格", "Space")
	TextSortNew     = words.Say("最新", "newest")
	textSortOldest  = words.Say("最早", "oldest")
	TextKeyAgain    = words.Say("再试一次", "try again")
	TextKeyChoose   = words.Say("确定", "choose")
	TextKeyClear    = words.Say("清空", "clear")
	textKeyDown     = words.Say("下移", "move down")
	textKeyFirst    = words.Say("到开头", "to the first")
	textKeyLast     = words.Say("到末尾", "to the last")
	textKeyNext     = words.Say("下一项", "next")
	textKeyPageDown = words.Say("下一页", "page down")
	textKeyPageUp   = words.Say("上一页", "page up")
	textKeyPrevious = words.Say("上一项", "previous")
	textKeyReverse  = words.Say("倒序", "reverse the order")
	textKeyScroll   = words.Say("滚动", "scroll")
	textKeySelect   = words.Say("选择", "select")
	TextKeyShow     = words.Say("看结果", "see them")
	textKeySwitch   = words.Say("切换", "switch")
)
