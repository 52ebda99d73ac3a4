package words

import (
	"fmt"
	"time"

	"youku.example/store"
)

// AccountChange says what somebody else changed of the reader's account.
func AccountChange(c store.AccountChange, now time.Time, zone *time.Location, l Lang) string {
	did := Say("给你的账号设了新密码", "set a new password for your account")
	if c.Kind == store.ChangedKey {
		did = Say("给你的账号添加了密钥 "+c.Detail, "added the key "+c.Detail+" to your account")
	}
	at, by := DateTime(c.At, now, zone, l), store.Clean(c.By)+" "
	if c.ByOperator() {
		by = Say("运营者", "the operator ").In(l)
	}
	return fmt.Sprintf(Say("%s，%s%s。", "%s: %s%s.").In(l), at, by, did.In(l))
}

// NotAsked is what to do about a change that the reader did not ask for.
var NotAsked = Say("如果不是你要求的，请联系管理员，修改密码，并检查密钥。", "If you did not ask for it, tell an admin, change your password and look through your keys.")
