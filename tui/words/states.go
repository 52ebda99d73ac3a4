package words

import "youku.example/store"

// The states that screens and commands name alike. In English those of uploads
// and downloads are called what JSON calls them, so that a person who reads one
// finds it in the other.

var shelves = map[store.Shelf]T{
	store.OnShelf:   Say("在架", "on the shelf"),
	store.Deleted:   Say("已删除", "deleted"),
	store.TakenDown: Say("已下架", "taken down"),
	store.Purged:    Say("已清除", "purged"),
}

// Shelf is where a movie stands in its life.
func Shelf(s store.Shelf) T { return shelves[s] }

// OffShelf is all that is not on the shelf: deleted, taken down or purged.
var OffShelf = Say("不在架", "off the shelf")

// VIPFree is a movie that others buy and VIPs fetch as a free one.
var VIPFree = Say("会员免费", "VIP free")

// Missing is the state of a movie whose file can't be had for now.
var Missing = Say("暂缺", "missing")

// FileMissing says what that means for a viewer.
var FileMissing = Say("文件暂时不在，不卖也取不了；回来后会自动恢复。", "Its file is missing for now: it is neither sold nor sent until it is back.")

var uploads = map[store.IncomingState]T{
	store.Receiving:  Say("接收中", "receiving"),
	store.Partial:    Say("没传完", "partial"),
	store.Hashing:    Say("校验中", "hashing"),
	store.Arrived:    Say("可发布", "ready"),
	store.Duplicate:  Say("重复", "duplicate"),
	store.Refused:    Say("被拒", "refused"),
	store.Sidecar:    Say("附属文件", "sidecar"),
	store.Folder:     Say("文件夹", "folder"),
	store.Publishing: Say("发布中", "publishing"),
	store.Removing:   Say("清理中", "removing"),
}

// Upload is where an uploaded file stands.
func Upload(s store.IncomingState) T { return uploads[s] }

var grants = map[store.State]T{
	store.Queued:   Say("排队中", "queued"),
	store.Waiting:  Say("等待中", "waiting"),
	store.Ready:    Say("可下载", "ready"),
	store.Complete: Say("已传完", "complete"),
}

// Grant is where a download stands; of one that is over, why.
func Grant(d store.Download) T {
	if d.State == store.Ended || d.State == store.Expired {
		return Ended(d.EndedBy)
	}
	return grants[d.State]
}

var roles = map[store.Role]T{
	store.RoleGuest: Say("访客", "guest"),
	store.RoleUser:  Say("用户", "user"),
	store.RoleAdmin: Say("管理员", "admin"),
}

// Role is what a session may do here, in a word.
func Role(r store.Role) T { return roles[r] }

var entries = map[store.EntryKind]T{
	store.EntryRedeem: Say("兑换充值码", "redeem code"),
	store.EntryCredit: Say("管理员充值", "credit"),
	store.EntryBuy:    Say("购买", "bought"),
	store.EntryVIP:    Say("VIP", "VIP"),
	store.EntryRefund: Say("退款", "refund"),
	store.EntryLeft:   Say("账号删除", "account removed"),
}

// Plan is a VIP plan by its name.
func Plan(name string) T {
	switch name {
	case "month":
		return Say("月度", "month")
	case "year":
		return Say("年度", "year")
	}
	return Say(name, name)
}

// Entry is what moved money in a wallet.
func Entry(k store.EntryKind) T { return entries[k] }
