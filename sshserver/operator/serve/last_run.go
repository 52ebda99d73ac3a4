package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"youku.example/sshserver/operator/local"
)

// bootID is a file that says which start of the machine this is.
const bootID = "/proc/sys/kernel/random/boot_id"

// dropLastRun ends the lease of the run that had this folder before, if it crashed: what
// it had in hand would stay its own until the others find it dead. It is dead for sure,
// since this one holds the folder's lock, unless the folder was copied from another
// machine, or was in use before this one was started: so the file names that start as
// well. Then it says that this run has the folder.
func (lib *openedLibrary) dropLastRun(ctx context.Context, c *local.Call) error {
	name := lib.shop.Server()
	boot, err := os.ReadFile(bootID)
	if name == "" || err != nil {
		return nil // nothing is shared, or this system has no such file
	}
	this := strings.TrimSpace(string(boot))
	last, err := os.ReadFile(c.Settings.Run())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if was, at, ok := strings.Cut(strings.TrimSpace(string(last)), " "); ok && at == this {
		if err := lib.shop.DropServer(ctx, was); err != nil {
			return err
		}
	}
	return local.WriteDurably(c.Settings.Run(), []byte(name+" "+this+"\n"), 0o600)
}
