package s3

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"youku.example/media/mediatest"
)

const testBucket = "films"

// gateway is a real S3 server over a folder, for all tests of the package.
type gateway struct {
	url string
	dir string // of its buckets
	cmd *exec.Cmd
}

var (
	gatewayOnce sync.Once
	theGateway  *gateway
	gatewayErr  error
	prefixes    atomic.Int64
)

func TestMain(m *testing.M) {
	mostWait = 100 * time.Millisecond
	code := m.Run()
	if theGateway != nil {
		_ = theGateway.cmd.Process.Kill()
		_, _ = theGateway.cmd.Process.Wait()
		_ = os.RemoveAll(filepath.Dir(theGateway.dir))
	}
	os.Exit(code)
}

// startedGateway starts the server at the first call. The environment says whose the
// keys are; what a developer's own says of S3 counts for nothing.
func startedGateway(t testing.TB) *gateway {
	t.Helper()
	for _, name := range []string{"AWS_CA_BUNDLE", "AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"} {
		t.Setenv(name, "")
		_ = os.Unsetenv(name) // Setenv brings it back
	}
	t.Setenv("AWS_CONFIG_FILE", os.DevNull)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	t.Setenv("AWS_ACCESS_KEY_ID", "library")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "a secret of the tests")
	gatewayOnce.Do(func() { theGateway, gatewayErr = startGateway() })
	if gatewayErr != nil {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatal(gatewayErr)
		}
		t.Skip(gatewayErr)
	}
	return theGateway
}

func startGateway() (*gateway, error) {
	program, err := exec.LookPath("versitygw")
	if err != nil {
		return nil, fmt.Errorf("no S3 server to test with: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0: %w", err)
	}
	base, err := os.MkdirTemp("", "youku-s3-")
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(base, "buckets")
	if err := os.MkdirAll(filepath.Join(dir, testBucket), 0o700); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := l.Addr().String()
	_ = l.Close()
	g := &gateway{url: "http://" + address, dir: dir}
	g.cmd = exec.Command(program, "--port", address, "--quiet", "--keep-alive", "posix", dir)
	g.cmd.Dir = base
	g.cmd.Env = []string{"ROOT_ACCESS_KEY=library", "ROOT_SECRET_KEY=a secret of the tests", "PATH=" + os.Getenv("PATH"), "HOME=" + base}
	said, err := g.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := g.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { _, _ = io.Copy(io.Discard, bufio.NewReader(said)) }()
	for range 200 {
		if answer, err := http.Get(g.url); err == nil {
			_ = answer.Body.Close()
			return g, nil
		}
		time.Sleep(25 * time.Millisecond) // until another process listens: nothing tells
	}
	_ = g.cmd.Process.Kill()
	return nil, fmt.Errorf("the S3 server does not answer at %s", g.url)
}

// place is a new, empty library's.
func (g *gateway) place() Place {
	return Place{Bucket: testBucket, Prefix: fmt.Sprintf("t%d/", prefixes.Add(1)), Endpoint: g.url, Region: "us-east-1"}
}

func openAt(t testing.TB, c Config) *Library {
	t.Helper()
	l, err := Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func TestLibrary(t *testing.T) {
	g := startedGateway(t)
	mediatest.Run(t, mediatest.Engine{
		Open: func(t *testing.T) mediatest.Library { return openAt(t, Config{Place: g.place()}) },
		Again: func(t *testing.T, l mediatest.Library) mediatest.Library {
			return openAt(t, Config{Place: l.(*Library).bucket.place})
		},
	})
}

// With a cache all is as without.
func TestLibrary_Cached(t *testing.T) {
	g := startedGateway(t)
	dirs := map[string]string{}
	open := func(t *testing.T, p Place) mediatest.Library {
		if dirs[p.Prefix] == "" {
			dirs[p.Prefix] = t.TempDir()
		}
		return openAt(t, Config{Place: p, Cache: dirs[p.Prefix], CacheBytes: 64 << 20})
	}
	mediatest.Run(t, mediatest.Engine{
		Open:  func(t *testing.T) mediatest.Library { return open(t, g.place()) },
		Again: func(t *testing.T, l mediatest.Library) mediatest.Library { return open(t, l.(*Library).bucket.place) },
	})
}
