// Package operator is the commands of the program on the machine itself: serve,
// admin, backup, restore, check, passwd, version. It opens the shop and the
// library through the engines that main hands it, and fills the demo. The
// settings stand in setting, errors in both languages in problem.
//
// It may import every package of the module but the engines (store/sqldb and
// media/disk), which only main knows. Begin reading at main.go.
package operator
