// Package auth decides who somebody is, and who may not try any more. Begin
// reading with authenticator.byKey: which proof makes whom of a client.
//
//   - user_auth.go is the login of one connection, by the methods of SSH;
//     login_service.go the login and the registration of a guest inside a
//     session. Both come to tryPassword, the one way to a password.
//   - throttle.go and penalties.go slow down and ban those that guess;
//     noise.go prices connections that come to nothing; bans.go shows and
//     lifts bans, ban_notes.go writes them into the audit.
//
// What somebody may have is for the shop to say. It may import store and limit,
// the connection's types of wire, and words for the banners before a login; never
// the screens.
package auth
