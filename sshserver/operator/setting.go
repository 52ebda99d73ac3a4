package operator

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"youku.example/sshserver/wire"
	"youku.example/store"
	"youku.example/tui/words"
)

// Settings is everything that an operator may decide. The table below names
// each one, its default and what it does; README and --help are made from it.
type Settings struct {
	Listen        string
	Data          string
	Host          string // that viewers connect to; "" is the address that they reached
	Port          int    // of it; 0 is the one that is listened on
	Language      words.Lang
	Wait          time.Duration
	Lifetime      time.Duration
	Price         store.Fen
	VIPShare      int
	VIPMonth      store.Fen
	VIPYear       store.Fen
	Grace         time.Duration
	Idle          time.Duration
	Alive         time.Duration // 0: for ever
	Drain         time.Duration
	Registrations int
	Connections   int
	FromOneSource int
	Arriving      int // connections that have not logged in
	OfOneSource   int // of them
	Sessions      int
	Rate          int // MB a second of one account's downloads; 0: no bound
	OfAccount     int
	Proxies       []netip.Prefix
	ECDSA         bool
	ASCII         bool
	FFmpeg        string // auto, no, or the program's name or path
	Log           string // auto, info, warn or error

	raw map[string]string // each as it was written
}

// setting is one row of the table: the name in the config file; the flag and
// the YOUKU_ variable are made from it.
type setting struct {
	name, value string
	help        words.T
	set         func(s *Settings, value string) error
}

