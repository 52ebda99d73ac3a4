package importer

import (
	"context"
	"os"

	"youku.example/media"
	"youku.example/store"
	"youku.example/store/plan"
)

// DryRun is what an import of a folder would do, which changes nothing. why has,
// by the ID of an entry's row, what refuses it. A file is hashed only where a
// movie may have the same content.
func (im *Importer) DryRun(ctx context.Context, dir string) (entries []plan.Entry, why map[int64]*store.Refusal, err error) {
	if err := CheckFolder(dir, im.Own); err != nil {
		return nil, nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, &store.Refusal{Code: store.ErrNoFolder.Code, Name: store.Clean(dir)}
	}
	defer root.Close()
	list, err := walk(ctx, root, dir, im.Own)
	if err != nil {
		return nil, nil, err
	}
	p, err := im.planOf(ctx, root, list, nil)
	if err != nil {
		return nil, nil, err
	}
	why = map[int64]*store.Refusal{}
	for _, e := range p.Entries {
		if e.Useless() {
			continue
		}
		switch r := p.refusal(e); {
		case r != nil:
			why[e.Row.ID] = r
			e.Kind, e.Row.State, e.Row.Problem = plan.Refused, store.Refused, r.Code
		case e.Kind == plan.Movie:
			if e.Row.DuplicateOf, err = im.twin(ctx, root, p.pathOf(e)); err != nil {
				return nil, nil, err
			}
			if e.Row.DuplicateOf != 0 {
				e.Row.State = store.Duplicate
			}
		}
		entries = append(entries, e)
	}
	for i, f := range p.refused {
		e := plan.Entry{Kind: plan.Refused, Row: store.Incoming{ID: -int64(i) - 1, Name: f.name, State: store.Refused, Problem: f.refused.Code}}
		why[e.Row.ID] = f.refused
		entries = append(entries, e)
	}
	return entries, why, nil
}

// twin is the movie that has the content of a file; 0: none.
func (im *Importer) twin(ctx context.Context, root *os.Root, f found) (int64, error) {
	src, err := f.open(root)
	if err != nil {
		return 0, nil // it changed meanwhile
	}
	defer src.Close()
	sampled, err := media.SampledMD5(src, src.Size())
	if err != nil {
		return 0, nil
	}
	if m, err := im.Shop.Match(ctx, sampled); err != nil || m.Movie == 0 {
		return 0, err
	}
	sums, err := media.Sum(ctx, src, src.Size(), nil)
	if err != nil {
		return 0, ctx.Err()
	}
	m, err := im.Shop.Match(ctx, sums.SHA256)
	return m.Movie, err
}

// refusal is why a file of a plan can be no movie; nil, it may.
func (p Planned) refusal(e plan.Entry) *store.Refusal {
	switch {
	case e.Kind == plan.Refused:
		return &store.Refusal{Code: e.Row.Problem, Name: e.Row.Name}
	case e.Kind != plan.Movie:
		return nil
	case p.clashes[e.Row.ID] != "":
		return &store.Refusal{Code: store.ErrEpisodeTwice.Code, Name: p.clashes[e.Row.ID]}
	case e.Row.State == store.Partial:
		return store.ErrCutShort
	}
	return nil
}
