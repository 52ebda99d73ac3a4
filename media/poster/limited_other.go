//go:build !unix

package poster

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// limited refuses: without limits no program reads what somebody sent.
func limited(context.Context, string, []string) (*exec.Cmd, error) {
	return nil, errors.ErrUnsupported
}

func twin(syscall.RawConn) (*os.File, error) { return nil, errors.ErrUnsupported }
