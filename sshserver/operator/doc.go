// Package operator is the commands of the program on the machine itself: serve, admin,
// backup, restore, check, passwd, version. It reads the settings, opens the shop
// and the library through the engines that main hands it, and fills the demo.
//
// It may import every package of the module but the engines (store/sqldb and
// media/disk), which only main knows. Begin reading at main.go; a setting is a row in
// setting.go.
package operator
