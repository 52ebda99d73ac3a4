package setting

import (
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"youku.example/sshserver/operator/problem"
	"youku.example/sshserver/wire"
	"youku.example/store"
	"youku.example/tui/words"
)

// The kinds of settings. Each takes the place that it is kept in, and the bounds
// of what an operator may write.

func text(of func(*Settings) *string) value {
	return value{
		set: func(s *Settings, v string) error {
			if v == "" {
				return problem.New("不能为空", "is empty")
			}
			*of(s) = v
			return nil
		},
		show: func(s *Settings) string { return *of(s) },
	}
}

// optional is a text that may be empty: the default is made of other settings.
func optional(of func(*Settings) *string) value {
	return value{
		set:  func(s *Settings, v string) error { *of(s) = v; return nil },
		show: func(s *Settings) string { return *of(s) },
	}
}

// database is where the rows are on a server. Settings are seen by all (ps, a log), so
// none has a password.
func database() value {
	return value{
		set: func(s *Settings, v string) error {
			u, err := url.Parse(v)
			switch {
			case v == "":
			case err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql":
				return problem.New("不是 postgres://… 这样的地址", "is no address like postgres://…")
			case hasPassword(u):
				return problem.New("地址里有密码：请去掉它，写在 PGPASSWORD 或 PGPASSFILE 指明的文件里", "has a password in it: leave it out, and put it into PGPASSWORD or into the file that PGPASSFILE names")
			}
			s.URL = v
			return nil
		},
		show: func(s *Settings) string { return s.URL },
	}
}

func hasPassword(u *url.URL) bool {
	_, is := u.User.Password()
	return is || u.Query().Has("password") || u.Query().Has("sslpassword")
}

func host() value {
	return value{
		set: func(s *Settings, v string) error { return address(&s.Server.Host, &s.Server.Port, v) },
		show: func(s *Settings) string {
			if s.Server.Port == 0 {
				return s.Server.Host
			}
			return net.JoinHostPort(s.Server.Host, strconv.Itoa(s.Server.Port))
		},
	}
}

func language(of func(*Settings) *words.Lang) value {
	return value{
		set: func(s *Settings, v string) error {
			if v != string(words.Zh) && v != string(words.En) {
				return problem.New("%q 既不是 zh 也不是 en", "%q is neither zh nor en", v)
			}
			*of(s) = words.Lang(v)
			return nil
		},
		show: func(s *Settings) string { return string(*of(s)) },
	}
}

func span(of func(*Settings) *time.Duration, least, most time.Duration) value {
	return value{
		set: func(s *Settings, v string) error {
			d, err := time.ParseDuration(v)
			if err != nil || d < least || d > most {
				return problem.New("%q 不是 %s 到 %s 之间的时长，例如 30s 或 24h", "%q is not a time from %s to %s, such as 30s or 24h", v, short(least), short(most))
			}
			*of(s) = d
			return nil
		},
		show: func(s *Settings) string { return short(*of(s)) },
	}
}

// spanOrNever is a time limit for which 0 means none; the server's limits mean
// none by one below zero.
func spanOrNever(of func(*Settings) *time.Duration, most time.Duration) value {
	v := span(of, 0, most)
	return value{
		set: func(s *Settings, text string) error {
			err := v.set(s, text)
			if *of(s) == 0 {
				*of(s) = -1
			}
			return err
		},
		show: func(s *Settings) string { return short(max(*of(s), 0)) },
	}
}

