package words

import (
	"maps"
	"slices"
	"strings"

	"youku.example/store"
	"youku.example/store/title"
)

// actions are the actions of the audit in Chinese. In English they are what they
// are called in the rows, which are mostly the commands' own names.
var actions = map[string]string{
	"account remove":  "删除账号",
	"admin add":       "添加管理员",
	"admin remove":    "撤销管理员",
	"ban":             "限制来源",
	"bans lift":       "解除限制",
	"buy":             "购买",
	"codes mint":      "生成充值码",
	"codes void":      "作废充值码",
	"cover":           "设置封面",
	"cover remove":    "去掉封面",
	"credit":          "充值",
	"adopt":           "找回文件",
	"delete":          "删除影片",
	"discard":         "丢弃上传",
	"edit":            "修改影片",
	"invite mint":     "生成邀请码",
	"invite void":     "作废邀请码",
	"key add":         "添加密钥",
	"key remove":      "移除密钥",
	"kick":            "断开连接",
	"lock":            "锁定账号",
	"login":           "登录",
	"passwd":          "修改密码",
	"post":            "发布公告",
	"import":          "导入",
	"publish":         "上架",
	"purge":           "清除影片",
	"redeem":          "兑换充值码",
	"refund":          "退款",
	"register":        "注册",
	"rename":          "重命名",
	"mkdir":           "新建文件夹",
	"rmdir":           "删除文件夹",
	"restore":         "恢复影片",
	"series edit":     "修改合集",
	"subtitle add":    "添加字幕",
	"subtitle remove": "去掉字幕",
	"takedown":        "下架影片",
	"takedown refund": "下架退款",
	"unlock":          "解锁账号",
	"upload":          "上传",
	"vip":             "购买 VIP",
	"withdraw":        "撤回公告",
}

// AuditQuery is what one who searches the audit typed: each of the words may be a
// part of an action's name in either language.
func AuditQuery(search string) (q store.AuditQuery) {
	for _, text := range strings.Fields(search) {
		w := store.AuditWord{Text: text}
		for _, action := range slices.Sorted(maps.Keys(actions)) {
			if title.Matches(actions[action], text) {
				w.Actions = append(w.Actions, action)
			}
		}
		q.Words = append(q.Words, w)
	}
	return q
}

// Action is an action of the audit in words. One that a later version wrote
// down is said as it stands.
func Action(action string) T {
	if zh, ok := actions[action]; ok {
		return Say(zh, action)
	}
	return Say(action, action)
}
