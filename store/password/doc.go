// Package password hashes passwords with argon2id and checks them, bounded in
// memory whatever is asked of it.
//
// It imports store/fair, and nothing else of this module. Begin reading at
// hasher.go.
package password
