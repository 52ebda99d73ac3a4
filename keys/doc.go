// Package keys is who we are (host keys) and who they are (authorized keys,
// their fingerprints, and the file of those that the operator vouched for).
// It imports nothing of this module but its own folder owner.
// Begin reading at OpenAdmins and HostKeys.
package keys
