package intake

import (
	"testing"

	"youku.example/store/plan"
)

// What an NFO says reaches the plan; one that can't be read is refused with the
// reason, belongs to no movie, and is not discarded with one.
func TestReadNFO(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "E07.mp4", clip(1))
	for name, text := range map[string]string{
		"E07.nfo":     `<episodedetails><title>旧案</title><showtitle>狂飙</showtitle><season>2</season><episode>3</episode><plot>words</plot></episodedetails>`,
		"E07.bad.nfo": `<!DOCTYPE a [<!ENTITY b "c">]><movie><title>&b;</title></movie>`,
	} {
		h.put(t, name, []byte(text))
		want := map[bool]string{false: "sidecar ", true: "refused nfo"}[name == "E07.bad.nfo"]
		if row := h.settled(t, name); string(row.State)+" "+row.Problem != want || (row.Said == "") != (row.Problem != "") {
			t.Errorf("%s: %s, %q, said %q", name, row.State, row.Problem, row.Said)
		}
	}
	rows, err := h.shop.IncomingRows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	entries := plan.Of(rows)
	if under := plan.Under(entries, ""); len(under) != 1 {
		t.Errorf("to publish: %+v", under)
	}
	for _, e := range entries {
		if p := e.Publication(); e.Kind == plan.Movie && (p.Title != "旧案" || p.Episode.Series+" "+p.Episode.Code() != "狂飙 S02E03" || p.About != "words") {
			t.Errorf("%+v", p)
		}
		if e.Kind == plan.Movie && len(e.Beside) != 1 {
			t.Errorf("beside it: %v", e.Beside)
		}
	}
}
