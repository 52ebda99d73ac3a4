package sshserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/auth"
	"youku.example/sshserver/limit"
	"youku.example/sshserver/tree"
	"youku.example/sshserver/wire"
	"youku.example/store"
	"youku.example/tui"
	"youku.example/tui/term"
	"youku.example/tui/words"
)

// Config is what the operator sets of the server.
type Config struct {
	Language words.Lang     // of people whose locale names neither
	Host     string         // the name that commands to copy show
	Port     int            // 0: the listener's
	ASCII    bool           // frames without box-drawing glyphs
	Proxies  []netip.Prefix // who may name the address of others, see wire.Accept
	Limits   limit.Limits
}

// Server serves every protocol on one port.
type Server struct {
	config    Config // as New got it
	live      atomic.Pointer[Config]
	shop      Shop
	people    People
	intake    Intake
	movies    tree.Library
	trees     *tree.Trees
	posters   tui.Posters
	log       *slog.Logger
	newScreen func(tui.Session) tea.Model

	logins      *auth.Logins
	screens     *limit.Screens
	connections *limit.Connections[*conn]
	sessions    *limit.Budget[netip.Prefix] // each holds what its client sent and was not read
	ssh         *ssh.Server
	listeners   listeners
	listening   atomic.Int64 // the port that Serve listens on
	aes         atomic.Bool  // the processor prefers AES-GCM
	draining    atomic.Bool
	working     sync.WaitGroup // sessions whose handler runs
	closing     chan struct{}  // closed when a shutdown begins
	hurry       chan struct{}  // closed when it shall not wait any more
	hurried     sync.Once
	drained     chan struct{}
	drain       sync.Once
}

// New makes a server; it needs host keys and everything in Deps.
func New(c Config, d Deps) (*Server, error) {
	c.Limits = c.Limits.OrDefaults()
	s := &Server{
		config: c, shop: d.Shop, people: d.Shop, intake: d.Intake, movies: d.Movies,
		trees: tree.New(d.Shop, d.Intake, d.Movies), posters: d.Posters, log: d.Log, newScreen: tui.New,
		screens:  limit.NewScreens(c.Limits.Cells, c.Limits.CellsOfSource),
		sessions: limit.NewBudget[netip.Prefix](c.Limits.SessionsInAll, c.Limits.OfSource),
		closing:  make(chan struct{}),
		hurry:    make(chan struct{}),
		drained:  make(chan struct{}),
	}
	s.live.Store(&c)
	s.aes.Store(wire.HasAES())
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.logins = auth.New(d.Shop, d.Admins, c.Limits, s.log)
	s.connections = limit.NewConnections[*conn](c.Limits, s.logins.IsNoisy)
	d.Shop.CountConnections(s.connections.OfAccounts)
	if len(d.HostKeys) == 0 {
		return nil, errors.New("ssh server: no host keys")
	}
	server, err := wish.NewServer(
		wish.WithVersion(wire.Version),
		s.withHostKeys(d.HostKeys),
		wish.WithMiddleware(s.protocols()),
		wish.WithSubsystem("sftp", ssh.SubsystemHandler(s.gate(isProtocol(store.ProtocolSFTP), s.serveSFTP))),
		s.withLimits(),
	)
	if err != nil {
		return nil, fmt.Errorf("ssh server: %w", err)
	}
	s.ssh = server
	return s, nil
}

func (s *Server) withHostKeys(keys []gossh.Signer) ssh.Option {
	return func(srv *ssh.Server) error {
		for _, k := range keys {
			k, err := wire.HostKey(k)
			if err != nil {
				return err
			}
			srv.AddHostKey(k)
		}
		return nil
	}
}

// withLimits sets what wish has no option for.
func (s *Server) withLimits() ssh.Option {
	return func(srv *ssh.Server) error {
		srv.HandshakeTimeout = s.config.Limits.Grace
		srv.ConnCallback = s.accept
		srv.ServerConfigCallback = s.authConfig
		srv.ConnectionFailedCallback = s.failed
		srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.serveSession}
		srv.RequestHandlers = map[string]ssh.RequestHandler{} // no forwarding
		return nil
	}
}

