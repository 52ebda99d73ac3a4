package cli

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"youku.example/store"
	"youku.example/tui/words"
)

// Nothing in a row reaches a terminal as a control sequence.
func TestAnswer_Cleaned(t *testing.T) {
	evil := "a\x1b[31m\u009b2J\u202eb"
	tn := func(json bool) (*Call, *bytes.Buffer) {
		var out bytes.Buffer
		return &Call{Lang: words.En, Stdout: &out, Location: time.UTC, JSON: json}, &out
	}
	type row struct{ Title, Content string }
	list := []row{{Title: evil, Content: "one\n" + evil}}
	for _, json := range []bool{true, false} {
		x, out := tn(json)
		err := x.Answer(list, func(p *Page) {
			p.Say(words.Say("%s", "%s"), evil)
			p.Text(list[0].Content, "  ")
			p.Table([]Column{Left("一", "one")}, [][]string{{evil}})
			p.Facts(NewFact(words.Say("一", "one"), evil))
		})
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(out.String(), "\x1b\u009b\u202e") || strings.Contains(out.String(), `\u001b`) {
			t.Errorf("json %v: got %q", json, out)
		}
	}
	if list[0].Title != evil {
		t.Error("the answer's own value was changed")
	}
	_, _, says := Verdict(Misused(words.Say("%s", "%s"), evil))
	if strings.ContainsAny(says.In(words.En), "\x1b\u009b\u202e") {
		t.Errorf("got %q", says.In(words.En))
	}
}

func TestPage_Table(t *testing.T) {
	p := &Page{lang: words.Zh}
	p.Table([]Column{Right("编号", "ID"), Left("", ""), Left("名字", "NAME"), Left("片名", "TITLE")}, [][]string{
		{"1", "", "小明", "城南旧事"}, {"12", "", "bob", "x"},
	})
	want := "编号  名字  片名\n   1  小明  城南旧事\n  12  bob   x\n"
	if diff := cmp.Diff(want, p.b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestCall_SSH(t *testing.T) {
	x := &Call{Actor: store.Actor{Name: "alice"}, Host: "youku.example", Port: 2222}
	for line, want := range map[string]string{
		"movies":         "ssh -p 2222 alice@youku.example movies",
		"register alice": "ssh -p 2222 new@youku.example register alice",
	} {
		if got := x.SSH(line); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCall_IDs(t *testing.T) {
	for line, want := range map[string]string{
		"7": "[7]", "7 9": "[7 9]", "7-9 12": "[7 8 9 12]", "7-7": "[7]", "1-1000": "1000 of them",
		"9-7": "misused", "0-3": "misused", "-3": "misused", "7-": "misused", "a-b": "misused", "1-2-3": "misused", "1-1001": "misused", "1-999 5 6": "misused",
		"1-999999999999999999": "misused", "999999999999999998-999999999999999999": "[999999999999999998 999999999999999999]",
	} {
		call := &Call{Args: strings.Fields(line)}
		ids, err := call.IDs()
		got := fmt.Sprint(ids)
		switch {
		case err != nil:
			got = "misused"
		case len(ids) > 9:
			got = fmt.Sprintf("%d of them", len(ids))
		}
		if got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}
