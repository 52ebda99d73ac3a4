package viewer

import (
	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
)

// Places are the viewers' places in the order of their numbers. A new one is a
// line here.
func (v *Screens) Places() []screen.Place {
	open := func(make func(*Screens) ui.Screen) func() ui.Screen {
		return func() ui.Screen { return make(v) }
	}
	return []screen.Place{
		{ID: "welcome", Name: textPlaceWelcome, Who: screen.Guests, Open: open(newWelcome)},
		{ID: "library", Name: textPlaceLibrary, Who: v.mayLook, Open: open(newLibrary)},
		{ID: "downloads", Name: textPlaceDownloads, Who: screen.Members, Open: open(newDownloads)},
		{ID: "wallet", Name: textPlaceWallet, Who: screen.Members, Open: open(newWallet)},
		{ID: "notices", Name: textPlaceNotices, Who: v.mayLook, Open: open(newNotices)},
		{ID: "account", Name: textPlaceAccount, Who: screen.Members, Open: open(newAccount)},
	}
}

// mayLook reports whether somebody may see the library and the notices.
func (v *Screens) mayLook(e *screen.Env) bool { return e.User() || !v.Shop.Rules().NoGuests }

// mayRegister reports whether the guest may make an account.
func (v *Screens) mayRegister() bool {
	return v.Vouched != "" || v.Shop.Rules().Registration != store.AdmitNone
}

// Register is the screen that a guest begins with whose key is vouched for.
func (v *Screens) Register() ui.Screen { return newRegister(v) }
