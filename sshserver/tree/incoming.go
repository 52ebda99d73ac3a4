package tree

import (
	"context"
	"errors"
	"path"
	"time"

	"youku.example/media"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/sftp"
	"youku.example/store"
)

// incoming is the uploads, for admins: what is being sent, what waits to be
// published, what was cut off and can be resumed.
type incoming struct{ *Tree }

func (in incoming) attr() sftp.Attr { return in.folderAttr("/incoming") }

func (in incoming) list(ctx context.Context, name string) (sftp.Listing, error) {
	if name != "" {
		var err error
		if name, err = named(name); err != nil {
			return nil, err
		}
	}
	rows, err := in.intake.List(ctx, in.viewer.Actor, name)
	if err != nil {
		return nil, err
	}
	list := make([]sftp.Entry, len(rows))
	for i, r := range rows {
		list[i] = sftp.Entry{Name: path.Base(r.Name), Attr: incomingAttr(r)}
	}
	return sftp.Names(list), nil
}

func incomingAttr(r store.Incoming) sftp.Attr {
	if r.State == store.Folder {
		return sftp.Attr{Mode: folderMode, MTime: r.Changed()}
	}
	return sftp.Attr{Size: r.Size, Mode: fileMode, MTime: r.Changed()}
}

// named returns the name under which the shop keeps an upload, in one spelling for
// clients that write é as e and an accent.
func named(name string) (string, error) {
	clean, err := store.CheckIncomingName(name)
	if err != nil {
		return "", sftp.ErrNoSuchFile
	}
	return clean, nil
}

func (in incoming) stat(ctx context.Context, name string) (sftp.Attr, error) {
	name, err := named(name)
	if err != nil {
		return sftp.Attr{}, err
	}
	row, err := in.intake.Stat(ctx, in.viewer.Actor, name)
	if err != nil {
		return sftp.Attr{}, err
	}
	return incomingAttr(row), nil
}

func (in incoming) open(ctx context.Context, name string, f sftp.Flags) (sftp.File, error) {
	if !f.Writes() {
		return in.read(ctx, name)
	}
	name, err := store.CheckIncomingName(name)
	if err != nil {
		return nil, err
	}
	upload, err := in.intake.Write(ctx, in.viewer.Actor, name, intake.Mode{
		Create: f.Has(sftp.Create), Exclusive: f.Has(sftp.Exclusive), Truncate: f.Has(sftp.Truncate),
		Writer: intake.Writer{Connection: in.viewer.Connection, Heard: in.viewer.Heard},
	})
	if err != nil {
		return nil, err
	}
	return &uploadFile{tree: in.Tree, Upload: upload, name: name}, nil
}

func (in incoming) read(ctx context.Context, name string) (sftp.File, error) {
	name, err := named(name)
	if err != nil {
		return nil, err
	}
	row, err := in.intake.Stat(ctx, in.viewer.Actor, name)
	if err != nil {
		return nil, err
	}
	if row.State == store.Folder {
		return nil, sftp.ErrFailure
	}
	bytes, err := in.intake.Read(ctx, in.viewer.Actor, name)
	if err != nil {
		return nil, err
	}
	return &arrivedFile{File: bytes, in: in, row: row, ctx: ctx}, nil
}

// arrivedFile is an upload that is read, perhaps while it is written.
type arrivedFile struct {
	readOnly
	media.File
	in  incoming
	row store.Incoming  // as it was last
	ctx context.Context // of the session
}

// Stat returns the size that the upload has by now. One that is no longer under
// its name is as it was.
func (f *arrivedFile) Stat() (sftp.Attr, error) {
	row, err := f.in.intake.Stat(f.ctx, f.in.viewer.Actor, f.row.Name)
	if err == nil && row.ID == f.row.ID {
		f.row = row
	}
	return incomingAttr(f.row), nil
}

func (f *arrivedFile) SetTime(at time.Time) error {
	return f.in.textError(f.in.setstat(f.ctx, f.row.Name, sftp.Change{MTime: at}))
}

func (f *arrivedFile) Close(bool) error { return f.File.Close() }

func (in incoming) remove(ctx context.Context, name string) error {
	name, err := named(name)
	if err != nil {
		return err
	}
	err = in.intake.Discard(ctx, in.viewer.Actor, name, nil) // a client names what it names
	if errors.Is(err, store.ErrNoIncoming) && in.isFolder(ctx, name) {
		return sftp.ErrFailure
	}
	return err
}

func (in incoming) isFolder(ctx context.Context, name string) bool {
	row, err := in.intake.Stat(ctx, in.viewer.Actor, name)
	return err == nil && row.State == store.Folder
}

func (in incoming) mkdir(ctx context.Context, name string) error {
	return in.intake.MakeFolder(ctx, in.viewer.Actor, name)
}

func (in incoming) rmdir(ctx context.Context, name string) error {
	name, err := named(name)
	if err != nil {
		return err
	}
	return in.intake.RemoveFolder(ctx, in.viewer.Actor, name)
}

func (in incoming) rename(ctx context.Context, from, to string, overwrite bool) error {
	from, err := named(from)
	if err != nil {
		return err
	}
	if to, err = store.CheckIncomingName(to); err != nil {
		return err
	}
	return in.intake.Rename(ctx, in.viewer.Actor, from, to, overwrite)
}

func (in incoming) setstat(ctx context.Context, name string, c sftp.Change) error {
	name, err := named(name)
	if err != nil {
		return err
	}
	row, err := in.intake.Stat(ctx, in.viewer.Actor, name)
	switch {
	case err != nil:
		return err
	case row.State == store.Folder && c.Size != nil:
		return sftp.ErrFailure
	case row.State == store.Folder && !c.MTime.IsZero():
		return in.intake.SetFolderTime(ctx, in.viewer.Actor, name, c.MTime)
	case row.State == store.Folder:
		return nil
	}
	if c.Size != nil {
		if err := in.intake.Resize(ctx, in.viewer.Actor, name, *c.Size); err != nil {
			return err
		}
	}
	if !c.MTime.IsZero() {
		return in.intake.SetTime(ctx, in.viewer.Actor, name, c.MTime)
	}
	return nil
}
