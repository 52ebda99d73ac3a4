package store

// Shown is an upload as the admin saw it who decided about it. A name in the
// incoming folder can pass to other content while a form is open, so a screen
// sends along what it showed, as a buyer sends the price.
type Shown struct {
	ID     int64  // 0: only the content counts
	SHA256 string // "": not known then
	Size   int64  // compared where no SHA256 was known
	Edited string // what an admin had made of its proposal
}

// Shown is the upload as it stands now, to be sent along later.
func (in Incoming) Shown() *Shown {
	return &Shown{ID: in.ID, SHA256: in.SHA256, Size: in.Size, Edited: in.Edited}
}

// CheckShown returns ErrChanged when the upload is not the one that was shown.
// Nil is for who named a file and saw none: it is whatever has the name.
func CheckShown(in Incoming, shown *Shown) error {
	if shown == nil {
		return nil
	}
	same := shown.ID == 0 || shown.ID == in.ID
	if shown.SHA256 != "" {
		same = same && shown.SHA256 == in.SHA256
	} else {
		same = same && shown.Size == in.Size
	}
	if !same {
		return &Refusal{Code: ErrChanged.Code, Name: in.Name}
	}
	return nil
}

// CheckPublication is every rule of publishing that needs no other rows: the
// title, exactly one of free and a price, the details, where the upload stands,
// and that it is the one that was shown, with a proposal that no admin edited
// since. It returns what is said as it will be kept. Whether the content is new
// is CheckNew.
func CheckPublication(in Incoming, p Publication) (Publication, error) {
	if err := publishable(in); err != nil { // what can't be published needs no title
		return p, err
	}
	said, err := checkSaid(p)
	if err != nil {
		return p, err
	}
	if err := CheckShown(in, p.Shown); err != nil {
		return said, err
	}
	if p.Shown != nil && p.Shown.ID != 0 && p.Shown.Edited != in.Edited {
		return said, &Refusal{Code: ErrProposalChanged.Code, Name: in.Name}
	}
	return said, nil
}

// publishable returns why an upload can't be published where it stands. A
// duplicate can: whether it still is one is asked of the movies themselves.
func publishable(in Incoming) error {
	code := ErrNoIncoming.Code
	switch in.State {
	case Arrived, Duplicate, Publishing:
		if in.SHA256 != "" {
			return nil
		}
		code = ErrReceiving.Code
	case Receiving, Hashing:
		code = ErrReceiving.Code
	case Partial:
		code = ErrPartial.Code
	case Sidecar:
		code = ErrSidecar.Code
	case Refused:
		if code = in.Problem; code == "" {
			code = ErrNotAMovie.Code
		}
	}
	return &Refusal{Code: code, Name: in.Name}
}

// SetMatch sets where an upload stands once it is known which movie has its
// content: it is a duplicate of that movie, and may be published if there is
// none. A movie that was deleted counts, since it can be restored.
func (in *Incoming) SetMatch(m Match) {
	in.State, in.DuplicateOf = Arrived, m.Movie
	if m.Movie != 0 {
		in.State = Duplicate
	}
}

// bestMatch chooses among movies of the same content the one to name: what stands
// on the shelf before what is deleted. Bytes that are gone don't count.
func bestMatch(movies []Movie) (Movie, bool) {
	best, is := Movie{}, false
	for _, m := range movies {
		if m.Shelf == Purged {
			continue
		}
		if !is || m.Shelf == OnShelf && best.Shelf != OnShelf {
			best, is = m, true
		}
	}
	return best, is
}
