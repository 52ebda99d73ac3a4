package admin

import (
	"reflect"
	"testing"

	"youku.example/store"
	"youku.example/store/storetest"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// A form that nothing was typed into says what it was shown, in every field: one
// that it does not show, or does not read back, is found here.
func TestPublishForm_EveryField(t *testing.T) {
	d := screenOf(t, listed{}, words.En, theme.New(true, false, theme.Colourful))
	shown := storetest.Filled(t, 1, func(p *store.Publication) {
		p.Free, p.Shown, p.OfSeries, p.Beside, p.Year, p.Episode = false, nil, nil, nil, 2003, store.Episode{Series: "Series", Season: 3, Number: 4, End: 5}
	})
	form := newPublishForm(d, shown)
	if said := form.said(); !reflect.DeepEqual(said, shown) {
		t.Errorf("the form was shown %+v and says %+v", shown, said)
	}
}
