package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"youku.example/store/event"
)

// IncomingState is where an upload stands.
type IncomingState string

const (
	Receiving IncomingState = "receiving"
	Partial   IncomingState = "partial" // cut off: resumable, not publishable
	Hashing   IncomingState = "hashing"
	Arrived   IncomingState = "ready"
	Duplicate IncomingState = "duplicate" // DuplicateOf has the same content
	Refused   IncomingState = "refused"   // Problem says why
	Sidecar   IncomingState = "sidecar"   // belongs to a movie, by its name
	Folder    IncomingState = "folder"    // holds others, and is never one of IncomingRows

	// Intents, so that a crash in the middle can be finished at the next start.
	Publishing IncomingState = "publishing"
	Removing   IncomingState = "removing"
)

// The bounds of the incoming folder.
const (
	MaxIncomingName  = 255   // bytes of one name, as file systems have it
	MaxIncomingDepth = 4     // folders, one in the other
	MaxIncoming      = 10000 // files and folders
)

// Incoming is the row of an upload; its bytes are in the media library.
type Incoming struct {
	ID          int64
	Name        string // its path in /incoming, as the admin sees it
	File        string // key in the media library's incoming part; never made from Name
	Size        int64
	Done        int64 // bytes received or hashed so far, for a bar
	State       IncomingState
	SHA256      string
	SampledMD5  string
	MediaType   string
	Ext         string
	Duration    time.Duration
	Width       int
	Height      int
	VideoCodec  string
	AudioCodec  string
	Streams     Streams
	Tracks      Tracks
	DuplicateOf int64  // 0: none
	Problem     string // a Refusal code when refused
	By          string
	UpdatedAt   time.Time
	ModifiedAt  time.Time // of the content, as the sender set it, else of the last write; zero: not known
	Generation  int64     // how often it was opened for writing; its writer's number
	KeptAs      string    // while it is Publishing: the key of the movie that it becomes; each attempt has another
	Said        string    // JSON: what its bytes say of themselves; "": nothing, or not looked at yet
	Edited      string    // JSON: what an admin changed of its proposal; set by EditIncoming alone
}

// Changed is when the content changed last, as far as it is known.
func (in Incoming) Changed() time.Time {
	if in.ModifiedAt.IsZero() {
		return in.UpdatedAt
	}
	return in.ModifiedAt
}

// Match answers "is this content here already?".
type Match struct {
	Movie int64 // 0: new
	Title string
	By    string // "sha256" or "sampled_md5"
	Shelf Shelf
}

// The rows of uploads: what must survive a crash. What happens to the bytes is
// decided by sshserver/intake.

