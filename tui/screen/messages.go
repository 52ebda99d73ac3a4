package screen

import "youku.example/store"

// NewsMsg says what changed: a screen asks anew for what it shows.
type NewsMsg struct{ Topics store.Topic }

// About reports whether one of the topics changed.
func (n NewsMsg) About(t store.Topic) bool { return n.Topics&t != 0 }

// TransfersMsg says that the account's running transfers have moved.
type TransfersMsg struct{}
