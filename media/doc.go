// Package media is the movie files: what a library of them can do (File, Inbox),
// what its keys look like, and what a file's identity is (Sum). The libraries
// themselves are engines in folders below it (media/disk, media/s3); what a file is, from
// its bytes, is read by media/container.
//
// It imports nothing of this module and knows nothing of people, money or
// rights. Begin reading at File and Inbox, in media.go.
package media
