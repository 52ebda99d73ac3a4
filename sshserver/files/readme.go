package files

import (
	"context"

	"youku.example/sshserver/sftp"
	"youku.example/tui/words"
)

// readmeName is the one file in /downloads while there is nothing to fetch. Who
// knows its name may read it later too, so that a client which has just listed
// it never fails.
const readmeName = "README.txt"

var textReadme = words.Say(`这里还没有可以下载的影片。

1. 看看有什么：    ssh 用户名@服务器 movies
2. 免费的，申请：  ssh 用户名@服务器 request 编号
   收费的，先买：  ssh 用户名@服务器 buy 编号
3. 准备好以后，影片会出现在这个文件夹里，旁边有它的校验和。

也可以打开界面来选：ssh 用户名@服务器
`, `There is nothing to download yet.

1. See what there is:     ssh NAME@HOST movies
2. Ask for a free movie:  ssh NAME@HOST request ID
   Buy a paid one first:  ssh NAME@HOST buy ID
3. When it is ready, it is in this folder, with its checksum beside it.

Or choose on the screens: ssh NAME@HOST
`)

// readme is the text in the viewer's language.
func (d downloads) readme(ctx context.Context) (*text, error) {
	if err := d.shop.MayAct(ctx, d.viewer.Actor); err != nil {
		return nil, err
	}
	s := textReadme.In(d.viewer.Lang)
	return newText(s, sftp.Attr{Size: int64(len(s)), Mode: fileMode, MTime: d.since}), nil
}
