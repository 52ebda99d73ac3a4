// Package sftp speaks SFTP version 3 with a client over one channel, and owns
// the path of every byte: a request is parsed in the buffer it arrived in, a
// read goes from the file straight into the outgoing frame, and the replies to
// all requests that arrived together leave in one write.
//
// It knows nothing of the shop. What there is to see is an FS; errors reach the
// client as fixed words, or as the sentence of a ClientError. One
// session holds about half a MiB and a bounded number of handles, whatever the
// client asks for.
//
// It imports nothing of ours. Begin reading at Serve and FS.
package sftp
