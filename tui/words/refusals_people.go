package words

import (
	"fmt"

	"youku.example/store"
)

// The sentences for logging in and people.
var peopleSentences = map[*store.Refusal]sentence{
	store.ErrWrongLogin: fixed("名字或密码不对，请再试一次。", "The name and the password do not belong together: try again."),
	store.ErrLocked:     fixed("这个账号已被锁定，请联系管理员。", "This account is locked: ask an admin."),
	store.ErrLogIn:      fixed("请先登录或注册。", "Log in or register first."),
	store.ErrNotAllowed: fixed("这件事只有管理员能做；请用管理员的密钥登录。", "Only an admin may do this: log in with an admin's key."),
	store.ErrYourself:   fixed("不能锁定自己的账号。", "You can't lock your own account."),
	store.ErrNameTaken: named("名字“%s”已经有人用了，请换一个。", "The name “%s” is taken: choose another.",
		Say("这个名字已经有人用了，请换一个。", "That name is taken: choose another.")),
	store.ErrNameInvalid: fixed("名字要有 2–32 个字：字母、汉字、数字或 - _ . ，以字母或数字开头，不混用不同的字母表。",
		"A name has 2–32 letters, digits or - _ . , begins with a letter or digit, and keeps to one alphabet."),
	store.ErrNameReserved: named("名字“%s”是保留的，请换一个。", "The name “%s” is reserved: choose another.",
		Say("这个名字是保留的，请换一个。", "That name is reserved: choose another.")),
	store.ErrVouchedName: named("这把密钥只能注册名字“%s”。", "This key may register the name “%s” only.",
		Say("这把密钥只能注册为它担保的名字。", "This key may register the name it was vouched for only.")),
	store.ErrPassword: fixed("密码要有 8–128 个字节，请换一个。", "A password has 8–128 bytes: choose another."),
	store.ErrNoProof:  fixed("账号需要密码或密钥：请设一个密码，或用密钥连接 new@。", "An account needs a password or a key: set a password, or connect to new@ with a key."),
	store.ErrKeyTaken: named("这把密钥已属于账号“%s”，请用那个名字登录。", "This key belongs to the account “%s”: log in with that name.",
		Say("这把密钥已属于另一个账号。", "This key belongs to another account.")),
	store.ErrKeyInvalid:         fixed("请给出一行公钥，不带选项，例如 id_ed25519.pub 的内容。", "Give one public key on one line, without options, such as your id_ed25519.pub holds."),
	store.ErrKeyUnknown:         fixed("这个账号没有这把密钥；keys 会列出已有的。", "This account has no such key: `keys` lists what it has."),
	store.ErrLastProof:          fixed("这是打开账号的最后一个凭证：先加一把密钥或设一个密码。", "Nothing else opens this account: add a key or set a password first."),
	store.ErrRegistrationClosed: fixed("这个片库不开放注册；要账号请找管理员。", "This library takes no registrations: ask an admin for an account."),
	store.ErrInvitationNeeded: fixed("注册要有邀请码：请向管理员要一个，再用 register NAME --invite CODE。",
		"Registering takes an invitation: ask an admin for one, then `register NAME --invite CODE`."),
	store.ErrInvitation: fixed("邀请码不对，或已经用过、作废了；请检查后再试。", "That invitation is wrong, used or void: check it and try again."),
	store.ErrMembersOnly: fixed("这个片库只对成员开放：请登录，或以 new 的名字连接来注册。",
		"This library is for its members: log in, or connect as new to register."),
	store.ErrRemoved: fixed("这个账号已经删除了。", "This account was removed."),
	store.ErrIsAdmin: named("“%s”是管理员：先由运营者运行 youku admin remove。", "“%s” is an admin: the operator runs `youku admin remove` first.",
		Say("这是管理员的账号：先由运营者运行 youku admin remove。", "This is an admin's account: the operator runs `youku admin remove` first.")),
	store.ErrNoUser: named("没有叫“%s”的账号，请检查名字。", "There is no account called “%s”: check the name.",
		Say("没有这个账号，请检查名字。", "There is no such account: check the name.")),
	store.ErrThrottled: func(r *store.Refusal) T {
		zh, en := left(r.Wait)
		return Say(fmt.Sprintf("尝试太频繁了，请过 %s再试。", zh), fmt.Sprintf("Too many tries: wait %s and try again.", en))
	},
	store.ErrConnections: func(r *store.Refusal) T {
		return Say(fmt.Sprintf("这个账号已经有 %d 个连接，先断开一个。", r.Limit),
			fmt.Sprintf("This account has %d connections already: close one first.", r.Limit))
	},
	store.ErrRevoked:  fixed("登录凭证已经变了，请重新连接。", "What you logged in with is no longer valid: connect again."),
	store.ErrKicked:   fixed("管理员结束了这个会话；可以重新连接。", "An admin ended this session: you may connect again."),
	store.ErrRowsAway: fixed("片库的数据库暂时连不上，请稍后再连接。", "The library's database is out of reach: connect again in a moment."),
	store.ErrRowsUnknown: fixed("数据库在写入时断开了，不知道写进去没有：先看看结果，再决定要不要重做。",
		"The database went away while this was written, and whether it was is not known: look before you do it again."),
	store.ErrBusy: fixed("现在太忙了，请稍后再试。", "Too much is going on: try again in a moment."),
}
