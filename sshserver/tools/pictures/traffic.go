package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/pkg/sftp"
)

// put uploads a file, as sftp does.
func (p *person) put(name string, data []byte) error {
	c, err := p.files()
	if err != nil {
		return err
	}
	defer c.Close()
	f, err := c.Create("/incoming/" + name)
	if err != nil {
		return fmt.Errorf("create %s: %w", name, err)
	}
	if _, err := f.ReadFrom(bytes.NewReader(data)); err != nil {
		return fmt.Errorf("upload %s: %w", name, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close %s: %w", name, err)
	}
	return nil
}

func (p *person) files() (*sftp.Client, error) {
	conn, err := p.dial(p.name)
	if err != nil {
		return nil, err
	}
	return sftp.NewClient(conn, sftp.UseConcurrentWrites(true))
}

// begin starts an upload as clients do that reserve the room first, and holds
// still when so many bytes are on their way.
func (p *person) begin(name string, data []byte, upTo int) error {
	c, err := p.files()
	if err != nil {
		return err
	}
	f, err := c.Create("/incoming/" + name)
	if err != nil {
		return fmt.Errorf("create %s: %w", name, err)
	}
	if err := f.Truncate(int64(len(data))); err != nil {
		return fmt.Errorf("reserve room for %s: %w", name, err)
	}
	if _, err := f.ReadFrom(bytes.NewReader(data[:upTo])); err != nil {
		return fmt.Errorf("upload %s: %w", name, err)
	}
	return nil
}

// fetch reads a file up to a share of it, and from there on the same last piece
// again and again at an even pace: the screen shows a transfer that runs, and
// always at the same place. It goes on until ctx ends.
func (p *person) fetch(ctx context.Context, path string, share, bytesPerSecond float64) error {
	c, err := p.files()
	if err != nil {
		return err
	}
	defer c.Close()
	f, err := c.Open(path)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	end := int64(float64(info.Size()) * share)
	if _, err := io.CopyN(io.Discard, f, end); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	piece := make([]byte, 256<<10)
	for due := time.Now(); ; {
		due = due.Add(time.Duration(float64(len(piece)) / bytesPerSecond * float64(time.Second)))
		select {
		case <-time.After(time.Until(due)):
		case <-ctx.Done():
			return nil
		}
		if _, err := f.ReadAt(piece, end-int64(len(piece))); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return fmt.Errorf("read %s: %w", path, err)
		}
	}
}
