package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"youku.example/sshserver/tools/program"
)

// The part in which one client moves one movie through an S3 store, and from and to
// the disk in turn: both servers are ours. The store is on this machine, so it, the
// server and the client share its cores. What an upload takes of memory is said by
// go test -bench Put ./media/s3.

const (
	gatewayKey    = "bench"
	gatewaySecret = "a secret of the bench"
)

// bucket moves it by https, as the README advises, and by http.
func bucket(ctx context.Context, b *bench) (figures []figure, err error) {
	for _, scheme := range []string{"https", "http"} {
		some, err := b.bucketBy(ctx, scheme)
		if err != nil {
			return nil, err
		}
		figures = append(figures, some...)
	}
	return figures, nil
}

func (b *bench) bucketBy(ctx context.Context, scheme string) ([]figure, error) {
	p, again, stop, err := b.openStores(ctx, scheme)
	if err != nil {
		return nil, err
	}
	defer stop()
	puts, onDisk, err := b.duel(ctx, p, b.size, func(ctx context.Context, s *server) error {
		return b.batch(ctx, s, gcm, "put "+b.movie+" /incoming/put.mp4")
	}, func(ctx context.Context, s *server) error {
		if err := b.arrived(ctx, s, "put.mp4", "duplicate"); err != nil {
			return err
		}
		return b.batch(ctx, s, nil, "rm /incoming/put.mp4")
	})
	if err != nil {
		return nil, err
	}
	by := " by " + scheme
	figures := []figure{
		speed("sftp put through S3"+by+" ÷ to the disk", goal{Of: ratio, Value: 0.6})(puts, onDisk),
		cpu("server CPU of it", goal{})(puts, onDisk),
	}
	emptied := func(context.Context) error { return emptyFolder(filepath.Join(p.ours.dir, "data", "cache")) }
	fresh := func(ctx context.Context) error { return errors.Join(emptied(ctx), again(ctx)) }
	some, err := b.seeks(ctx, p, by, fresh)
	if err != nil {
		return nil, err
	}
	figures = append(figures, some...)
	for _, c := range []struct {
		what   string
		speed  goal
		cpu    goal
		before func(context.Context) error // of each round
	}{
		{"first", goal{Of: ratio, Value: 0.6}, goal{Of: ratio, AtMost: true, Value: 1.3}, fresh},
		{"second, and kept", goal{}, goal{}, emptied},
		{"cached", goal{Of: ratio, Value: 0.95}, goal{Of: ratio, AtMost: true, Value: 1.3}, func(context.Context) error { return nil }},
	} {
		got, fromDisk, err := b.duel(ctx, p, b.size, func(ctx context.Context, s *server) error {
			return b.batch(ctx, s, gcm, "get "+s.file+" /dev/null")
		}, func(ctx context.Context, s *server) error {
			if s != p.ours {
				return nil
			}
			return c.before(ctx)
		})
		if err != nil {
			return nil, err
		}
		figures = append(figures,
			speed("sftp get through S3"+by+", "+c.what+" ÷ from the disk", c.speed)(got, fromDisk),
			cpu("server CPU of it", c.cpu)(got, fromDisk))
	}
	return figures, nil
}

// openStores opens two libraries with the same movies: ours in a bucket, theirs on
// the disk. again starts ours anew, which remembers nothing then.
func (b *bench) openStores(ctx context.Context, scheme string) (p pair, again func(context.Context) error, stop func(), err error) {
	var stops []func()
	stop = func() {
		for _, s := range stops {
			defer s()
		}
	}
	defer func() {
		if err != nil {
			stop()
		}
	}()
	inBucket := *b
	inBucket.dir, inBucket.ready = filepath.Join(b.dir, scheme), false
	if err := os.MkdirAll(inBucket.dir, 0o700); err != nil {
		return p, nil, stop, err
	}
	address, end, err := inBucket.openGateway(ctx, scheme)
	if err != nil {
		return p, nil, stop, err
	}
	stops = append(stops, end)
	settings := []string{"YOUKU_MEDIA=s3://films/library?region=us-east-1&endpoint=" + scheme + "://" + address,
		"AWS_ACCESS_KEY_ID=" + gatewayKey, "AWS_SECRET_ACCESS_KEY=" + gatewaySecret, "AWS_CA_BUNDLE=" + inBucket.certificate()}
	if p.ours, err = inBucket.openYouku(ctx, settings...); err != nil {
		return p, nil, stop, err
	}
	p.ours.dir = inBucket.dir
	stops = append(stops, func() { p.ours.stop() })
	if p.theirs, err = b.openYouku(ctx); err != nil {
		return p, nil, stop, err
	}
	stops = append(stops, p.theirs.stop)
	mine := p.ours // the same to those who measure, whichever process it is
	again = func(ctx context.Context) error {
		mine.stop()
		s, err := inBucket.openYouku(ctx, settings...)
		if err != nil {
			return err
		}
		s.dir = mine.dir
		*mine = *s
		return nil
	}
	return p, again, stop, nil
}

// openGateway starts an S3 server over a folder. Its ETags are of CRC64: of MD5, which
// is most of its own work otherwise, they would say nothing of our server.
func (b *bench) openGateway(ctx context.Context, scheme string) (address string, end func(), err error) {
	if address, err = freeAddress(); err != nil {
		return "", nil, err
	}
	dir := filepath.Join(b.dir, "buckets")
	if err := os.MkdirAll(filepath.Join(dir, "films"), 0o700); err != nil {
		return "", nil, err
	}
	options := []string{"--port", address, "--quiet", "--keep-alive"}
	if err := writeCertificate(b.certificate(), b.certificateKey()); err != nil {
		return "", nil, err
	}
	if scheme == "https" {
		options = append(options, "--cert", b.certificate(), "--key", b.certificateKey())
	}
	cmd := exec.Command("versitygw", append(options, "posix", "--data-integrity-etag", dir)...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY="+gatewayKey, "ROOT_SECRET_KEY="+gatewaySecret)
	cmd.Stderr = b.log
	if err := cmd.Start(); err != nil {
		return "", nil, fmt.Errorf("start the S3 server: %w", err)
	}
	gone := make(chan struct{})
	go func() { _ = cmd.Wait(); close(gone) }()
	end = func() { program.Stop(cmd.Process, gone) }
	err = program.Await(ctx, "the S3 server to listen", func() (bool, error) {
		select {
		case <-gone:
			return false, errors.New("the S3 server ended")
		default:
		}
		c, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			_ = c.Close()
		}
		return err == nil, nil
	})
	if err != nil {
		end()
	}
	return address, end, err
}

func (b *bench) certificate() string    { return filepath.Join(b.dir, "tls.crt") }
func (b *bench) certificateKey() string { return filepath.Join(b.dir, "tls.key") }

// writeCertificate makes a certificate of the loopback, signed by itself.
func writeCertificate(file, keyFile string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	cert, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}), 0o600),
		os.WriteFile(keyFile, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600),
	)
}

func emptyFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
	}
	return err
}
