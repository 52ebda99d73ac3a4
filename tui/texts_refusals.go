package tui

import (
	"errors"
	"fmt"

	"youku.example/store"
	"youku.example/tui/words"
)

// screenWords are the refusals whose common sentence names a command: on a
// screen there is a key instead, or nothing to do.
var screenWords = map[string]words.T{
	store.ErrNoMovie.Code:    words.Say("这部影片已经不在片库里了。", "This movie is no longer in the library."),
	store.ErrNotOwned.Code:   words.Say("这部影片要先购买：在片库里选中它，按 d。", "This movie has to be bought first: choose it in the library and press d."),
	store.ErrNoNotice.Code:   words.Say("这条公告已经撤回了。", "This notice was withdrawn."),
	store.ErrKeyUnknown.Code: words.Say("这个账号已经没有这把密钥了。", "This account no longer has that key."),
	store.ErrNoPlan.Code:     words.Say("没有这个套餐了，请重新选择。", "That plan is gone: please choose another."),
	store.ErrNoIncoming.Code: words.Say("这个上传文件已经不在了。", "That upload is no longer here."),
	store.ErrNoGrant.Code:    words.Say("还没有申请下载：在片库里选中它，按 d。", "It was not asked for yet: choose it in the library and press d."),
	store.ErrNoSeries.Code:   words.Say("这部合集已经不在片库里了。", "This series is no longer in the library."),
	store.ErrNotDeleted.Code: words.Say("这部影片没有删除，请先删除。", "This movie is not deleted: delete it first."),
}

// screenSentences are those of them that depend on what was refused.
var screenSentences = map[string]func(*store.Refusal) words.T{
	store.ErrOwned.Code: func(r *store.Refusal) words.T {
		return words.Say(fmt.Sprintf("还有 %d 位买家拥有这部影片，不能清除；按 t 下架会退款给他们。", max(1, r.Limit)),
			fmt.Sprintf("Bought and kept by %d, so its bytes stay: taking it down (t) refunds them.", max(1, r.Limit)))
	},
	store.ErrNotAllOwned.Code: func(r *store.Refusal) words.T {
		return words.Say(fmt.Sprintf("还有没买的，一共 %s：按 D 购买。", r.Price), fmt.Sprintf("Not all of it is yours; what lacks costs %s: press D to buy it.", r.Price))
	},
	store.ErrEpisodeTwice.Code: func(r *store.Refusal) words.T {
		return words.Say(fmt.Sprintf("这一集有两个文件，另一个是“%s”：按 x 丢弃一个，或按 e 改其中一个的集数。", words.Clean(r.Name)),
			fmt.Sprintf("Another upload is the same episode: “%s”. x discards one, e gives one another number.", words.Clean(r.Name)))
	},
	store.ErrTwinDeleted.Code: func(r *store.Refusal) words.T {
		return words.Say(fmt.Sprintf("同样的内容已被删除过（编号 %d）：在“影片”里按 f 找到它，按 r 恢复。", r.Movie),
			fmt.Sprintf("The same content was here and is deleted (number %d): under Movies, f finds it and r brings it back.", r.Movie))
	},
}

// explain is the sentence for an error as a screen says it.
func explain(err error) words.T {
	code, t := words.Refusal(err)
	if here, ok := screenWords[code]; ok {
		t = here
	}
	var r *store.Refusal
	if here, ok := screenSentences[code]; ok && errors.As(err, &r) {
		t = here(r)
	}
	return t
}
