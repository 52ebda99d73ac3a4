package poster

import "container/list"

// recent keeps the values that were used last, up to a number.
type recent[V any] struct {
	most  int
	order *list.List // of entries, the newest in front
	byKey map[string]*list.Element
}

type entry[V any] struct {
	key   string
	value V
}

func newRecent[V any](most int) *recent[V] {
	return &recent[V]{most: most, order: list.New(), byKey: map[string]*list.Element{}}
}

func (r *recent[V]) get(key string) (v V, ok bool) {
	e, ok := r.byKey[key]
	if !ok {
		return v, false
	}
	r.order.MoveToFront(e)
	return e.Value.(entry[V]).value, true
}

func (r *recent[V]) put(key string, v V) {
	r.drop(key)
	r.byKey[key] = r.order.PushFront(entry[V]{key, v})
	if r.order.Len() > r.most {
		oldest := r.order.Back()
		delete(r.byKey, oldest.Value.(entry[V]).key)
		r.order.Remove(oldest)
	}
}

func (r *recent[V]) drop(key string) {
	if e, ok := r.byKey[key]; ok {
		r.order.Remove(e)
		delete(r.byKey, key)
	}
}
