package intake

import (
	"errors"
	"testing"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
)

// What was shown is what is published: a proposal that changed since is refused,
// whether an NFO came or another admin edited it.
func TestChanged(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "Tide.mp4", clip(0))
	h.arrive(t, "Wave.mp4", clip(1))
	seen := func() (map[int64]string, map[string]plan.Entry) {
		entries, err := h.intake.Plan(t.Context(), boss)
		if err != nil {
			t.Fatal(err)
		}
		sums, by := map[int64]string{}, map[string]plan.Entry{}
		for _, e := range entries {
			sums[e.Row.ID], by[e.Row.Name] = e.Sum(), e
		}
		return sums, by
	}
	sums, by := seen()
	changes := func(want ...string) {
		t.Helper()
		changed, err := h.intake.Changed(t.Context(), boss, sums)
		if err != nil || len(changed) != len(want) {
			t.Fatalf("changed: %v, %v, want %q", changed, err, want)
		}
		for _, name := range want {
			if !errors.Is(changed[by[name].Row.ID], store.ErrProposalChanged) {
				t.Errorf("%s: %v", name, changed[by[name].Row.ID])
			}
		}
	}
	changes()
	h.put(t, "Tide.nfo", []byte("<movie><title>High Tide</title></movie>"))
	h.settled(t, "Tide.nfo")
	changes("Tide.mp4")
	if err := h.shop.EditIncoming(t.Context(), boss, by["Wave.mp4"].Row.ID, plan.EditedText(proposal.Proposal{Details: proposal.Details{Title: "Waves"}})); err != nil {
		t.Fatal(err)
	}
	changes("Tide.mp4", "Wave.mp4")

	as := by["Wave.mp4"].Publication()
	as.Free = true
	if _, err := h.intake.Publish(t.Context(), boss, "Wave.mp4", as, nil); !errors.Is(err, store.ErrProposalChanged) {
		t.Errorf("what another admin edited is published as it was before: %v", err)
	}
	_, by = seen()
	as = by["Wave.mp4"].Publication()
	as.Free = true
	if m, err := h.intake.Publish(t.Context(), boss, "Wave.mp4", as, nil); err != nil || m.Title != "Waves" {
		t.Errorf("published as %q: %v", m.Title, err)
	}
	changes("Tide.mp4", "Wave.mp4") // the second is gone
	if _, err := h.intake.Changed(t.Context(), store.Actor{Role: store.RoleUser}, sums); !errors.Is(err, store.ErrNotAllowed) {
		t.Errorf("a user asks: %v", err)
	}
}
