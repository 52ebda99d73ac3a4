package storetest

import (
	"testing"

	"youku.example/store"
)

// Opener opens the engine's database in a folder: the one that is there, or a
// new one.
type Opener func(dir string) (store.DB, error)

// Run runs the whole suite over an engine.
func Run(t *testing.T, open Opener) {
	parts := []struct {
		name string
		test func(*testing.T, Opener)
	}{
		{"People", testPeople},
		{"OperatorPassword", testOperatorPassword},
		{"Keys", testKeys},
		{"Sessions", testSessions},
		{"Gates", testGates},
		{"Subtitles", testSubtitles},
		{"Covers", testCovers},
		{"Catalogue", testCatalogue},
		{"Narrowed", testNarrowed},
		{"Folders", testFolders},
		{"Pages", testPages},
		{"PagesBesidePublishing", testPagesBesidePublishing},
		{"Spans", testSpans},
		{"Search", testSearch},
		{"SearchInOrder", testSearchInOrder},
		{"Library", testLibrary},
		{"Buy", testBuy},
		{"Redeem", testRedeem},
		{"Invitations", testInvitations},
		{"MembersOnly", testMembersOnly},
		{"Batches", testBatches},
		{"Removal", testRemoval},
		{"Numbers", testNumbers},
		{"RemovalLaws", testRemovalLaws},
		{"Refund", testRefund},
		{"VIP", testVIP},
		{"Ledger", testLedger},
		{"SeasonLaws", testSeasonLaws},
		{"SeasonSum", testSeasonSum},
		{"Wait", testWait},
		{"WaitSteps", testWaitSteps},
		{"VIPFree", testVIPFree},
		{"Restart", testRestart},
		{"Transfers", testTransfers},
		{"History", testHistory},
		{"GrantsStand", testGrantsStand},
		{"Available", testAvailable},
		{"Imports", testImports},
		{"Lifecycle", testLifecycle},
		{"TakeDown", testTakeDown},
		{"Servers", testServers},
		{"Publish", testPublish},
		{"Notices", testNotices},
		{"Preferences", testPreferences},
		{"Marks", testMarks},
		{"Following", testFollowing},
		{"SinceLastVisit", testSinceLastVisit},
		{"AccountChanges", testAccountChanges},
		{"News", testNews},
		{"RoundTrips", testRoundTrips},
		{"Transactions", testTransactions},
		{"Kill", testKill},
	}
	for _, p := range parts {
		t.Run(p.name, func(t *testing.T) { p.test(t, open) })
	}
}
