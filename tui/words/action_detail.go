package words

import "regexp"

// detail is the form of an action's detail, as the rows have it in English, and
// what it is in Chinese.
type detail struct {
	form *regexp.Regexp
	zh   string
}

func detailOf(form, zh string) []detail {
	return []detail{{regexp.MustCompile("^" + form + "$"), zh}}
}

// details are the forms of each action. Names, amounts and fingerprints stand in
// them as they are.
var details = map[string][]detail{
	"account remove":  detailOf(`#(\d+), (.+)`, "账号 $1，余额 $2"),
	"adopt":           detailOf(`(\d+) bytes`, "$1 字节"),
	"ban":             append(detailOf(`passwords: (\d+)`, "密码错了 $1 次"), append(detailOf(`connections: (\d+)`, "空连接 $1 个"), detailOf(`and (\d+) more`, "另有 $1 个")...)...),
	"buy":             append(detailOf(`movie (\d+), paid (.+)`, "影片 $1，支付 $2"), detailOf(`(\d+) movies, paid (.+)`, "影片 $1 部，支付 $2")...),
	"codes mint":      detailOf(`(\d+) of (.+)`, "$1 个，每个 $2"),
	"codes void":      detailOf(`batch (\d+): (\d+)`, "第 $1 批，$2 个"),
	"cover":           append(detailOf(`movie (\d+)`, "影片 $1"), detailOf(`series (\d+)`, "合集 $1")...),
	"cover remove":    append(detailOf(`movie (\d+)`, "影片 $1"), detailOf(`series (\d+)`, "合集 $1")...),
	"delete":          detailOf(`movie (\d+)`, "影片 $1"),
	"edit":            detailOf(`movie (\d+): (.*), (¥.+)`, "影片 $1：$2，$3"),
	"invite mint":     append(append(detailOf(`batch (\d+): (\d+), VIP month`, "第 $1 批，$2 个，月度 VIP"), detailOf(`batch (\d+): (\d+), VIP year`, "第 $1 批，$2 个，年度 VIP")...), append(detailOf(`batch (\d+): (\d+), VIP (.+)`, "第 $1 批，$2 个，VIP $3"), detailOf(`batch (\d+): (\d+)`, "第 $1 批，$2 个")...)...),
	"invite void":     detailOf(`batch (\d+): (\d+)`, "第 $1 批，$2 个"),
	"login":           append(detailOf("key", "密钥"), detailOf("password", "密码")...),
	"post":            detailOf(`notice (\d+)`, "公告 $1"),
	"import":          detailOf(`movie (\d+), (.+)`, "影片 $1，$2"),
	"publish":         detailOf(`movie (\d+), (.+)`, "影片 $1，$2"),
	"purge":           detailOf(`movie (\d+)`, "影片 $1"),
	"refund":          detailOf(`movie (\d+), (.+)`, "影片 $1，$2"),
	"register":        append(append(detailOf(`key (.+), invitation of batch (\d+)`, "密钥 $1，第 $2 批邀请码"), detailOf(`password, invitation of batch (\d+)`, "密码，第 $1 批邀请码")...), append(detailOf("key (.+)", "密钥 $1"), detailOf("password", "密码")...)...),
	"restore":         detailOf(`movie (\d+)`, "影片 $1"),
	"series edit":     detailOf(`series (\d+): (.*)`, "合集 $1：$2"),
	"subtitle add":    detailOf(`movie (\d+): (.*)`, "影片 $1：$2"),
	"subtitle remove": detailOf(`movie (\d+): (.*)`, "影片 $1：$2"),
	"takedown":        detailOf(`movie (\d+), (\d+) to refund`, "影片 $1，退款 $2 笔"),
	"takedown refund": detailOf(`(\d+) buyers, (.+)`, "$1 位买家，$2"),
	"upload":          detailOf("again", "接着传"),
	"vip":             append(detailOf("month, (.+)", "月度，$1"), detailOf("year, (.+)", "年度，$1")...),
	"withdraw":        detailOf(`notice (\d+)`, "公告 $1"),
}

// ActionDetail is the detail of an action of the audit in words. What has no
// words is said as it stands.
func ActionDetail(action, text string) T {
	for _, d := range details[action] {
		if d.form.MatchString(text) {
			return Say(d.form.ReplaceAllString(text, d.zh), text)
		}
	}
	return Say(text, text)
}
