package viewer

import (
	"testing"

	"youku.example/store"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// TestWelcome_First: what people came for stands first; who comes as new came to
// register.
func TestWelcome_First(t *testing.T) {
	for name, want := range map[string]string{"guest": "b", "alice": "b", "new": "r"} {
		d := &welcome{Screens: screensOf(t, listed{}, store.Actor{Name: name, Role: store.RoleGuest}, words.En, theme.Theme{})}
		if rows := d.rows(); rows[0].On != want || len(rows) != 3 {
			t.Errorf("%s is offered %q first, want %q", name, rows[0].On, want)
		}
	}
}
