// Package lists says how lists that are in memory are searched and sorted, so that
// screens and commands do it alike: lists.go for any rows, live.go what orders there
// are of sessions, transfers and bans. It imports the types of store and knows
// neither screens nor commands. Begin at Part (lists.go).
package lists
