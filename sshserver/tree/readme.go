package tree

import (
	"context"
	"fmt"

	"youku.example/sshserver/sftp"
	"youku.example/tui/words"
)

// readmeName is the one file in /downloads while there is nothing to fetch. A client
// that knows its name may read it later too, so that a client which has just listed
// it never fails.
const readmeName = "README.txt"

// textReadme has the lines to type: movies, request, buy, and for the screens.
var textReadme = words.Say(`这里还没有可以下载的影片。

1. 看看有什么：    %s
2. 免费的，申请：  %s
   收费的，先买：  %s
3. 准备好以后，影片会出现在这个文件夹里（一集在它合集的文件夹里），旁边有它的校验和。

也可以打开界面来选：%s
`, `There is nothing to download yet.

1. See what there is:     %s
2. Ask for a free movie:  %s
   Buy a paid one first:  %s
3. When it is ready, it is in this folder (an episode in that of its series),
   with its checksum beside it.

Or choose on the screens: %s
`)

var sayID = words.Say("编号", "ID")

// readme returns the text in the viewer's language.
func (d downloads) readme(ctx context.Context) (*text, error) {
	if err := d.shop.CheckActive(ctx, d.viewer.Actor); err != nil {
		return nil, err
	}
	l, id := d.viewer.Login, sayID.In(d.viewer.Lang)
	s := fmt.Sprintf(textReadme.In(d.viewer.Lang), l.SSH("movies"), l.SSH("request "+id), l.SSH("buy "+id), l.SSH(""))
	return newText(s, sftp.Attr{Size: int64(len(s)), Mode: fileMode, MTime: d.since}), nil
}
