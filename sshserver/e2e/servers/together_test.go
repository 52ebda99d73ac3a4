package servers

import (
	"fmt"
	"strings"

	pkgsftp "github.com/pkg/sftp"

	"youku.example/store"
	"youku.example/tui/words"
)

// together holds what several servers are to people and admins: one library. The
// balancer says in its PROXY header from where each comes.
func (c *cluster) together() {
	boss := c.person("boss", 0, c.each[2].port)
	defer boss.leave()
	type guestOf struct {
		*person
		*told
		files *pkgsftp.Client
	}
	come := func(name string, from int, s *server) guestOf {
		c.newKey(name)
		p := c.person(name, from, s.port)
		newcomer := *p
		newcomer.name = "new"
		if _, err := newcomer.run("register " + name); err != nil {
			c.t.Fatal(err)
		}
		newcomer.leave()
		c.fatal(p.connect())
		files, told, err := p.subsystem()
		c.fatal(err)
		return guestOf{p, told, files}
	}
	hal, ivy := come("hal", 10, c.each[0]), come("ivy", 11, c.each[1])
	defer hal.leave()
	defer ivy.leave()

	c.await("an admin on the third server to see who is on the first and the second", func() bool {
		var list []struct{ Name, Door, Addr string }
		c.fatal(boss.ask("sessions", &list))
		seen := ""
		for _, s := range list {
			if s.Door == "sftp" {
				seen += fmt.Sprintln(s.Name, s.Addr)
			}
		}
		return strings.Contains(seen, fmt.Sprintln("hal", c.net.person(10))) && strings.Contains(seen, fmt.Sprintln("ivy", c.net.person(11)))
	})
	ends := func(who guestOf, why *store.Refusal) {
		c.t.Helper()
		_ = who.files.Wait()
		_, want := words.Refusal(why)
		if said := strings.TrimSpace(who.told.String()); !saysOnly(said, want.In(words.En)) {
			c.t.Errorf("%s reads %q at the end, want %q", who.name, said, want.In(words.En))
		}
	}
	must := func(line string) {
		c.t.Helper()
		if _, err := boss.run(line); err != nil {
			c.t.Error(err)
		}
	}
	must("kick hal")
	ends(hal, store.ErrKicked)
	must("lock ivy")
	ends(ivy, store.ErrLocked)
	again := c.person("ivy", 11, c.each[0].port)
	if _, err := again.run("whoami"); err == nil {
		c.t.Error("a locked account acts on another server")
	}
	again.leave()
	must("unlock ivy")
	if _, err := again.run("whoami"); err != nil {
		c.t.Errorf("unlocked, on another server: %v", err)
	}
	defer again.leave()
	must("credit ivy 100")
	if _, err := again.run("vip month"); err != nil {
		c.t.Error(err)
	}
	var me struct{ VIP bool }
	if err := again.ask("whoami", &me); err != nil || !me.VIP {
		c.t.Errorf("a VIP of a month, with a library %v behind the machine: %+v, %v", behind, me, err)
	}
	must("post Tonight < We close at ten.")
	var notices []struct{ Title string }
	if err := again.ask("notices", &notices); err != nil || len(notices) != 1 || notices[0].Title != "Tonight" {
		c.t.Errorf("notices on another server: %+v, %v", notices, err)
	}
}
