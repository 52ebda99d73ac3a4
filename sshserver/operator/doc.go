// Package operator is what the person who runs the server types on the machine
// itself: serve, admin, backup, check. It reads the settings, opens the shop
// and the library through the engines that main hands it, and fills the demo.
//
// It may import every package of the module but the engines (store/sqldb and
// media/disk), which only main knows.
package operator
