// Package serve opens the shop, the library and the server, serves until SIGTERM
// or SIGINT, and takes up changed settings at SIGHUP.
//
// It may import every package of the module but the engines and the other
// commands of the operator. Begin reading at Run.
package serve
