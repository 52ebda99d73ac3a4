// Package imports takes a folder of the machine in, while a server runs or not:
// the command leaves a job in the rows, and the server, or the command itself
// where none runs, carries it out.
//
// It may import sshserver/{importer,intake}, sshserver/command/{cli,view}, store
// and operator/{local,problem,progress}. Begin reading at Run.
package imports
