//go:build !unix

package poster

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// limitedCommand refuses: without limits no program reads what came from outside.
func limitedCommand(context.Context, string, []string) (*exec.Cmd, error) {
	return nil, errors.ErrUnsupported
}

func duplicate(syscall.RawConn) (*os.File, error) { return nil, errors.ErrUnsupported }
