package poster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"youku.example/media"
)

// What one frame may cost.
const (
	maxTime      = 30 * time.Second // all tries for a movie together; the processor's time of each is bounded by limits
	maxOutput    = 1 << 20
	maxPiped     = 64 << 20 // of a movie that can only be read from its start
	earlyMoment  = 5 * time.Second
	maxComplaint = 300 // of what ffmpeg writes to stderr
)

// decoders are what pictures are read with: those of container.Recognise, and none
// of the hundreds that few people have reviewed.
const decoders = "h264,hevc,vvc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,mpeg1video,mpeg2video,mpeg4,msmpeg4,theora"

// scaleFilter is the frame as it will be seen, never higher than it is wide twice.
const scaleFilter = `scale=w=320:h=min(640\,max(8\,2*trunc(160/dar))),setsar=1`

// errNoFrame says that ffmpeg found nothing to show.
var errNoFrame = errors.New("no frame")

// ErrNoFFmpeg says that the program is not there.
var ErrNoFFmpeg = errors.New("no ffmpeg")

// Find is the program of that name, on PATH or where the name says.
func Find(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoFFmpeg, err)
	}
	return path, nil
}

// demuxer reads a container as what it was recognised to be. A file is never
// asked what it is: a playlist would name other files.
func demuxer(ext string) (string, bool) {
	switch ext {
	case ".mp4":
		return "mov", true
	case ".mkv", ".webm":
		return "matroska", true
	}
	return "", false
}

// arguments are the same for every movie but for the container and the moment,
// which is a number of ours.
func arguments(container, protocol, input string, at time.Duration) []string {
	args := []string{
		"-nostdin", "-hide_banner", "-v", "error", "-max_alloc", "268435456",
		"-protocol_whitelist", protocol, "-codec_whitelist", decoders, "-f", container,
		"-threads", "1", "-max_pixels", "36000000", "-probesize", "5000000", "-analyzeduration", "5000000",
	}
	if container == "mov" {
		args = append(args, "-enable_drefs", "0", "-use_absolute_path", "0")
	}
	args = append(args, "-discard:a", "all", "-discard:s", "all", "-discard:d", "all")
	moment := []string{"-ss", strconv.FormatFloat(at.Seconds(), 'f', 3, 64)}
	if protocol == "pipe" { // it can't be seeked in
		args = append(append(args, "-i", input), moment...)
	} else {
		args = append(append(args, "-noaccurate_seek"), append(moment, "-i", input)...)
	}
	return append(args,
		"-map", "0:V:0", "-frames:v", "1", "-filter_threads", "1", "-vf", scaleFilter,
		"-c:v", "mjpeg", "-threads", "1", "-q:v", "3", "-pix_fmt", "yuvj420p", "-f", "image2pipe", "pipe:1")
}

// frame asks a program for the frame at a moment of a movie.
func frame(ctx context.Context, program string, f media.File, ext string, at time.Duration) ([]byte, error) {
	container, ok := demuxer(ext)
	if !ok {
		return nil, fmt.Errorf("%w: %q is no container of ours", errNoFrame, ext)
	}
	if own, err := descriptor(f); err == nil {
		defer own.Close()
		return run(ctx, program, arguments(container, "file", "file:/dev/fd/0", at), own)
	}
	at = min(at, earlyMoment)
	start := io.NewSectionReader(f, 0, min(f.Size(), maxPiped))
	return run(ctx, program, arguments(container, "pipe", "pipe:0", at), start)
}

// descriptor is another name for the open file, if it is one of the system's:
// then ffmpeg can seek in it. It is not given the path.
func descriptor(f media.File) (*os.File, error) {
	raw, ok := f.(syscall.Conn)
	if !ok {
		return nil, errors.ErrUnsupported
	}
	conn, err := raw.SyscallConn()
	if err != nil {
		return nil, err
	}
	return duplicate(conn)
}

// run starts the program under limits and returns what it printed.
func run(ctx context.Context, program string, args []string, stdin io.Reader) ([]byte, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd, err := limitedCommand(ctx, program, args)
	if err != nil {
		return nil, err
	}
	out, complaint := &boundedBuffer{most: maxOutput, over: cancel}, &boundedBuffer{most: maxComplaint}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, out, complaint
	cmd.Env, cmd.Dir = []string{"LC_ALL=C"}, "/"
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	switch {
	case out.full:
		return nil, fmt.Errorf("%w: more than %d bytes of answer", errNoFrame, maxOutput)
	case err != nil:
		return nil, fmt.Errorf("%w: %w: %q", errNoFrame, err, complaint.Bytes())
	case out.Len() == 0:
		return nil, fmt.Errorf("%w: %q", errNoFrame, complaint.Bytes())
	}
	return out.Bytes(), nil
}

// boundedBuffer keeps the first bytes that are written to it. At more it calls
// over and fails, or, without an over, drops the rest.
type boundedBuffer struct {
	bytes.Buffer
	most int
	full bool
	over func()
}

func (b *boundedBuffer) Write(p []byte) (int, error) {
	if room := b.most - b.Len(); len(p) > room {
		b.Buffer.Write(p[:room])
		b.full = true
		if b.over != nil {
			b.over()
			return room, io.ErrShortWrite
		}
		return len(p), nil
	}
	return b.Buffer.Write(p)
}

// ReadFrom would fill the buffer past its bound.
func (b *boundedBuffer) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{b}, r)
}