// short is a time as it is typed: 24h, not 24h0m0s.
func short(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

func yuan(of func(*Settings) *store.Fen) value {
	return value{
		set: func(s *Settings, v string) error {
			fen, err := store.ParseYuan(v)
			if err != nil {
				return problem.New("%q 不是以元为单位的金额，例如 20 或 12.50", "%q is not an amount in yuan, such as 20 or 12.50", v)
			}
			*of(s) = fen
			return nil
		},
		show: func(s *Settings) string { return strings.TrimSuffix(of(s).Yuan(), ".00") },
	}
}

func percent(of func(*Settings) *int) value {
	return value{
		set: func(s *Settings, v string) error {
			n, err := strconv.Atoi(strings.TrimSuffix(v, "%"))
			if err != nil || n < 0 || n > 100 {
				return problem.New("%q 不是 0%% 到 100%% 之间的比例", "%q is not a share from 0%% to 100%%", v)
			}
			*of(s) = n
			return nil
		},
		show: func(s *Settings) string { return strconv.Itoa(*of(s)) + "%" },
	}
}

func count(of func(*Settings) *int) value {
	return value{
		set: func(s *Settings, v string) error {
			n, err := strconv.Atoi(v)
			if err != nil || n < 1 || n > 1_000_000 {
				return problem.New("%q 不是 1 到 1000000 之间的整数", "%q is not a number from 1 to 1000000", v)
			}
			*of(s) = n
			return nil
		},
		show: func(s *Settings) string { return strconv.Itoa(*of(s)) },
	}
}

func proxies() value {
	return value{
		set: func(s *Settings, v string) error {
			list, err := wire.ParseProxies(strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }))
			if err != nil {
				return problem.New("%q 不是地址或网段的列表，例如 10.0.0.0/8,2001:db8::1", "%q is not a list of addresses or networks, such as 10.0.0.0/8,2001:db8::1", v)
			}
			s.Server.Proxies = list
			return nil
		},
		show: func(s *Settings) string {
			var list []string
			for _, p := range s.Server.Proxies {
				list = append(list, p.String())
			}
			return strings.Join(list, ",")
		},
	}
}

// gigabytes is a size in GB, kept in bytes.
func gigabytes(of func(*Settings) *int64, most int64) value {
	return scaled(of, most, 1_000_000_000)
}

// megabytes is a speed in MB a second, kept in bytes.
func megabytes(of func(*Settings) *int64, most int64) value { return scaled(of, most, 1_000_000) }

func scaled(of func(*Settings) *int64, most, unit int64) value {
	return value{
		set: func(s *Settings, v string) error {
			n, err := strconv.ParseInt(v, 10, 64)
			if err != nil || n < 0 || n > most {
				return problem.New("%q 不是 0 到 %d 之间的整数", "%q is not a number from 0 to %d", v, most)
			}
			*of(s) = n * unit
			return nil
		},
		show: func(s *Settings) string { return strconv.FormatInt(*of(s)/unit, 10) },
	}
}

func yes(of func(*Settings) *bool) value {
	return value{
		set: func(s *Settings, v string) error {
			switch v {
			case "yes", "true", "1":
				*of(s) = true
			case "no", "false", "0":
				*of(s) = false
			default:
				return problem.New("%q 既不是 yes 也不是 no", "%q is neither yes nor no", v)
			}
			return nil
		},
		show: func(s *Settings) string {
			if *of(s) {
				return "yes"
			}
			return "no"
		},
	}
}

// no is a yes for which the settings keep the opposite.
func no(of func(*Settings) *bool) value {
	return value{
		set: func(s *Settings, text string) error {
			var is bool
			err := yes(func(*Settings) *bool { return &is }).set(s, text)
			if err == nil {
				*of(s) = !is
			}
			return err
		},
		show: func(s *Settings) string {
			is := !*of(s)
			return yes(func(*Settings) *bool { return &is }).show(s)
		},
	}
}

func registration(of func(*Settings) *store.Admission) value {
	return value{
		set: func(s *Settings, v string) error {
			switch a := store.Admission(v); a {
			case store.AdmitAll, store.AdmitInvited, store.AdmitNone:
				*of(s) = a
				return nil
			}
			return problem.New("%q 不是 open、invite 或 closed", "%q is not open, invite or closed", v)
		},
		show: func(s *Settings) string { return string(*of(s)) },
	}
}

func level(of func(*Settings) *string) value {
	return value{
		set: func(s *Settings, v string) error {
			switch v {
			case "auto", "info", "warn", "error":
				*of(s) = v
				return nil
			}
			return problem.New("%q 不是 auto、info、warn 或 error", "%q is not auto, info, warn or error", v)
		},
		show: func(s *Settings) string { return *of(s) },
	}
}
