// Package setting is the table of what an operator may decide: each setting's
// name, help, kind and place, read from flags, the environment and the config
// file.
//
// It may import sshserver and store, in whose types the settings are kept, and
// operator/problem. Begin reading at Rows: a new setting is a row there.
package setting
