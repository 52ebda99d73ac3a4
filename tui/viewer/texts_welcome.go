package viewer

import "youku.example/tui/words"

// The guest's first screen: look around, log in, register.
var (
	textWelcome          = words.Say("任何终端都能打开的电影库", "A movie library that any terminal can open")
	textForMembers       = words.Say("这个电影库只对成员开放", "A movie library for its members")
	textForMembersClosed = words.Say("这个电影库只对成员开放，不开放注册；要账号请找管理员。", "A movie library for its members. It takes no registrations: ask an admin for an account.")
	textClosed           = words.Say("任何终端都能打开的电影库。不开放注册；要账号请找管理员。", "A movie library that any terminal can open. It takes no registrations: ask an admin for an account.")
	textLookAround       = words.Say("随便看看", "Look around")
	textLookAroundTip    = words.Say("影片和公告，不用登录", "movies and notices, no login needed")
	textLogIn            = words.Say("登录", "Log in")
	textLogInTip         = words.Say("用名字和密码", "with your name and password")
	textRegister         = words.Say("注册", "Register")
	textRegisterTip      = words.Say("名字加密码或密钥", "a name, and a password or your key")

	textRegisterInvitedTip = words.Say("要有管理员给的邀请码", "with an invitation from an admin")
	textInvitation         = words.Say("邀请码", "Invitation")
	textInvitationHint     = words.Say("管理员给的，只能用一次", "from an admin; it works once")

	textName          = words.Say("名字", "Name")
	textNameHint      = words.Say("2–32 个字：汉字、字母、数字和 - _ .", "2–32 letters, digits, - _ .")
	textPassword      = words.Say("密码", "Password")
	textPasswordHint  = words.Say("至少 8 个字符", "8 characters or more")
	textPasswordOrKey = words.Say("可以留空：只用这把密钥登录", "May stay empty: your key alone then opens the account")
	textOnceMore      = words.Say("再输一次", "Once more")
	textNotTheSame    = words.Say("两次输入的密码不一样", "The two passwords are not the same")
	textUseKey        = words.Say("密钥", "Key")
	textLinkKey       = words.Say("绑定这把密钥", "link this key")
	textNoKey         = words.Say("不绑定", "do not")
	textHello         = words.Say("欢迎，%s！", "Welcome, %s!")
	textVouchedHello  = words.Say("管理员已为你的密钥保留了这个名字。", "The operator keeps this name for your key.")
	textKeyFound      = words.Say("已认出你的密钥 %s", "Your key was recognised: %s")
	textNeedLogin     = words.Say("下载需要一个账号：请登录。", "Downloading needs an account: log in.")
	textNeedAccount   = words.Say("下载需要一个账号：登录，或按 Ctrl+R 注册。", "Downloading needs an account: log in, or press Ctrl+R to register.")
)
