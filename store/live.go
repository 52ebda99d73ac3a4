package store

import (
	"youku.example/store/live"
)

// The types of store/live that the shop's methods take and return.
type (
	// Protocol is the way a session came in.
	Protocol = live.Protocol
	// Progress is one running (or just ended) transfer, as a screen shows it.
	Progress = live.Progress
	// Topic is a bit set of what changed: a listener asks anew for what it shows.
	// Nothing is lost when two changes become one, since rows are the truth.
	Topic = live.Topic
)

const (
	ProtocolTUI     Protocol = "tui"
	ProtocolCommand Protocol = "command"
	ProtocolSFTP    Protocol = "sftp"
	ProtocolSCP     Protocol = "scp"
)

const (
	TopicMovies Topic = 1 << iota
	TopicNotices
	TopicWallet    // balance, VIP
	TopicDownloads // grants of this account
	TopicAccount   // keys, language
	TopicPeople    // admins: users, sessions
	TopicIncoming  // admins: uploads
)
