package nfo

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func gb(s string) string {
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func utf16(e unicode.Endianness, bom unicode.BOMPolicy, s string) string {
	out, err := unicode.UTF16(e, bom).NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func TestParse(t *testing.T) {
	wandering := NFO{Kind: Movie, Title: "流浪地球"}
	for name, c := range map[string]struct {
		in   string
		want NFO
	}{
		"movie": {`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><movie><title>The Wandering Earth</title><originaltitle>流浪地球</originaltitle>
			<plot>The sun dies.

Earth moves.</plot><genre>Drama / Science Fiction</genre><genre>Action</genre><tag>A/B</tag><year>2019</year>
			<actor><name>N</name><role>R</role><title>no</title></actor></movie>`,
			NFO{Kind: Movie, Title: "The Wandering Earth", Year: 2019, About: "The sun dies.\n\nEarth moves.", Tags: []string{"Drama", "Science Fiction", "Action", "A/B"}}},
		"chinese genres":   {`<movie><title>x</title><genre>剧情、犯罪，悬疑</genre></movie>`, NFO{Kind: Movie, Title: "x", Tags: []string{"剧情", "犯罪", "悬疑"}}},
		"outline":          {`<movie><title>x</title><outline>short</outline></movie>`, NFO{Kind: Movie, Title: "x", About: "short"}},
		"premiered":        {`<movie><title>x</title><premiered>2017-10-05</premiered></movie>`, NFO{Kind: Movie, Title: "x", Year: 2017}},
		"year, no date":    {`<movie><title>x</title><year>20177</year></movie>`, NFO{Kind: Movie, Title: "x"}},
		"episode":          {`<episodedetails><title>启程</title><showtitle>流浪记</showtitle><season>2</season><episode>3</episode><aired>2023-01-14</aired></episodedetails>`, NFO{Kind: Episode, Title: "启程", ShowTitle: "流浪记", Season: 2, Number: 3, HasSeason: true, HasEpisode: true, Year: 2023}},
		"special":          {`<episodedetails><season>0</season><episode>1</episode></episodedetails>`, NFO{Kind: Episode, Number: 1, HasSeason: true, HasEpisode: true}},
		"not known":        {`<episodedetails><season>-1</season><episode>-1</episode></episodedetails>`, NFO{Kind: Episode}},
		"displayed number": {`<episodedetails><displayseason>1</displayseason><displayepisode>4</displayepisode></episodedetails>`, NFO{Kind: Episode, Season: 1, Number: 4, HasSeason: true, HasEpisode: true}},
		"double by end":    {`<episodedetails><season>1</season><episode>3</episode><episodenumberend>4</episodenumberend></episodedetails>`, NFO{Kind: Episode, Season: 1, Number: 3, End: 4, HasSeason: true, HasEpisode: true}},
		"end before":       {`<episodedetails><season>1</season><episode>3</episode><episodenumberend>2</episodenumberend></episodedetails>`, NFO{Kind: Episode, Season: 1, Number: 3, HasSeason: true, HasEpisode: true}},
		"two in one": {`<episodedetails><title>A</title><season>1</season><episode>3</episode><plot>a</plot></episodedetails>
			<episodedetails><title>B</title><season>1</season><episode>4</episode><plot>b</plot></episodedetails>`,
			NFO{Kind: Episode, Title: "A / B", About: "a\n\nb", Season: 1, Number: 3, End: 4, HasSeason: true, HasEpisode: true}},
		"show":           {`<tvshow><title>狂飙</title><season>-1</season><year>2023</year><plot>p</plot></tvshow>`, NFO{Kind: Show, Title: "狂飙", Year: 2023, About: "p"}},
		"bom":            {"\ufeff<movie><title>流浪地球</title></movie>", wandering},
		"trailing url":   {"<movie><title>流浪地球</title></movie>\nhttps://example.org/movie?id=1&x=2", wandering},
		"trailing junk":  {"<movie><title>流浪地球</title></movie><<<&&", wandering},
		"entities":       {`<movie><title>A &amp; B &lt;C&gt; &#20013;</title></movie>`, NFO{Kind: Movie, Title: "A & B <C> 中"}},
		"lone ampersand": {`<movie><title>A & B</title></movie>`, NFO{Kind: Movie, Title: "A & B"}},
		"unknown entity": {`<movie><title>A&nbsp;B</title></movie>`, NFO{Kind: Movie, Title: "A&nbsp;B"}},
		"cdata":          {`<movie><title><![CDATA[A <b> & B]]></title></movie>`, NFO{Kind: Movie, Title: "A <b> & B"}},
		"gb18030":        {gb(`<?xml version="1.0" encoding="GB18030"?><movie><title>流浪地球</title></movie>`), wandering},
		"gb2312":         {gb(`<?xml version="1.0" encoding="gb2312"?><movie><title>流浪地球</title></movie>`), wandering},
		"gbk, a lie":     {`<?xml version="1.0" encoding="GBK"?><movie><title>流浪地球</title></movie>`, wandering},
		"utf-16le":       {utf16(unicode.LittleEndian, unicode.UseBOM, `<?xml version="1.0" encoding="utf-16"?><movie><title>流浪地球</title></movie>`), wandering},
		"utf-16be":       {utf16(unicode.BigEndian, unicode.UseBOM, `<?xml version="1.0" encoding="UTF-16"?><movie><title>流浪地球</title></movie>`), wandering},
		"no mark":        {utf16(unicode.LittleEndian, unicode.IgnoreBOM, `<movie><title>流浪地球</title></movie>`), wandering},
		"comment":        {`<!-- made by a tool --><movie><!-- x --><title>流浪地球</title></movie>`, wandering},
		"upper case":     {`<Movie><Title>流浪地球</Title></Movie>`, wandering},
		"first title":    {`<movie><title>流浪地球</title><title>other</title></movie>`, wandering},
		"markup inside":  {`<movie><title>流浪<b>no</b>地球</title></movie>`, wandering},
	} {
		got, err := Parse([]byte(c.in))
		if err != nil || !same(got, c.want) {
			t.Errorf("%s: %+v, %v\nwant %+v", name, got, err, c.want)
		}
	}
}

func same(a, b NFO) bool {
	if len(a.Tags) == 0 && len(b.Tags) == 0 {
		a.Tags, b.Tags = nil, nil
	}
	return reflect.DeepEqual(a, b)
}

func TestParse_Refused(t *testing.T) {
	for name, in := range map[string]string{
		"empty":    "",
		"text":     "Ripped by nobody\n  -- greetings --",
		"html":     "<html><title>x</title></html>",
		"cut off":  "<movie><title>x</title>",
		"dtd":      `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;">]><movie><title>&lol1;</title></movie>`,
		"file":     `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><movie><title>&f;</title></movie>`,
		"dtd late": `<movie><title>x</title></movie><!DOCTYPE x>`,
		"dtd in":   `<movie><!DOCTYPE x><title>x</title></movie>`,
		"deep":     "<movie>" + strings.Repeat("<a>", 200),
		"encoding": `<?xml version="1.0" encoding="ebcdic"?><movie/>`,
		"large":    "<movie><title>" + strings.Repeat("x", MaxSize) + "</title></movie>",
		"bytes":    "\x00\x01\x02\xff",
	} {
		if got, err := Parse([]byte(in)); !errors.Is(err, ErrNotNFO) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestParse_Bounded(t *testing.T) {
	n, err := Parse([]byte("<movie>" + strings.Repeat("<tag>x</tag><genre>a/b</genre>", 10000) + "<plot>" + strings.Repeat("<!-- -->y", 30000) + "</plot></movie>"))
	if err != nil || len(n.Tags) > maxTags || len(n.About) > maxText {
		t.Errorf("%d tags, %d bytes, %v", len(n.Tags), len(n.About), err)
	}
	began := time.Now()
	Parse([]byte(strings.Repeat("<episodedetails/>", 60000)))
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("60,000 episodes took %v", took)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="gbk"?><episodedetails><title>a &amp; &b;</title><season>1</season><episode>2</episode></episodedetails>`))
	f.Add([]byte(utf16(unicode.LittleEndian, unicode.UseBOM, `<movie><genre>a/b</genre></movie>`)))
	f.Add([]byte(`<!DOCTYPE a [<!ENTITY b "c">]><movie>&b;</movie>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := Parse(data)
		if err != nil {
			if !errors.Is(err, ErrNotNFO) {
				t.Fatal(err)
			}
			return
		}
		if n.Kind == "" || len(n.Tags) > maxTags || len(n.Title) > maxText || len(n.About) > maxText || n.Number < 0 || n.Season < 0 || n.End != 0 && n.End <= n.Number {
			t.Fatalf("%+v", n)
		}
	})
}
