package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"youku.example/store"
)

// ReadAll reads what stands on stdin, if it is no longer than most bytes. A
// session that ended in between has not said everything.
func (call *Call) ReadAll(ctx context.Context, most int) (string, error) {
	data, err := io.ReadAll(io.LimitReader(call.Stdin, int64(most)+1))
	if err != nil {
		return "", fmt.Errorf("read stdin: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if len(data) > most {
		return "", &store.Refusal{Code: store.ErrTooLong.Code, Limit: most}
	}
	return string(data), nil
}

// ReadLine reads one line from stdin, without its end.
func (call *Call) ReadLine(ctx context.Context, most int) (string, error) {
	in := bufio.NewReader(io.LimitReader(call.Stdin, int64(most)+2))
	line, err := in.ReadString('\n')
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("read stdin: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	if len(line) > most {
		return "", &store.Refusal{Code: store.ErrTooLong.Code, Limit: most}
	}
	return line, nil
}
