package auth

import (
	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// actorKey is where a finished proof leaves the actor: in the Permissions of
// the method that succeeded, and nowhere else. What was offered, or proven
// under another name before, is forgotten with the callback it came in.
type actorKey struct{}

func permissionsOf(a store.Actor) *gossh.Permissions {
	return &gossh.Permissions{ExtraData: map[any]any{actorKey{}: a}}
}

// ActorOf returns who a connection is; false when no login of ours let it in.
func ActorOf(p *gossh.Permissions) (store.Actor, bool) {
	if p == nil {
		return store.Actor{}, false
	}
	a, ok := p.ExtraData[actorKey{}].(store.Actor)
	return a, ok
}