// protocols leads a session without subsystem to its handler: a command to the
// commands, a terminal without one to the screens if it can show them.
func (s *Server) protocols() wish.Middleware {
	return func(ssh.Handler) ssh.Handler {
		return s.gate(protocolOf, func(sess *session) int {
			if sess.protocol() == store.ProtocolTUI {
				return s.serveScreens(sess)
			}
			return s.serveCommand(sess)
		})
	}
}

func protocolOf(ss ssh.Session) store.Protocol {
	switch pty, _, terminal := ss.Pty(); {
	case isSCP(ss.RawCommand()):
		return store.ProtocolSCP
	case ss.RawCommand() != "" || !terminal || term.IsDumb(pty.Term):
		return store.ProtocolCommand
	}
	return store.ProtocolTUI
}

func isProtocol(d store.Protocol) func(ssh.Session) store.Protocol {
	return func(ssh.Session) store.Protocol { return d }
}

type connKey struct{}

// connOf returns the connection behind a library's context.
func connOf(ctx ssh.Context) *conn {
	c, _ := ctx.Value(connKey{}).(*conn)
	return c
}

// accept counts a new connection in, or drops it. Everything that waits for a
// client stands here: authConfig is called under a lock of the library that all
// logins share.
func (s *Server) accept(ctx ssh.Context, nc net.Conn) net.Conn {
	w, err := wire.Accept(nc, s.config.Proxies, s.config.Limits.Grace)
	if err != nil {
		s.log.Info("connection of a proxy dropped", "addr", wire.AddrOf(nc.RemoteAddr()), "err", store.Clean(err.Error()))
		return nil
	}
	c := newConn(w, s.connections, &s.config.Limits, s.connectionsElsewhere)
	if !s.connections.Enter(c) {
		s.log.Info("connection dropped: too many", "addr", c.Addr)
		return nil
	}
	ctx.SetValue(connKey{}, c)
	if s.aes.Load() {
		c.Greet()
	}
	return c
}

func (s *Server) authConfig(ctx ssh.Context) *gossh.ServerConfig {
	c := connOf(ctx)
	return s.logins.ServerConfig(c, s.log.With("addr", c.Addr.String()))
}

// connectionsElsewhere returns how many connections an account has to other servers of
// the library, as far as that is known.
func (s *Server) connectionsElsewhere(account int64) int {
	if account == 0 {
		return 0
	}
	ctx, cancel := context.WithTimeout(context.Background(), s.config.Limits.Grace)
	defer cancel()
	n, err := s.people.ConnectionsElsewhere(ctx, account)
	if err != nil {
		s.log.Warn("count an account's connections to other servers", "err", err)
	}
	return n
}

// failed is called for a connection on which no one logged in.
func (s *Server) failed(nc net.Conn, err error) {
	s.log.Debug("connection without login", "addr", wire.AddrOf(nc.RemoteAddr()), "err", store.Clean(err.Error()))
	c := connBehind(nc.RemoteAddr())
	if c == nil || c.Check || s.draining.Load() || c.excused.Load() || c.guessed.Load() { // a wrong password has been paid for by itself
		return
	}
	s.logins.CameToNothing(c.source, err, time.Since(c.Since()) >= s.config.Limits.Grace)
}

// Serve lets people in through l until ctx ends or Shutdown is called, and
// returns when the last of them has gone: nil after an orderly end.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	stop := context.AfterFunc(ctx, func() {
		drain, cancel := context.WithTimeout(context.Background(), s.live.Load().Limits.Drain)
		defer cancel()
		_ = s.Shutdown(drain)
	})
	defer stop()
	if a, ok := l.Addr().(*net.TCPAddr); ok {
		s.listening.Store(int64(a.Port))
	}
	s.listeners.add(l)
	defer s.listeners.remove(l)
	err := s.ssh.Serve(l)
	if !errors.Is(err, ssh.ErrServerClosed) && !(s.draining.Load() && errors.Is(err, net.ErrClosed)) {
		_ = s.Shutdown(canceled())
		return fmt.Errorf("ssh server: %w", err)
	}
	<-s.drained
	return nil
}

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// port returns the one that commands to copy show.
func (s *Server) port() int {
	if port := s.live.Load().Port; port != 0 {
		return port
	}
	return int(s.listening.Load())
}
