package tui

import (
	"context"
	"testing"

	"youku.example/store"
)

// heldShop answers a purchase of VIP when it is let.
type heldShop struct {
	Shop
	let chan struct{}
}

func (h heldShop) BuyVIP(ctx context.Context, a store.Actor, plan string) (store.Account, error) {
	<-h.let
	return h.Shop.BuyVIP(ctx, a, plan)
}

// TestStack_LateAnswer holds that an answer closes the screen that asked and no
// other: the person has put the question away and types a code by then.
func TestStack_LateAnswer(t *testing.T) {
	dir := t.TempDir()
	stockShop(t, dir)
	inBubbleOf(t, func(t *testing.T) {
		h := restoreTestShop(t, dir)
		let := make(chan struct{})
		s := newStage(h, Session{Actor: member(h), Shop: heldShop{h.shop, let}})
		defer s.close()
		s.press("3", "v", "enter", "y")
		s.press("esc", "r")
		s.write("ABCD")
		close(let)
		s.settle()
		s.sees("You are a VIP until")
		if code, ok := s.model.Top().(interface{ Value(int) string }); !ok || s.kind() != "redeem" || code.Value(0) != "ABCD" {
			t.Fatalf("the seen screen is a %T", s.model.Top())
		}
		if len(s.model.Stack) != 2 {
			t.Errorf("%d screens lie on each other, want the wallet and the code", len(s.model.Stack))
		}
	})
}
