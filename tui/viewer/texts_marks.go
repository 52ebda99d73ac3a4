package viewer

import "youku.example/tui/words"

// What one marks, and news.
var (
	textKeyFavourite   = words.Say("收藏", "favourite")
	textKeyNoFavourite = words.Say("取消收藏", "no favourite")
	textKeyLater       = words.Say("想看", "watch later")
	textKeyNoLater     = words.Say("不想看了", "not later")
	textKeySeen        = words.Say("看过", "seen")
	textKeyNotSeen     = words.Say("没看过", "not seen")
	textKeyFollow      = words.Say("追这部合集", "follow the series")
	textFinished       = words.Say("看完了？标为看过", "watched it? mark it as seen")
	textKeyUnfollow    = words.Say("不再追", "unfollow the series")

	textTabNew        = words.Say("新", "New")
	textTabFavourites = words.Say("收藏", "Favourites")
	textTabLater      = words.Say("想看", "Later")
	textTabFollowing  = words.Say("在追", "Following")

	textNoNew              = words.Say("没有新的", "Nothing new")
	textNoNewAdvice        = words.Say("你上次离开以后还没有来过影片。", "No movie came since you left.")
	textNoFavourites       = words.Say("还没有收藏", "No favourites yet")
	textNoFavouritesAdvice = words.Say("在影片上按 f 收藏。", "Press f on a movie to keep it here.")
	textNoLater            = words.Say("还没有想看的", "Nothing to watch later")
	textNoLaterAdvice      = words.Say("在影片上按 w 加入想看。", "Press w on a movie to keep it here.")
	textNoFollowing        = words.Say("还没有在追的合集", "You follow no series")
	textNoFollowingAdvice  = words.Say("在合集上按 f；下载它的一集也会自动开始追。", "Press f on a series; downloading an episode follows it too.")
)
