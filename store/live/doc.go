// Package live is what the shop holds in memory alone: the transfers that run
// (Transfers), the sessions that are open (Presence), who listens for changes
// (Notifier), and the pace of each account's downloads (Pacer). What must
// outlive the process is a row in store, not here.
//
// It imports store/ranges and nothing else of this module. Begin reading at transfers.go.
package live