// CheckIncomingName takes the path of an upload or a folder below /incoming: at
// most MaxIncomingDepth folders and a name, each one line of at most MaxIncomingName
// bytes.
func CheckIncomingName(name string) (string, error) {
	parts := strings.Split(name, "/")
	if len(parts) > MaxIncomingDepth+1 {
		return "", &Refusal{Code: ErrTooDeep.Code, Limit: MaxIncomingDepth}
	}
	for i, part := range parts {
		if len(part) > MaxIncomingName {
			return "", &Refusal{Code: ErrFileName.Code, Name: Clean(part), Limit: MaxIncomingName}
		}
		clean, err := CheckLine(part, MaxIncomingName)
		if err != nil || len(clean) > MaxIncomingName || clean == "" || clean == "." || clean == ".." || strings.Contains(clean, `\`) {
			return "", &Refusal{Code: ErrFileName.Code, Name: Clean(name)}
		}
		parts[i] = clean
	}
	return strings.Join(parts, "/"), nil
}

// checkFolderName is CheckIncomingName for a folder, which needs room for a name
// in it.
func checkFolderName(name string) (string, error) {
	name, err := CheckIncomingName(name)
	if err == nil && depthOf(name) >= MaxIncomingDepth {
		err = &Refusal{Code: ErrTooDeep.Code, Limit: MaxIncomingDepth}
	}
	return name, err
}

// depthOf is how many folders a path is in.
func depthOf(name string) int { return strings.Count(name, "/") }

// IncomingRows lists the uploads, those being removed too.
func (s *Shop) IncomingRows(ctx context.Context) (rows []Incoming, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		rows, err = v.IncomingRows(ctx)
		return err
	})
	return rows, err
}

// IncomingBySum lists the uploads whose content has one of these SHA-256, those being
// removed too.
func (s *Shop) IncomingBySum(ctx context.Context, sha256 ...string) (rows []Incoming, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		rows, err = v.IncomingBySum(ctx, sha256...)
		return err
	})
	return rows, err
}

// IncomingByName finds an upload, or ErrNoIncoming.
func (s *Shop) IncomingByName(ctx context.Context, name string) (in Incoming, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		in, err = v.IncomingByName(ctx, Clean(name))
		return notFoundAs(err, noIncoming(name))
	})
	return in, err
}

// IncomingByID finds the upload of that number, or ErrNoIncoming.
func (s *Shop) IncomingByID(ctx context.Context, id int64) (in Incoming, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		in, err = v.IncomingByID(ctx, id)
		return notFoundAs(err, ErrNoIncoming)
	})
	return in, err
}

func noIncoming(name string) *Refusal {
	return &Refusal{Code: ErrNoIncoming.Code, Name: Clean(name)}
}

// AddIncoming makes the row of an upload that begins; file is the key of its
// bytes. A name that is there already is ErrFileExists.
func (s *Shop) AddIncoming(ctx context.Context, a Actor, name, file string) (Incoming, error) {
	in := Incoming{Name: name, File: file, State: Receiving, Generation: 1}
	return s.addIncoming(ctx, a, in, auditf("upload", name, ""))
}

// AdoptIncoming makes the row of an upload whose bytes are there already, to be
// hashed at the next start. A name that is taken is ErrFileExists.
func (s *Shop) AdoptIncoming(ctx context.Context, a Actor, name, file string, size int64) (Incoming, error) {
	in := Incoming{Name: name, File: file, Size: size, State: Hashing}
	return s.addIncoming(ctx, a, in, auditf("adopt", name, "%d bytes", size))
}

func (s *Shop) addIncoming(ctx context.Context, a Actor, in Incoming, d auditEvent) (_ Incoming, err error) {
	if in.Name, err = CheckIncomingName(in.Name); err != nil {
		return Incoming{}, err
	}
	in.By, in.UpdatedAt, d.target = a.Name, s.wall(), in.Name
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		if err := placeIncoming(ctx, tx, in.Name); err != nil {
			return d, err
		}
		tx.announce(event.ForAdmins(TopicIncoming))
		err := tx.AddIncoming(ctx, &in)
		if errors.Is(err, errTaken) {
			err = &Refusal{Code: ErrFileExists.Code, Name: in.Name}
		}
		return d, err
	})
	if err != nil {
		return Incoming{}, err
	}
	return in, nil
}

// SaveIncoming saves what changed of an upload, all but its name, and its time
// only where one is given. A row that is gone is ErrNoIncoming; one that a
// newer writer has than in.Generation is ErrTakenOver.
func (s *Shop) SaveIncoming(ctx context.Context, in Incoming) error {
	return s.changeIncoming(ctx, func(tx Tx) error { return saveIncoming(ctx, tx, s.wall(), in) })
}

// SaveAllIncoming is SaveIncoming of several: of all, or of none.
func (s *Shop) SaveAllIncoming(ctx context.Context, list []Incoming) error {
	return s.changeIncoming(ctx, func(tx Tx) error {
		for _, in := range list {
			if err := saveIncoming(ctx, tx, s.wall(), in); err != nil {
				return err
			}
		}
		return nil
	})
}

// SaveHashed is SaveIncoming of an upload whose content is known by now: it is
// Arrived, or Duplicate where a movie has the same. It returns which.
func (s *Shop) SaveHashed(ctx context.Context, in Incoming) (Incoming, error) {
	err := s.changeIncoming(ctx, func(tx Tx) error {
		match, err := matching(ctx, tx, in.SHA256, false)
		if err != nil {
			return err
		}
		in.SetMatch(match)
		return saveIncoming(ctx, tx, s.wall(), in)
	})
	return in, err
}

// changeIncoming is an update that admins hear of.
func (s *Shop) changeIncoming(ctx context.Context, fn func(Tx) error) error {
	return s.change(ctx, func(tx *change) error {
		tx.announce(event.ForAdmins(TopicIncoming))
		return fn(tx)
	})
}

func saveIncoming(ctx context.Context, tx Tx, at time.Time, in Incoming) error {
	in.UpdatedAt = at
	err := tx.SaveIncoming(ctx, in)
	if !errors.Is(err, errNoRow) {
		return err
	}
	old, err := tx.IncomingByID(ctx, in.ID)
	if err != nil {
		return notFoundAs(err, noIncoming(in.Name))
	}
	return &Refusal{Code: ErrTakenOver.Code, Name: old.Name}
}

// NextWriter begins a new generation of an upload: what older writers save is
// refused from now on.
func (s *Shop) NextWriter(ctx context.Context, id int64) (in Incoming, err error) {
	err = s.db.Update(ctx, func(tx Tx) (err error) {
		if in, err = tx.IncomingByID(ctx, id); err != nil {
			return notFoundAs(err, noIncoming(""))
		}
		in.Generation++
		return tx.SetIncoming(ctx, in)
	})
	return in, err
}

// SetIncomingTime sets when the content of an upload changed.
func (s *Shop) SetIncomingTime(ctx context.Context, id int64, at time.Time) error {
	return s.changeIncoming(ctx, func(tx Tx) error {
		in, err := tx.IncomingByID(ctx, id)
		if err != nil {
			return notFoundAs(err, noIncoming(""))
		}
		in.ModifiedAt = at
		return tx.SetIncoming(ctx, in)
	})
}

// EditIncoming keeps what an admin changed of the proposal of an upload, as
// JSON; "" forgets it.
func (s *Shop) EditIncoming(ctx context.Context, a Actor, id int64, edited string) error {
	return s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		in, err := tx.IncomingByID(ctx, id)
		if err != nil {
			return auditEvent{}, notFoundAs(err, noIncoming(""))
		}
		in.Edited = edited
		tx.announce(event.ForAdmins(TopicIncoming))
		return auditEvent{}, tx.SetIncoming(ctx, in)
	})
}

// DropIncoming forgets uploads whose bytes are gone. One that is not there is
// forgotten already.
func (s *Shop) DropIncoming(ctx context.Context, ids ...int64) error {
	return s.changeIncoming(ctx, func(tx Tx) error {
		for _, id := range ids {
			if err := tx.DropIncoming(ctx, id); err != nil {
				return err
			}
		}
		return nil
	})
}
