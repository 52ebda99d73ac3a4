package store

import (
	"context"
	"errors"
	"path"
	"strings"
	"time"

	"youku.example/store/event"
)

// The incoming folder is a tree. Its folders are rows alone: the bytes of an
// upload stand under a key that is not made of its path, so a move of a folder
// changes rows and no file.

// placeIncoming refuses a name that is to be made where it can't be: its folder
// must be there, no folder may have the name, and there is a bound on all names.
func placeIncoming(ctx context.Context, tx Tx, name string) error {
	if err := checkPlace(ctx, tx, name); err != nil {
		return err
	}
	n, err := tx.CountIncoming(ctx)
	if err == nil && n >= MaxIncoming {
		err = &Refusal{Code: ErrManyFiles.Code, Limit: MaxIncoming}
	}
	return err
}

// checkPlace refuses a path whose folder is not there, and one that a folder has.
func checkPlace(ctx context.Context, v View, name string) error {
	if dir := path.Dir(name); dir != "." {
		if _, err := v.IncomingFolder(ctx, dir); err != nil {
			return notFoundAs(err, noIncoming(dir))
		}
	}
	return unless(v.IncomingFolder(ctx, name))
}

// unless is ErrFileExists for a row that was found where there must be none.
func unless(in Incoming, err error) error {
	switch {
	case err == nil:
		return &Refusal{Code: ErrFileExists.Code, Name: in.Name}
	case errors.Is(err, errNoRow):
		return nil
	}
	return err
}

// IncomingAt finds an upload or a folder by its path, or ErrNoIncoming.
func (s *Shop) IncomingAt(ctx context.Context, name string) (in Incoming, err error) {
	err = s.db.View(ctx, func(v View) error {
		in, err = incomingAt(ctx, v, Clean(name))
		return notFoundAs(err, noIncoming(name))
	})
	return in, err
}

func incomingAt(ctx context.Context, v View, name string) (Incoming, error) {
	in, err := v.IncomingByName(ctx, name)
	if errors.Is(err, errNoRow) {
		in, err = v.IncomingFolder(ctx, name)
	}
	return in, err
}

// IncomingBegin lists the uploads whose paths begin in one of these ways, for
// admins.
func (s *Shop) IncomingBegin(ctx context.Context, a Actor, prefixes ...string) (rows []Incoming, err error) {
	err = s.db.View(ctx, func(v View) error {
		if err := s.requireAdmin(ctx, v, a); err != nil {
			return err
		}
		rows, err = v.IncomingBegin(ctx, prefixes...)
		return err
	})
	return rows, err
}

// IncomingIn lists the uploads and folders in a folder ("": the top) by name,
// those being removed too. A folder that is not there is ErrNoIncoming.
func (s *Shop) IncomingIn(ctx context.Context, folder string) (rows []Incoming, err error) {
	err = s.db.View(ctx, func(v View) error {
		if folder != "" {
			if _, err := v.IncomingFolder(ctx, folder); err != nil {
				return notFoundAs(err, noIncoming(folder))
			}
		}
		rows, err = v.IncomingIn(ctx, folder)
		return err
	})
	return rows, err
}

// MakeIncomingFolder makes a folder in one that is there. A name that is taken
// is ErrFileExists.
func (s *Shop) MakeIncomingFolder(ctx context.Context, a Actor, name string) error {
	name, err := checkFolderName(name)
	if err != nil {
		return err
	}
	f := Incoming{Name: name, By: a.Name, UpdatedAt: s.wall()}
	return s.changeFolders(ctx, a, func(tx Tx) (auditEvent, error) {
		if err := placeIncoming(ctx, tx, name); err != nil {
			return auditEvent{}, err
		}
		if err := unless(tx.IncomingByName(ctx, name)); err != nil {
			return auditEvent{}, err
		}
		return auditf("mkdir", name, ""), tx.AddIncomingFolder(ctx, &f)
	})
}

// RemoveIncomingFolder removes a folder with nothing in it. What is on its way
// out does not count.
func (s *Shop) RemoveIncomingFolder(ctx context.Context, a Actor, name string) error {
	return s.changeFolders(ctx, a, func(tx Tx) (auditEvent, error) {
		rows, err := tx.IncomingIn(ctx, name)
		if err != nil {
			return auditEvent{}, err
		}
		for _, in := range rows {
			if in.State != Removing {
				return auditEvent{}, &Refusal{Code: ErrNotEmpty.Code, Name: name}
			}
		}
		return auditf("rmdir", name, ""), notFoundAs(tx.DropIncomingFolder(ctx, name), noIncoming(name))
	})
}

// SetIncomingFolderTime keeps the time that a client gives a folder.
func (s *Shop) SetIncomingFolderTime(ctx context.Context, a Actor, name string, at time.Time) error {
	return s.changeFolders(ctx, a, func(tx Tx) (auditEvent, error) {
		f, err := tx.IncomingFolder(ctx, name)
		if err != nil {
			return auditEvent{}, notFoundAs(err, noIncoming(name))
		}
		f.ModifiedAt = at
		return auditEvent{}, tx.SetIncomingFolder(ctx, f)
	})
}

// RenameIncoming gives an upload or a folder, with all that is below it, another
// path, which must be free.
func (s *Shop) RenameIncoming(ctx context.Context, a Actor, from, to string) error {
	to, err := CheckIncomingName(to)
	if err != nil {
		return err
	}
	from = Clean(from)
	return s.changeFolders(ctx, a, func(tx Tx) (auditEvent, error) {
		in, err := incomingAt(ctx, tx, from)
		if err != nil {
			return auditEvent{}, notFoundAs(err, noIncoming(from))
		}
		line := auditEvent{"rename", from, to}
		if in.Name == to {
			return line, nil
		}
		if err := checkPlace(ctx, tx, to); err != nil {
			if in.State == Folder && strings.HasPrefix(to, from+"/") {
				err = ErrIntoItself
			}
			return auditEvent{}, err
		}
		if err := unless(tx.IncomingByName(ctx, to)); err != nil {
			return auditEvent{}, err
		}
		if in.State == Folder {
			return line, moveFolder(ctx, tx, from, to)
		}
		in.Name, in.UpdatedAt = to, s.wall()
		return line, tx.SetIncoming(ctx, in)
	})
}

// moveFolder moves a folder to a path that is free. What is being published
// stays where it is until that is over.
func moveFolder(ctx context.Context, tx Tx, from, to string) error {
	if strings.HasPrefix(to, from+"/") {
		return ErrIntoItself
	}
	if _, err := checkFolderName(to); err != nil {
		return err
	}
	below, err := tx.IncomingBelow(ctx, from)
	if err != nil {
		return err
	}
	for _, in := range below {
		if in.State == Publishing {
			return &Refusal{Code: ErrBusy.Code, Name: in.Name}
		}
		check := CheckIncomingName
		if in.State == Folder {
			check = checkFolderName
		}
		if _, err := check(to + strings.TrimPrefix(in.Name, from)); err != nil {
			return err
		}
	}
	return tx.MoveIncomingFolder(ctx, from, to)
}

func (s *Shop) changeFolders(ctx context.Context, a Actor, fn func(Tx) (auditEvent, error)) error {
	return s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		tx.announce(event.ForAdmins(TopicIncoming))
		return fn(tx)
	})
}
