package sshserver

// Reconfigure takes up from c what can change while people are here: the
// language of those whose locale names none, the host and the port that
// commands to copy show, frames in ASCII, the time without a key press, and the
// time for running work at a shutdown. Sessions that are open keep what they
// began with. The rest of c is left aside.
func (s *Server) Reconfigure(c Config) {
	c.Limits = c.Limits.OrDefaults()
	next := *s.live.Load()
	next.Language, next.Host, next.Port, next.ASCII = c.Language, c.Host, c.Port, c.ASCII
	next.Limits.Idle, next.Limits.Drain = c.Limits.Idle, c.Limits.Drain
	s.live.Store(&next)
}
