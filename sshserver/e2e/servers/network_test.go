package servers

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// network is where the servers are. In its own form the balancer and the people are in
// one network namespace with the database and the store, and each server in another,
// with two links: one to the balancer, and one to the database and the store, which can
// be cut. Where the machine lets us make none, all are at ports of the loopback.
type network struct {
	own      bool
	balancer netip.Addr // also of the people, with others beside it
	backend  netip.Addr // of the database and the store
	here     *space
}

// space starts programs in a network namespace. They end with this process, and so with
// the thread that started them: it is one that stays.
type space struct {
	addr  netip.Addr
	calls chan func()
}

func newSpace(enter func() error) (*space, error) {
	s := &space{calls: make(chan func())}
	entered := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := enter()
		entered <- err
		for err == nil {
			(<-s.calls)()
		}
	}()
	return s, <-entered
}

func (s *space) start(cmd *exec.Cmd) (err error) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
	done := make(chan struct{})
	s.calls <- func() { err = cmd.Start(); close(done) }
	<-done
	return err
}

// theNetwork is the one that all tests have.
var theNetwork = sync.OnceValues(newNetwork)

// newNetwork makes the balancer's side of it.
func newNetwork() (n *network, err error) {
	n = &network{own: os.Getenv(inNetwork) != ""}
	if n.here, err = newSpace(func() error { return nil }); err != nil {
		return nil, err
	}
	loopback := netip.MustParseAddr("127.0.0.1")
	if n.balancer, n.backend = loopback, loopback; !n.own {
		return n, nil
	}
	n.balancer, n.backend = netip.MustParseAddr("10.77.0.1"), netip.MustParseAddr("10.77.1.1")
	lines := []string{"link set lo up", "link add front type bridge", "link add back type bridge",
		"addr add 10.77.0.1/24 dev front", "addr add 10.77.1.1/24 dev back", "link set front up", "link set back up"}
	for i := range people {
		lines = append(lines, fmt.Sprintf("addr add %v/24 dev front", n.person(i)))
	}
	return n, ip(nil, lines...)
}

// people is how many addresses those who connect have.
const people = 20

// person is one of their addresses.
func (n *network) person(i int) netip.Addr {
	a := n.balancer.As4()
	a[3] = 101 + byte(i%people)
	return netip.AddrFrom4(a)
}

// server makes the network of a server.
func (n *network) server(i int) (*space, error) {
	if !n.own {
		n.here.addr = n.balancer
		return n.here, nil
	}
	var namespace *os.File
	s, err := newSpace(func() (err error) {
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			return err
		}
		namespace, err = os.Open(fmt.Sprintf("/proc/self/task/%d/ns/net", unix.Gettid()))
		return err
	})
	if err != nil {
		return nil, err
	}
	defer namespace.Close()
	s.addr = netip.AddrFrom4([4]byte{10, 77, 0, byte(11 + i)})
	for _, side := range []string{"front", "back"} {
		host := side + strconv.Itoa(i)
		if err := ip(namespace, "link add "+host+" type veth peer name "+side+"in", "link set "+side+"in netns /proc/self/fd/3",
			"link set "+host+" master "+side, "link set "+host+" up"); err != nil {
			return nil, err
		}
	}
	for _, line := range []string{"link set lo up", fmt.Sprintf("addr add %v/24 dev frontin", s.addr),
		fmt.Sprintf("addr add 10.77.1.%d/24 dev backin", 11+i), "link set frontin up", "link set backin up"} {
		cmd := exec.Command("ip", strings.Fields(line)...)
		if err := s.start(cmd); err != nil {
			return nil, err
		}
		if err := cmd.Wait(); err != nil {
			return nil, fmt.Errorf("ip %s in the network of a server: %w", line, err)
		}
	}
	return s, nil
}

// link cuts a server off the database and the store, and joins it again.
func (n *network) link(i int, state string) error {
	return ip(nil, fmt.Sprintf("link set back%d %s", i, state))
}

// ip runs lines of ip(8).
func ip(namespace *os.File, lines ...string) error {
	for _, line := range lines {
		cmd := exec.Command("ip", strings.Fields(line)...)
		if namespace != nil {
			cmd.ExtraFiles = []*os.File{namespace}
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("ip %s: %w: %s", line, err, out)
		}
	}
	return nil
}

// freePort is one that no one listens at.
func freePort(at netip.Addr) (int, error) {
	l, err := net.Listen("tcp", net.JoinHostPort(at.String(), "0"))
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
