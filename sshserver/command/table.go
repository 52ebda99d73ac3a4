package command

import (
	"youku.example/sshserver/command/account"
	"youku.example/sshserver/command/admin"
	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/viewer"
)

// table is all commands there are, in the order of the help; each gets what it
// works on here, and nothing else.
func table(s Services) []*cli.Command {
	shop := s.Shop
	return []*cli.Command{
		helpCommand(s), account.Whoami(shop), viewer.Movies(shop), viewer.Movie(shop), viewer.Series(shop), viewer.Notices(shop),
		viewer.Request(shop), viewer.Get(shop, s.Movies), viewer.Downloads(shop),
		viewer.Mark(shop), viewer.Unmark(shop), viewer.Marks(shop), viewer.Seen(shop), viewer.News(shop), viewer.Follow(shop), viewer.Unfollow(shop),
		viewer.Buy(shop), viewer.Wallet(shop), viewer.Redeem(shop), viewer.VIP(shop),
		account.Register(s.Registrar), account.Passwd(shop), account.Keys(shop), account.KeysAdd(shop), account.KeysRemove(shop), account.Language(shop), account.AccountRemove(shop),
		admin.Incoming(shop, s.Intake), admin.Plan(s.Intake), admin.Check(shop), admin.Publish(shop, s.Intake), admin.Edit(shop), admin.SeriesEdit(shop), admin.Discard(s.Intake),
		admin.Delete(shop), admin.Restore(shop), admin.Takedown(shop), admin.Purge(s.Intake),
		admin.SubtitleAdd(shop, s.Intake), admin.SubtitleRemove(s.Intake), admin.Cover(shop, s.Intake),
		admin.Post(shop), admin.Withdraw(shop), admin.Users(shop), admin.Lock(shop), admin.Unlock(shop), admin.Credit(shop), admin.Refund(shop), admin.Codes(shop), admin.CodesMint(shop), admin.CodesVoid(shop),
		admin.Invites(shop), admin.InviteMint(shop), admin.InviteVoid(shop),
		admin.Sessions(shop), admin.Transfers(shop), admin.Kick(shop), admin.Bans(s.Bans), admin.BansLift(shop, s.Bans), admin.Audit(shop),
		versionCommand(), viewer.MD5(s.Files), viewer.SHA1(s.Files), viewer.SHA256(s.Files),
	}
}
