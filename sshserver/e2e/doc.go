// Package e2e holds the scripts that use the server as a stranger would: the
// built program, OpenSSH's own clients, and screens in a virtual terminal.
// Each script in testdata is a story that can be read as a manual; the words
// it uses beside testscript's own are in words_test.go and term_test.go.
// structure_test.go holds the imports of all packages, documents_test.go what the
// documents name.
//
// Its tests import what they need and nothing imports it. Begin reading at
// testdata/people.txtar.
package e2e
