// Package storetest is what every engine of the shop promises, as tests: the
// rules of the shop over its rows, the laws of the ledger under parallel
// calls, the wait by a fake clock, and that nothing acknowledged is missing
// after kill -9. An engine joins in a few lines:
//
//	func open(dir string) (store.DB, error) { … }
//
//	func TestMain(m *testing.M) { storetest.Main(m, open) }
//	func TestShop(t *testing.T) { storetest.Run(t, open) }
//
// It imports store and store/title. Begin reading at Run, in suite.go.
package storetest
