package viewer

import "youku.example/tui/words"

// The account: password, keys, language.
var (
	textSince             = words.Say("注册于", "Since")
	textProvenBy          = words.Say("本次登录", "This session")
	textByKey             = words.Say("密钥 %s", "key %s")
	textByPassword        = words.Say("密码", "password")
	textChangePassword    = words.Say("修改密码", "Change password")
	textChangePasswordTip = words.Say("其他会话会被断开", "your other sessions will end")
	textSetPassword       = words.Say("设置密码", "Set a password")
	textSetPasswordTip    = words.Say("没有密钥时也能登录", "to log in without your key")
	textKeys              = words.Say("密钥", "Keys")
	textKeysTip           = words.Say("不用密码登录", "log in without a password")
	textLanguage          = words.Say("语言", "Language")
	textLanguageTip       = words.Say("Switch to English", "切换到中文")
	textTheme             = words.Say("配色", "Theme")
	textMouse             = words.Say("鼠标", "Mouse")
	textMouseIsOn         = words.Say("已开启：点击和滚轮有效", "on: click and scroll")
	textMouseIsOff        = words.Say("已关闭：可直接选取文字", "off: select text freely")
	textLogOut            = words.Say("退出登录", "Log out")
	textLogOutTip         = words.Say("结束这次会话", "ends this session")

	textChanges     = words.Say("你的账号有变动", "Your account was changed")
	textChangesSeen = words.Say("知道了", "seen")

	textSave            = words.Say("保存", "save")
	textNewPassword     = words.Say("新密码", "New password")
	textPasswordSet     = words.Say("密码已设置", "The password is set")
	textPasswordChanged = words.Say("密码已修改", "The password was changed")

	textAddKey         = words.Say("添加密钥", "Add a key")
	textKeyAdd         = words.Say("添加", "add")
	textKeyRemove      = words.Say("移除", "remove")
	textKeyLine        = words.Say("密钥", "Key")
	textKeyLineHint    = words.Say("粘贴 ~/.ssh/id_ed25519.pub 的整行", "paste the whole line of ~/.ssh/id_ed25519.pub")
	textKeyAdded       = words.Say("已添加密钥 %s", "Key %s was added")
	textNoKeys         = words.Say("还没有密钥", "No keys yet")
	textNoKeysTip      = words.Say("按 a 添加一把，以后登录不用密码。", "Press a to add one and log in without a password.")
	textRemoveKeyTitle = words.Say("移除这把密钥？", "Remove this key?")
	textRemoveKeyWhat  = words.Say("用它登录的其他会话会被断开。", "Other sessions that came in with it will end.")
	textRemoveKeyOwn   = words.Say("你这次是用它登录的：移除后，这次会话也会结束。", "You came in with it: this session ends too.")
	textKeep           = words.Say("保留", "keep it")
	textKeyRemoved     = words.Say("密钥已移除", "The key was removed")
	textAddedOn        = words.Say("%s 添加", "added %s")
	textThisKey        = words.Say("本次登录", "this session")
)
