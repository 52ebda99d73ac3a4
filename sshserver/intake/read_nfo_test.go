package intake

import (
	"testing"

	"youku.example/store"
	"youku.example/store/plan"
)

// What an NFO says reaches the plan; one that can't be read is a sidecar that
// says nothing.
func TestReadNFO(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "E07.mp4", clip(1))
	for name, text := range map[string]string{
		"E07.nfo": `<episodedetails><title>旧案</title><showtitle>狂飙</showtitle><season>2</season><episode>3</episode><plot>words</plot></episodedetails>`,
		"bad.nfo": `<!DOCTYPE a [<!ENTITY b "c">]><movie><title>&b;</title></movie>`,
	} {
		h.put(t, name, []byte(text))
		if row := h.settled(t, name); row.State != store.Sidecar || (row.Said == "") != (name == "bad.nfo") {
			t.Errorf("%s: %s, said %q", name, row.State, row.Said)
		}
	}
	rows, err := h.shop.IncomingRows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range plan.Of(rows) {
		if p := e.Publication(); e.Kind == plan.Movie && (p.Title != "旧案" || p.Episode.Series+" "+p.Episode.Code() != "狂飙 S02E03" || p.About != "words") {
			t.Errorf("%+v", p)
		}
	}
}
