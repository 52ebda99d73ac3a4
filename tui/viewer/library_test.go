package viewer

import (
	"math/rand/v2"
	"testing"

	"youku.example/store"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// TestLibrary_FirstFrame holds that the frame in which the movies come is the
// one that stays: nothing is drawn by the room of the frame before.
func TestLibrary_FirstFrame(t *testing.T) {
	v := screensOf(t, randomShop(rand.New(rand.NewPCG(5, 6))), store.Actor{Account: 1, Role: store.RoleUser}, words.En, theme.New(true, false, theme.Colourful))
	l := newLibrary(v).(*library)
	v.keep(l)
	v.hear(l.list.Load())
	first := l.View(80, 20)
	if again := l.View(80, 20); first != again {
		t.Errorf("it was\n%s\nand became\n%s", first, again)
	}
}
