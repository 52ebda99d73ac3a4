package intake

import (
	"context"

	"youku.example/store"
	"youku.example/store/plan"
)

// Plan lists the uploads as Incoming does, each with what it may be published as.
func (in *Intake) Plan(ctx context.Context, a store.Actor) ([]plan.Entry, error) {
	rows, err := in.Incoming(ctx, a)
	if err != nil {
		return nil, err
	}
	return in.plans.Of(rows), nil
}

// Changed returns, by ID, ErrProposalChanged for each upload whose plan has
// another sum than was shown, and for each that is gone.
func (in *Intake) Changed(ctx context.Context, a store.Actor, shown map[int64]string) (map[int64]error, error) {
	entries, err := in.Plan(ctx, a)
	if err != nil {
		return nil, err
	}
	changed := make(map[int64]error, len(shown))
	for id := range shown {
		changed[id] = store.ErrProposalChanged
	}
	for _, e := range entries {
		switch sum, asked := shown[e.Row.ID]; {
		case !asked:
		case sum == e.Sum():
			delete(changed, e.Row.ID)
		default:
			changed[e.Row.ID] = &store.Refusal{Code: store.ErrProposalChanged.Code, Name: e.Row.Name}
		}
	}
	return changed, nil
}
