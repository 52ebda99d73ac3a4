package intake

import (
	"errors"

	"youku.example/media/container"
	"youku.example/store"
	"youku.example/store/sidecar"
)

// checkHead checks an upload by its first bytes as soon as they are here, in
// whatever order they came, so that what can't be a movie is refused on that
// write and not after hours. An index at the end is checked by the write that
// completes it. What belongs to a movie by its name is no movie and need not be one,
// but may not be large. u.mu is held.
func (u *Upload) checkHead(last bool) error {
	if kind := sidecar.KindOf(u.row.Name); kind != sidecar.None {
		if u.size <= kind.Limit() {
			return nil
		}
		u.problem = store.ErrSidecarBig.Code
		return u.fault(&store.Refusal{Code: u.problem, Name: u.row.Name})
	}
	if u.headNeed == 0 || u.received.Front() < u.headNeed && !last {
		return nil
	}
	need, err := container.Head(u.inbox, u.received.Front(), last)
	u.headNeed = need
	if code := problemOf(err); code != "" {
		u.problem = code
		u.in.log.Info("an upload is no movie", "upload", u.row.ID, "name", store.Clean(u.row.Name), "why", err)
		return u.fault(&store.Refusal{Code: code, Name: u.row.Name})
	}
	if err != nil {
		u.in.log.Warn("look at the first bytes of an upload", "upload", u.row.ID, "err", err)
	}
	return nil
}

// problemOf returns the code under which a row says why its file is no movie; "" for
// every other error.
func problemOf(err error) string {
	switch {
	case errors.Is(err, container.ErrNoPicture):
		return store.ErrNoPicture.Code
	case errors.Is(err, container.ErrOtherContainer):
		return store.ErrContainer.Code
	case errors.Is(err, container.ErrNotAMovie):
		return store.ErrNotAMovie.Code
	}
	return ""
}
