package screen

import "youku.example/tui/words"

// What screens of viewers and of admins say alike.
var (
	TextKeyBack      = words.Say("返回", "back")
	TextKeyCopy      = words.Say("复制命令", "copy the command")
	TextKeySearch    = words.Say("搜索", "search")
	TextKeySort      = words.Say("排序", "sort")
	textCopied       = words.Say("已发往终端的剪贴板", "Sent to the terminal's clipboard")
	textCopiedLine   = words.Say("已发往终端的剪贴板；粘贴不出来就用鼠标选取下面这行，按任意键收起", "Sent to the terminal's clipboard; if it isn't there, take this line with the mouse. Any key puts it away")
	textLoseTitle    = words.Say("还没提交，要离开吗？", "Leave without sending it?")
	textLoseYes      = words.Say("离开", "leave")
	textLoseNo       = words.Say("留下", "stay")
	TextFree         = words.Say("免费", "Free")
	TextPaid         = words.Say("收费", "Paid")
	TextSortName     = words.Say("名字", "name")
	textSortTitle    = words.Say("片名", "title")
	textSortPrice    = words.Say("价格", "price")
	TextNothingFound = words.Say("没有找到“%s”", "Nothing found for “%s”")
	TextFindAdvice   = words.Say("试试片名里的一个字、拼音，或拼音首字母。", "Try one word of the title, its pinyin, or the first letters.")
	TextFormat       = words.Say("格式", "Format")
	TextSum          = words.Say("校验", "SHA-256")
	TextLeft         = words.Say("还剩 %s", "%s left")
)