var settings = []setting{
	{"listen", ":2222", words.Say("监听地址", "address to listen on"), func(s *Settings, v string) error { return text(&s.Listen, v) }},
	{"data", "./youku-data", words.Say("片库目录：数据库、影片、密钥", "folder of the library: database, movies, keys"), func(s *Settings, v string) error { return text(&s.Data, v) }},
	{"host", "", words.Say("观众连接用的 name 或 name:port，显示在可复制的命令里（默认：他们连到的地址、监听的端口）", "name or name:port that viewers connect to, shown in the commands to copy (default: the address they reached, the port listened on)"), func(s *Settings, v string) error { return address(&s.Host, &s.Port, v) }},
	{"language", "en", words.Say("观众的 locale 没有指明语言时用哪种：zh 或 en", "language for people whose locale names neither: zh or en"), func(s *Settings, v string) error { return language(&s.Language, v) }},
	{"wait", "30s", words.Say("非 VIP 下载前的等待时间", "wait of everybody who is no VIP before a download"), func(s *Settings, v string) error { return span(&s.Wait, v, 0, 24*time.Hour) }},
	{"lifetime", "24h", words.Say("免费影片就绪后可下载的时长", "how long a ready free download may be fetched"), func(s *Settings, v string) error { return span(&s.Lifetime, v, time.Minute, 10*365*24*time.Hour) }},
	{"price", "20", words.Say("发布影片时建议的价格（元）", "price in yuan that the publish form proposes"), func(s *Settings, v string) error { return yuan(&s.Price, v) }},
	{"vip_share", "50%", words.Say("VIP 付原价的百分之几", "share of the price that a VIP pays"), func(s *Settings, v string) error { return percent(&s.VIPShare, v) }},
	{"vip_month", "15", words.Say("30 天 VIP 的价格（元）", "price in yuan of 30 days as a VIP"), func(s *Settings, v string) error { return yuan(&s.VIPMonth, v) }},
	{"vip_year", "148", words.Say("365 天 VIP 的价格（元）", "price in yuan of 365 days as a VIP"), func(s *Settings, v string) error { return yuan(&s.VIPYear, v) }},
	{"grace", "30s", words.Say("登录时限，超时断开", "time to log in before a connection is closed"), func(s *Settings, v string) error { return span(&s.Grace, v, time.Second, time.Hour) }},
	{"idle", "1h", words.Say("多久没有按键就关闭界面", "time without a key press before a screen is closed"), func(s *Settings, v string) error { return span(&s.Idle, v, time.Second, 30*24*time.Hour) }},
	{"alive", "1m", words.Say("客户端多久没有任何回应就断开（电脑睡眠、断网）；过一半时间会先问它一次，0 为不问也不断开", "time without an answer of a client (a sleeping laptop, a lost network) before its connection ends; it is asked after half of it; 0 never asks"), func(s *Settings, v string) error { return span(&s.Alive, v, 0, 24*time.Hour) }},
	{"drain", "10s", words.Say("停机时留给正在传输的文件的时间", "time that running transfers get at a shutdown"), func(s *Settings, v string) error { return span(&s.Drain, v, 0, time.Hour) }},
	{"registrations", "20", words.Say("同一来源每小时可注册的账号数", "accounts that one source may register an hour"), func(s *Settings, v string) error { return count(&s.Registrations, v) }},
	{"connections", "2000", words.Say("同时连接数上限", "connections at once"), func(s *Settings, v string) error { return count(&s.Connections, v) }},
	{"source_connections", "500", words.Say("同一来源（IPv4 地址或 IPv6 /64）同时连接数上限", "connections at once of one source (an IPv4 address, an IPv6 /64)"), func(s *Settings, v string) error { return count(&s.FromOneSource, v) }},
	{"arriving", "100", words.Say("同时尚未登录的连接数上限", "connections at once that have not logged in"), func(s *Settings, v string) error { return count(&s.Arriving, v) }},
	{"source_arriving", "10", words.Say("其中同一来源的上限，更多的排队等候", "of them from one source; more wait in line"), func(s *Settings, v string) error { return count(&s.OfOneSource, v) }},
	{"sessions", "10", words.Say("单个连接的会话数上限", "sessions at once on one connection"), func(s *Settings, v string) error { return count(&s.Sessions, v) }},
	{"account_connections", "50", words.Say("同一账号同时连接数上限", "connections at once of one account"), func(s *Settings, v string) error { return count(&s.OfAccount, v) }},
	{"proxy", "", words.Say("可信代理的地址或网段，逗号分隔；它们必须发送 PROXY 头", "addresses or networks of trusted proxies, with commas; they must send PROXY headers"), func(s *Settings, v string) error { return proxies(&s.Proxies, v) }},
	{"rate", "0", words.Say("同一账号所有下载合计的速度上限（MB/s），0 为不限", "MB a second that the downloads of one account get together; 0 for no bound"), func(s *Settings, v string) error { return upTo(&s.Rate, v, 100_000) }},
	{"ecdsa", "no", words.Say("另外提供 ECDSA 主机密钥：yes 或 no", "also offer an ECDSA host key: yes or no"), func(s *Settings, v string) error { return yes(&s.ECDSA, v) }},
	{"ascii", "no", words.Say("用 ASCII 画框，适合把模糊宽度字符显示为宽字符的终端：yes 或 no", "draw frames in ASCII for terminals with wide ambiguous glyphs: yes or no"), func(s *Settings, v string) error { return yes(&s.ASCII, v) }},
	{"ffmpeg", "auto", words.Say("用哪个 ffmpeg 从影片里取一帧作画面：名字或路径；auto 是 PATH 里有就用，no 是不用", "the ffmpeg that takes a frame of each movie for the screens: name or path; auto is the one on PATH, if any; no is none"), func(s *Settings, v string) error { return text(&s.FFmpeg, v) }},
	{"log", "auto", words.Say("日志写到哪一级：info、warn 或 error；auto 在终端上是 warn，否则是 info", "what is logged: info, warn or error; auto is warn on a terminal, else info"), func(s *Settings, v string) error { return level(&s.Log, v) }},
}

// EnvName is the variable of a setting: wait is YOUKU_WAIT.
func EnvName(name string) string { return "YOUKU_" + strings.ToUpper(name) }

// flagName is the flag of a setting: vip_share is --vip-share.
func flagName(name string) string { return strings.ReplaceAll(name, "_", "-") }

