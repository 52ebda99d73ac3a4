package serve

import (
	"context"
	"fmt"

	"youku.example/keys"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
)

// openSharedKeys opens the host's keys and the admins' of a library on a database
// server: they stand in its rows. The first server makes the host's keys; where its
// data folder has some of before, it takes those, and the admins' with them.
func (lib *openedLibrary) openSharedKeys(ctx context.Context, c *local.Call) error {
	if err := lib.openRows(ctx, c); err != nil {
		return err
	}
	kept, is := store.KeysIn(lib.rows)
	if !is {
		return fmt.Errorf("open the keys: %T has none", lib.rows)
	}
	lib.admins = adminsRows{kept}
	known, err := kept.HostKey(ctx, keys.HostKeyFiles()[0])
	if err == nil && known == nil {
		err = lib.moveAdmins(ctx, c, kept)
	}
	if err != nil {
		return problem.Opening(local.SayAdminKeys, c.Settings.AdminKeys(), err)
	}
	lib.hostKeys, err = keys.KeptHostKeys(c.Settings.ECDSA, func(name string, fresh func() ([]byte, error)) ([]byte, error) {
		private, err := kept.HostKey(ctx, name)
		if err != nil || private != nil {
			return private, err
		}
		if private, err = keys.HostKeyFile(c.Settings.Data, name); err != nil {
			return nil, err
		}
		if private == nil {
			if private, err = fresh(); err != nil {
				return nil, err
			}
		} else {
			lib.log.Info("a host key of the data folder is the library's now, for all its servers", "file", name)
		}
		return kept.KeepHostKey(ctx, name, private)
	})
	return problem.Opening(local.SayHostKeys, c.Settings.Data, err)
}

// moveAdmins vouches in the rows for the keys that stand in the data folder's file.
func (lib *openedLibrary) moveAdmins(ctx context.Context, c *local.Call, kept store.LibraryKeys) error {
	file, err := keys.OpenAdmins(c.Settings.AdminKeys(), lib.log)
	if err != nil {
		return err
	}
	for _, line := range file.List() {
		key := store.AdminKey{Fingerprint: line.Fingerprint, Name: line.Comment, Line: line.Text}
		if err := kept.AddAdmin(ctx, key, func(bool) error { return nil }); err != nil {
			return fmt.Errorf("vouch for %s: %w", line.Comment, err)
		}
	}
	if len(file.List()) == 0 {
		return nil
	}
	lib.log.Info("the admins' keys of the data folder are the library's now: the file counts no more", "keys", len(file.List()))
	return nil
}
