// Package servers holds the tests of a library that several servers serve together:
// the built program three times behind HAProxy, over one PostgreSQL and one S3 store,
// each server in a network of its own where the machine lets us make one. People buy,
// fetch, upload and publish through it while servers, the database and the store fail;
// afterwards everything that was acknowledged is there, once.
//
// The commands and files of docs/many-servers.md are run there too, as an operator would.
//
// Its tests import what they need and nothing imports it. Begin reading at
// faults_test.go, then cluster_test.go for what runs and oracle_test.go for what is
// held.
package servers
