package words

import (
	"fmt"

	"youku.example/store"
)

// The sentences for movies, waits, notices and incoming files.
var movieSentences = map[*store.Refusal]sentence{
	store.ErrNoMovie: fixed("没有这部影片；用 movies 看看有什么。", "There is no such movie: `movies` shows what there is."),
	store.ErrUnavailable: func(r *store.Refusal) T {
		return Say("暂时取不到"+movie(r, Zh)+"：它的文件不在。没有扣款，你已有的都保留；请过些时候再试。",
			"The file of "+movie(r, En)+" is missing for now. Nothing is charged, and what you hold stays: try later.")
	},
	store.ErrTitle: fixed("标题要有 1–200 个字，只占一行，不含控制字符。", "A title has 1–200 characters on one line, without control characters."),
	store.ErrText:  fixed("文字里有不能显示的字符，请去掉后再试。", "The text holds characters that can't be shown: leave them out."),
	store.ErrEmpty: fixed("正文是空的，请写点什么。", "The content is empty: write something."),
	store.ErrTooLong: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("太长了，最多 %d 个字。", r.Limit), fmt.Sprintf("That is too long: at most %d characters.", r.Limit))
	},
	store.ErrDeleted:    fixed("这部影片已经不在架了。", "This movie is off the shelf already."),
	store.ErrNotDeleted: fixed("这部影片不在已删除的影片里；用 movies --deleted 看看有哪些。", "This movie is not among the deleted ones: `movies --deleted` shows them."),
	store.ErrOwned: func(r *store.Refusal) T {
		if r.Limit > 0 {
			return Say(fmt.Sprintf("还有 %d 位买家拥有这部影片，不能清除；takedown 会退款给他们。", r.Limit),
				fmt.Sprintf("%d still own this movie, so its bytes stay: `takedown` refunds them.", r.Limit))
		}
		return Say("还有买家拥有这部影片，不能清除；takedown 会退款给他们。", "Somebody owns this movie still, so its bytes stay: `takedown` refunds them.")
	},
	store.ErrDuplicate: func(r *store.Refusal) T {
		return Say("这里已经有同样的内容："+movie(r, Zh)+"。", "The same content is here already: "+movie(r, En)+".")
	},
	store.ErrTwinDeleted: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("同样的内容已被删除过：%s；用 restore %d 恢复它。", movie(r, Zh), r.Movie),
			fmt.Sprintf("The same content was here and is deleted: %s; bring it back with `restore %d`.", movie(r, En), r.Movie))
	},
	store.ErrFreeForAll:    fixed("免费的影片对谁都免费：会员免费要有价格，用 --price。", "A free movie is free for all: give it a price (--price), then VIPs get it free."),
	store.ErrNoFreeOrPrice: fixed("请选一个：免费，或一个价格。", "Choose one: free, or a price."),

	store.ErrNotReady: func(r *store.Refusal) T {
		zh, en := left(r.Wait)
		return Say(fmt.Sprintf("还没准备好，再等 %s。位置会保留。", zh), fmt.Sprintf("Not ready yet: %s left. It keeps its place.", en))
	},
	store.ErrNoGrant: func(r *store.Refusal) T {
		if r.Movie == 0 {
			return Say("还没有申请下载：先用 request 申请。", "It was not asked for: `request` it first.")
		}
		return Say(fmt.Sprintf("还没有申请下载：先用 request %d 申请。", r.Movie), fmt.Sprintf("It was not asked for: `request %d` first.", r.Movie))
	},
	store.ErrCutOff: fixed("这次下载已经终止：影片退款、删除或下架了。", "This download was ended: the movie was refunded, deleted or taken down."),
	store.ErrTooMany: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("太多了，最多 %d 个；等前面的完成再来。", r.Limit), fmt.Sprintf("That is too many: %d at most. Let some finish first.", r.Limit))
	},

	store.ErrNoNotice: fixed("没有这条公告；notices 会列出所有公告。", "There is no such notice: `notices` lists them."),

	store.ErrNoIncoming: named("没有叫“%s”的上传文件；incoming 会列出所有文件。", "There is no upload called “%s”: `incoming` lists them.",
		Say("没有这个上传文件；incoming 会列出所有文件。", "There is no such upload: `incoming` lists them.")),
	store.ErrFileName: func(r *store.Refusal) T {
		if r.Limit != 0 {
			name := store.Clean(r.Name)
			return Say(fmt.Sprintf("文件名“%s”太长，最多 %d 字节，请改短。", name, r.Limit), fmt.Sprintf("The file name “%s” is too long, %d bytes at most: make it shorter.", name, r.Limit))
		}
		return named("文件名“%s”不能用：要用 UTF-8 编码，不含控制字符、看不见的字符和反斜杠，请改名。", "The file name “%s” can't be used: rename it, in UTF-8, without control characters, invisible ones and backslashes.",
			Say("请给文件改名：文件名要用 UTF-8 编码（不是 GBK），不含控制字符和反斜杠。",
				"Rename the file: a name is in UTF-8 (not GBK), without control characters and backslashes."))(r)
	},
	store.ErrFileExists: named("已经有叫“%s”的文件了，请换个名字。", "There is a file called “%s” already: choose another name.",
		Say("已经有这个名字的文件了，请换个名字。", "There is such a file already: choose another name.")),
	store.ErrTooDeep: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("文件夹套得太深，最多 %d 层：请放浅一些。", r.Limit), fmt.Sprintf("Folders go %d deep at most: put it higher up.", r.Limit))
	},
	store.ErrNotEmpty: named("文件夹“%s”里还有东西：请先移走或删除它们。", "The folder “%s” is not empty: move or remove what is in it first.",
		Say("文件夹里还有东西：请先移走或删除它们。", "The folder is not empty: move or remove what is in it first.")),
	store.ErrIntoItself: fixed("不能把文件夹移进它自己里面：请换个地方。", "A folder can't be moved into itself: choose another place."),
	store.ErrManyFiles: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("上传区最多放 %d 个文件和文件夹：请先发布或丢弃一些。", r.Limit), fmt.Sprintf("At most %d files and folders wait here: publish or discard some first.", r.Limit))
	},
	store.ErrSidecar: named("“%s”是某部影片的附属文件，会随影片一起发布：请发布那部影片。", "“%s” belongs to a movie and is published with it: publish the movie.",
		Say("这是某部影片的附属文件，会随影片一起发布：请发布那部影片。", "That belongs to a movie and is published with it: publish the movie.")),
	store.ErrSidecarBig: named("“%s”太大了：字幕和图片最多 5 MB，其他的最多 1 MB。", "“%s” is too large: 5 MB at most for subtitles and pictures, 1 MB for the rest.",
		Say("文件太大了：字幕和图片最多 5 MB，其他的最多 1 MB。", "That is too large: 5 MB at most for subtitles and pictures, 1 MB for the rest.")),
	store.ErrNFO:    fixed("这个 .nfo 读不出来：丢弃它，或者换成 Kodi 写的那种 XML，不带 DOCTYPE。", "This .nfo can't be read: discard it, or send XML as Kodi writes it, without a DOCTYPE."),
	store.ErrLitter: fixed("这个文件在这里没有用处，可以丢弃。", "This file is of no use here: discard it."),
	store.ErrChanged: named("“%s”已经不是刚才显示的内容：什么都没有改动，请再看一遍。", "“%s” is other content now than was shown; nothing was done: look at it again.",
		Say("文件已经不是刚才显示的内容：什么都没有改动，请再看一遍。", "The file is other content now than was shown; nothing was done: look at it again.")),
	store.ErrProposalChanged: named("“%s”的片名、集数等已经和刚才显示的不同：什么都没有改动，请再看一遍。", "“%s” is proposed otherwise now than was shown; nothing was done: look at it again.",
		Say("片名、集数等已经和刚才显示的不同：什么都没有改动，请再看一遍。", "What is proposed differs now from what was shown; nothing was done: look at it again.")),
	store.ErrReceiving: func(r *store.Refusal) T {
		if r.Wait > 0 {
			zh, en := left(r.Wait)
			return Say(fmt.Sprintf("你的另一个连接正在传这个文件；如果它卡住了，%s后再试。", zh), fmt.Sprintf("Another connection of yours is sending this file: if it hangs, try again in %s.", en))
		}
		return Say("文件还在接收或校验，请等它完成。", "The file is still being received or hashed: wait until it is ready.")
	},
	store.ErrTakenOver: fixed("你的另一个连接接手了这个文件，请在那边继续上传。", "Another connection of yours has taken over this file: go on there."),
	store.ErrInOrder: fixed("影片存储里已收下的部分改不了：请按顺序从头到尾上传，不要回头改写。",
		"What has arrived can't be changed in the movies' store: send the file in order, from its beginning to its end."),
	store.ErrStoreAway: fixed("影片的存储暂时没有应答：请过一会儿再试，上传和下载都能从断开的地方接着来。", "The movies' store does not answer: try again in a while; transfers go on where they were."),
	store.ErrPartial:   fixed("文件没有传完：请接着上传（put -a）。", "The file was cut off: resume the upload (put -a)."),
	store.ErrNotAMovie: fixed("这不是影片：请上传 MP4、MKV 或 WebM 文件。", "That is no movie: upload an MP4, MKV or WebM file."),
	store.ErrNoPicture: named("“%s”只有声音，没有画面：请上传有画面的 MP4、MKV 或 WebM。", "“%s” has no picture, only sound: upload an MP4, MKV or WebM that has one.",
		Say("这个文件只有声音，没有画面：请上传有画面的 MP4、MKV 或 WebM。", "That file has no picture, only sound: upload an MP4, MKV or WebM that has one.")),
	store.ErrContainer: func(r *store.Refusal) T {
		line := RemuxCommand(r.Name)
		return Say("不收这种格式：运行 `"+line+"`，画质不变，再上传得到的文件。", "That container is not taken: `"+line+"` makes one that is, without loss.")
	},
	store.ErrNoSpace:   fixed("磁盘满了：请先腾出空间，再接着上传。", "The disk is full: make room, then resume the upload."),
	store.ErrShelfFull: fixed("影片所在的磁盘满了：请先腾出空间，再发布；上传的文件还在。", "The disk of the movies is full: make room, then publish again; the upload is still here."),
	store.ErrRowsFull:  fixed("服务器的磁盘满了，什么都没有改动：请等管理员腾出空间再试。", "The server's disk is full, and nothing was changed: try again when its admins have made room."),
	store.ErrUnreadable: named("“%s”读不了：请让运行服务器的用户能读它，再导入一次。", "“%s” can't be read: let the server's user read it, then import again.",
		Say("读不了：请让运行服务器的用户能读它，再导入一次。", "It can't be read: let the server's user read it, then import again.")),
	store.ErrUnsteady: fixed("文件在读的时候变了：等它不再变化，再导入一次。", "The file changed while it was read: import it again once it stands still."),
	store.ErrOtherDisk: fixed("它和影片不在同一块磁盘上，不能建链接：请用 --copy 或 --move。",
		"It is on another disk than the movies, where no link leads: use --copy or --move."),
	store.ErrLinkDenied: fixed("系统不让别的用户给这个文件建链接：请用 --copy，或让运行服务器的用户拥有它。",
		"The system lets no other user link this file: use --copy, or make the server's user its owner."),
	store.ErrLeadsOut: fixed("这个链接通到文件夹外面，不跟过去：请直接导入它所指的地方。", "This link leads out of the folder and is not followed: import the place that it leads to."),
	store.ErrFolderBig: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("文件太多，一次最多 %d 个：请分别导入里面的文件夹。", r.Limit), fmt.Sprintf("Too many files, %d at once at most: import the folders in it one by one.", r.Limit))
	},
	store.ErrNoFolder: named("%s 不是文件夹，或者读不了：请写明一个文件夹。", "%s is no folder, or can't be read: name a folder.",
		Say("这不是文件夹，或者读不了：请写明一个文件夹。", "That is no folder, or can't be read: name a folder.")),
	store.ErrOwnFolder: named("%s 是片库自己的目录：请把影片放到别处再导入。", "%s is the library's own folder: import from another one.",
		Say("这是片库自己的目录：请把影片放到别处再导入。", "That is the library's own folder: import from another one.")),
	store.ErrCutShort:   fixed("文件不完整：结尾缺了一段，请换一份完整的。", "The file is incomplete, its end is missing: bring a whole one."),
	store.ErrSourceKept: fixed("影片已经在片库里，但原来的文件删不掉：请自己删除它。", "The movie is in the library, but its source could not be removed: remove it by hand."),
	store.ErrHash:       fixed("请给出 64 位的 SHA-256，或 32 位的抽样 MD5。", "Give a SHA-256 of 64 hex digits, or a sampled MD5 of 32."),
}

// movie names the movie of a refusal: 《流浪地球》（42）, “The Wandering Earth” (42).
func movie(r *store.Refusal, l Lang) string {
	switch {
	case r.Name == "" && r.Movie == 0:
		return Say("这部影片", "this movie").In(l)
	case r.Name == "":
		return fmt.Sprintf(Say("影片 %d", "movie %d").In(l), r.Movie)
	case r.Movie == 0:
		return fmt.Sprintf(Say("《%s》", "“%s”").In(l), store.Clean(r.Name))
	}
	return fmt.Sprintf(Say("《%s》（%d）", "“%s” (%d)").In(l), store.Clean(r.Name), r.Movie)
}
