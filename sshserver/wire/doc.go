// Package wire is everything that stands between a socket and
// golang.org/x/crypto/ssh: the connection, the algorithms, and all that works
// around that library. Begin reading with Conn.
//
// Each of these may go once x/crypto (0.58 now) offers what is named here. Where
// no issue of golang/go is named, none was known when it was written.
//
//   - liveness.go asks a silent client whether it lives, and counts what the
//     kernel still has to send. Upstream: an alive interval, golang/go#19338.
//   - kex_peek.go and algorithm_offer.go read the client's lists before the
//     handshake, since by RFC 4253, 7.1 the client's order decides. Upstream: a
//     callback of ServerConfig that gets the client's lists and returns the
//     Config to answer with, as tls.Config.GetConfigForClient does.
//   - rekey.go holds back key exchanges that a client asks for, from the only
//     place that sees each of them, the host key's Sign; it knows its connection
//     by Config.Rand. Upstream: a callback, or a limit of ServerConfig, before
//     each exchange that the other side begins.
//   - preauth_limit.go and drain_packets.go let the reading goroutine end when a
//     connection is given up: it waits for ever to hand on a packet
//     (handshakeTransport.readLoop, a send on incoming). Upstream: a readLoop
//     that ends when its transport is closed.
//   - write_coalescer.go makes one write of a packet's two. Upstream: a write
//     buffer of the size of a packet (transport.go, bufio.NewWriter).
//   - channel_window.go shows a client a narrow window. Upstream: the window as
//     a parameter of NewChannel.Accept, instead of the constant
//     channelWindowSize.
//   - conn.go ends a connection that does not begin with "SSH-". Upstream: a
//     server whose readVersion skips no lines, which RFC 4253, 4.2 allows to
//     servers alone.
//   - algorithms.go keeps an RSA host key from signing with SHA-1. Upstream: an
//     AddHostKey that leaves ssh-rsa out where it was not asked for.
//
// It may import nothing of ours: it knows bytes, addresses and times, and no
// rule, person or sentence.
package wire