// readSettings takes each setting from the first place that names it: flag,
// environment, config file, default. A value that does not fit is an error
// that names the setting and where the value stood, also where another place
// is before it.
func readSettings(flags map[string]string, environ []string, configFile string) (Settings, error) {
	env := map[string]string{}
	for _, kv := range environ {
		if k, v, ok := strings.Cut(kv, "="); ok {
			env[k] = v
		}
	}
	file, err := readConfig(configFile)
	if err != nil {
		return Settings{}, err
	}
	s := Settings{raw: map[string]string{}}
	for _, row := range settings {
		for _, place := range []struct {
			name   string
			values map[string]string
			key    string
		}{
			{"default", map[string]string{row.name: row.value}, row.name},
			{configFile, file, row.name},
			{EnvName(row.name), env, EnvName(row.name)},
			{"--" + flagName(row.name), flags, row.name},
		} {
			value, is := place.values[place.key]
			if !is {
				continue
			}
			s.raw[row.name] = strings.TrimSpace(value)
			if err := row.set(&s, s.raw[row.name]); err != nil { // each is read, and the last counts
				return Settings{}, tell("设置 %s（%s）：%s", "setting %s (%s): %s", row.name, place.name, err)
			}
		}
	}
	return s, nil
}

func text(to *string, v string) error {
	if v == "" {
		return tell("不能为空", "is empty")
	}
	*to = v
	return nil
}

func language(to *words.Lang, v string) error {
	if v != string(words.Zh) && v != string(words.En) {
		return tell("%q 既不是 zh 也不是 en", "%q is neither zh nor en", v)
	}
	*to = words.Lang(v)
	return nil
}

func span(to *time.Duration, v string, least, most time.Duration) error {
	d, err := time.ParseDuration(v)
	if err != nil || d < least || d > most {
		return tell("%q 不是 %s 到 %s 之间的时长，例如 30s 或 24h", "%q is not a time from %s to %s, such as 30s or 24h", v, short(least), short(most))
	}
	*to = d
	return nil
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

func yuan(to *store.Fen, v string) error {
	fen, err := store.ParseYuan(v)
	if err != nil {
		return tell("%q 不是以元为单位的金额，例如 20 或 12.50", "%q is not an amount in yuan, such as 20 or 12.50", v)
	}
	*to = fen
	return nil
}

func percent(to *int, v string) error {
	n, err := strconv.Atoi(strings.TrimSuffix(v, "%"))
	if err != nil || n < 0 || n > 100 {
		return tell("%q 不是 0%% 到 100%% 之间的比例", "%q is not a share from 0%% to 100%%", v)
	}
	*to = n
	return nil
}

func count(to *int, v string) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > 1_000_000 {
		return tell("%q 不是 1 到 1000000 之间的整数", "%q is not a number from 1 to 1000000", v)
	}
	*to = n
	return nil
}

func proxies(to *[]netip.Prefix, v string) error {
	list, err := wire.ParseProxies(strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }))
	if err != nil {
		return tell("%q 不是地址或网段的列表，例如 10.0.0.0/8,2001:db8::1", "%q is not a list of addresses or networks, such as 10.0.0.0/8,2001:db8::1", v)
	}
	*to = list
	return nil
}

func upTo(to *int, v string, most int) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > most {
		return tell("%q 不是 0 到 %d 之间的整数", "%q is not a number from 0 to %d", v, most)
	}
	*to = n
	return nil
}

func yes(to *bool, v string) error {
	switch v {
	case "yes", "true", "1":
		*to = true
	case "no", "false", "0":
		*to = false
	default:
		return tell("%q 既不是 yes 也不是 no", "%q is neither yes nor no", v)
	}
	return nil
}

func level(to *string, v string) error {
	switch v {
	case "auto", "info", "warn", "error":
		*to = v
		return nil
	}
	return tell("%q 不是 auto、info、warn 或 error", "%q is not auto, info, warn or error", v)
}
