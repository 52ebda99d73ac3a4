package sshserver

import "net"

// host returns the name that commands to copy show: the operator's, else the
// address that this session reached us at, which is one that works from there.
func (s *Server) host(sess *session) string {
	if host := s.live.Load().Host; host != "" {
		return host
	}
	return hostOf(sess.LocalAddr())
}

func hostOf(reached net.Addr) string {
	tcp, ok := reached.(*net.TCPAddr)
	if !ok || tcp.IP == nil || tcp.IP.IsLoopback() || tcp.IP.IsUnspecified() {
		return "localhost"
	}
	return (&net.IPAddr{IP: tcp.IP, Zone: tcp.Zone}).String()
}
