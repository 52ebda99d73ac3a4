package words

import "youku.example/store/mark"

// MarkKind names a kind of marks.
func MarkKind(k mark.Kind) T {
	switch k {
	case mark.Favourite:
		return Say("收藏", "favourite")
	case mark.Later:
		return Say("想看", "later")
	case mark.Seen:
		return Say("看过", "seen")
	case mark.Following:
		return Say("在追", "following")
	}
	return T{}
}

// Marked says what became of a movie, or of a series, whose title fills it in.
func Marked(k mark.Kind, on bool) T {
	switch {
	case k == mark.Favourite && on:
		return Say("已收藏《%s》。", "“%s” is a favourite now.")
	case k == mark.Favourite:
		return Say("不再收藏《%s》。", "“%s” is no favourite any more.")
	case k == mark.Later && on:
		return Say("《%s》已加入想看。", "“%s” is kept to watch later.")
	case k == mark.Later:
		return Say("《%s》已从想看里移除。", "“%s” is no longer kept to watch later.")
	case k == mark.Seen && on:
		return Say("《%s》标为看过。", "“%s” is marked as seen.")
	case k == mark.Seen:
		return Say("《%s》标为没看过。", "“%s” is marked as not seen.")
	case on:
		return Say("开始追《%s》，有新集会告诉你。", "You follow “%s”: you are told of new episodes.")
	}
	return Say("不再追《%s》。", "You follow “%s” no more.")
}
