package fair

import "context"

type whoseKey struct{}

// WithCaller says on whose behalf work is done: an account's, or for a guest the
// source's. whose is called anew each time, since a guest may become a user.
// What the server does for itself waits for no turn.
func WithCaller(ctx context.Context, whose func() string) context.Context {
	return context.WithValue(ctx, whoseKey{}, whose)
}

// TakeTurn waits for a turn of the caller in ctx. Without one it does not wait.
func TakeTurn(ctx context.Context, turns *KeyedSemaphore[string]) (giveBack func(), err error) {
	whose, ok := ctx.Value(whoseKey{}).(func() string)
	if !ok {
		return func() {}, nil
	}
	return turns.Take(ctx, whose())
}
