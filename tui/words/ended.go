package words

// ended says why a grant came to its end, by what the shop noted.
var ended = map[string]T{
	"refund":   Say("已退款", "refunded"),
	"takedown": Say("影片已下架", "taken down"),
	"purge":    Say("影片已清除", "movie purged"),
	"removed":  Say("账号已删除", "account removed"),
	"delete":   Say("影片已删除", "movie deleted"),
	"expired":  Say("已过期", "expired"),
}

// Ended is why a grant came to its end, in a word or two.
func Ended(by string) T {
	if t, ok := ended[by]; ok {
		return t
	}
	return Say("已结束", "ended")
}
