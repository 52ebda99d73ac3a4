package poster

import "container/list"

// lru keeps the values that were used last, up to a number.
type lru[V any] struct {
	most  int
	order *list.List // of entries, the newest in front
	byKey map[string]*list.Element
}

type entry[V any] struct {
	key   string
	value V
}

func newLRU[V any](most int) *lru[V] {
	return &lru[V]{most: most, order: list.New(), byKey: map[string]*list.Element{}}
}

func (r *lru[V]) get(key string) (v V, ok bool) {
	e, ok := r.byKey[key]
	if !ok {
		return v, false
	}
	r.order.MoveToFront(e)
	return e.Value.(entry[V]).value, true
}

func (r *lru[V]) put(key string, v V) {
	r.drop(key)
	r.byKey[key] = r.order.PushFront(entry[V]{key, v})
	if r.order.Len() > r.most {
		oldest := r.order.Back()
		delete(r.byKey, oldest.Value.(entry[V]).key)
		r.order.Remove(oldest)
	}
}

func (r *lru[V]) drop(key string) {
	if e, ok := r.byKey[key]; ok {
		r.order.Remove(e)
		delete(r.byKey, key)
	}
}
