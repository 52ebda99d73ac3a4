// Package admin vouches for admins by their keys, while a server runs or not.
//
// It may import keys, store and operator/{local,problem}. Begin reading at Run.
package admin
