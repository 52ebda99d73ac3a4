// Package mediatest is the suite that every engine of the media library joins:
// what media/disk promises, a bucket promises too.
//
// It imports package media and testing. Begin reading at suite.go.
package mediatest
