package view

import (
	"context"
	"fmt"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// MovieFacts writes all there is to know of a movie.
func MovieFacts(call *cli.Call, p *cli.Page, l store.Listing) {
	p.Line(store.Clean(l.Title))
	picture := ""
	if l.Width > 0 {
		picture = fmt.Sprintf("%d×%d", l.Width, l.Height)
	}
	codecs := strings.Trim(l.VideoCodec+" / "+l.AudioCodec, " /")
	length := ""
	if l.Duration > 0 {
		length = words.Duration(l.Duration, call.Lang)
	}
	facts := []cli.Fact{
		cli.NewFact(words.Say("编号", "ID"), fmt.Sprint(l.ID)),
		cli.NewFact(words.Say("价格", "Price"), strings.TrimSpace(Price(call, l)+" "+Standing(call, l))),
		cli.NewFact(words.Say("时长", "Length"), length),
		cli.NewFact(words.Say("大小", "Size"), words.Size(l.Size)),
		cli.NewFact(words.Say("画面", "Picture"), picture),
		cli.NewFact(words.Say("编码", "Codecs"), codecs),
		cli.NewFact(words.Say("格式", "Type"), l.MediaType),
		cli.NewFact(words.Say("上架", "Added"), call.Moment(l.CreatedAt)),
		cli.NewFact(words.Say("SHA-256", "SHA-256"), l.SHA256),
	}
	if call.Actor.Role == store.RoleAdmin && !l.MissingSince.IsZero() {
		facts = append(facts, cli.NewFact(words.Say("文件缺失", "File missing"), cli.Fill(words.Say("从 %s 起", "since %s"), call.Moment(l.MissingSince)).In(call.Lang)))
	}
	if call.Actor.Role == store.RoleAdmin {
		facts = append(facts, cli.NewFact(words.Say("上传者", "Uploaded by"), l.UploadedBy), cli.NewFact(words.Say("抽样 MD5", "Sampled MD5"), l.SampledMD5))
	}
	p.Facts(facts...)
	if call.Actor.Role == store.RoleAdmin && l.Streams == store.StreamsNo {
		p.Say(words.IndexAtEnd)
		p.Line("  " + words.FastStartCommand(store.FileName(l.ID, l.Slug, l.Ext)))
	}
}

// Shop is what the answers ask of the shop. *store.Shop is one.
type Shop interface {
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)
}

// Changed is a movie that was just changed, as the actor sees it now. It fails
// never, since the change is done whether it can be read again or not.
func Changed(ctx context.Context, shop Shop, call *cli.Call, m store.Movie) store.Listing {
	if l, err := shop.Movie(ctx, call.Actor, m.ID); err == nil {
		return l
	}
	return store.Listing{Movie: m, YourPrice: m.Price}
}
