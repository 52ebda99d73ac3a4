package main

import "context"

// part is one thing that is measured. A part brings its own servers up and
// takes them down again, so that none sees what another left behind.
type part struct {
	name  string   // for -only
	about string   // one line, for the reader of the table
	needs []string // programs without which it can't run
	run   func(ctx context.Context, b *bench) ([]figure, error)
}

// parts are run in this order. One that joins is a file with its functions,
// and a line here.
var parts = []part{
	{"get", "sftp get, AES-GCM on both sides", clients, get},
	{"defaults", "sftp get, stock client, each server's own defaults", clients, getDefaults},
	{"put", "sftp put, AES-GCM", clients, put},
	{"scp-get", "scp -O get, AES-GCM", clients, scpGet},
	{"scp-put", "scp -O put, AES-GCM", clients, scpPut},
	{"exec-get", "get ID over exec against sshd's sftp, AES-GCM", clients, execGet},
	{"small", "1,000 small files by one sftp put -r", clients, putSmall},
	{"many", "32 sftp gets at once, AES-GCM", clients, many},
	{"memory", "memory a transferring connection", clients, memory},
	{"far", "one sftp get at a round trip of 50 ms", clients, far},
	{"idle", "memory an idle session", nil, idle},
	{"bars", "200 sessions with a running progress bar", clients, bars},
	{"quiet", "1,000 idle sessions", nil, quiet},
	{"arrival", "connect → first full frame", nil, arrival},
	{"s3", "sftp put and get through S3 against the disk", []string{"versitygw", "ssh", "sftp"}, bucket},
	{"season", "a season's screen", clients, season},
	{"publish", "publish of a folder of 1,000 files", clients, publishFolder},
	{"plan", "plan of 5,000 uploads", clients, planMany},
	{"import", "import --link of 5,000 files", clients, importLink},
	{"people", "people who use two servers at once", beyond, people},
	{"servers", "an event on another server's screen, and a server at rest", beyond, servers},
	{"postgres", "purchases of 32 buyers on PostgreSQL", nil, onPostgres},
	{"catalogue", "pages of a library of a million movies", nil, catalogue},
}

// clients are OpenSSH's programs; the parts against it need all of them.
var clients = []string{"sshd", "ssh", "sftp", "scp"}
