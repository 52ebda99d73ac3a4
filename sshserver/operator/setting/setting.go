package setting

import (
	"slices"
	"strings"
	"time"

	"youku.example/sshserver"
	"youku.example/sshserver/limit"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/tui/words"
)

// Settings is everything that an operator may decide. The table below names
// each one and what it does; README and --help are made from it. A setting
// stands where it is used, in the package's own type, whose default it has.
type Settings struct {
	Listen     string
	Data       string
	URL        string // of the database's server; "" for a file in Data
	Media      string // "": a folder in Data
	Cache      string // "": a folder in Data
	ECDSA      bool
	FFmpeg     string // auto, no, or the program's name or path
	CacheBytes int64
	Log        string // auto, info, warn or error
	Server     sshserver.Config
	Rules      store.Rules

	raw map[string]string // each as it was written
}

// Defaults are the settings where nothing is set.
func Defaults() Settings {
	return Settings{
		Listen: ":2222", Data: "./youku-data", FFmpeg: "auto", Log: "auto", CacheBytes: 10_000_000_000,
		Server: sshserver.Config{Language: words.En, Limits: limit.Defaults()},
		Rules:  store.DefaultRules(),
	}
}

// planPrice is what a VIP plan costs.
func (s *Settings) planPrice(name string) *store.Fen {
	i := slices.IndexFunc(s.Rules.Plans, func(p store.Plan) bool { return p.Name == name })
	return &s.Rules.Plans[i].Price
}

// A running server takes up its live settings at SIGHUP. Each other one needs a
// restart: connections are counted by their limits, what is open stays open,
// and a screen that shows the price of a plan buys it at that price.
const (
	live      = true
	atRestart = false
)

// Row is one row of the table: the name in the config file; the flag and
// the YOUKU_ variable are made from it.
type Row struct {
	Name string
	Live bool
	Help words.T
	value
}

// value reads a setting into its place, and shows it as an operator writes it.
type value struct {
	set  func(s *Settings, v string) error
	show func(s *Settings) string
}

// Default is a setting's default as an operator writes it.
func (row Row) Default() string {
	s := Defaults()
	return row.show(&s)
}

// Rows is the table, in the order of the help.
var Rows = []Row{
	{"listen", atRestart, words.Say("监听地址", "address to listen on"), text(func(s *Settings) *string { return &s.Listen })},
	{"data", atRestart, words.Say("片库目录：数据库、影片、密钥", "folder of the library: database, movies, keys"), text(func(s *Settings) *string { return &s.Data })},
	{"database", atRestart, words.Say("数据库服务器，postgres://…；密码放在 PGPASSWORD 或 PGPASSFILE 指明的文件里（默认：片库目录里的文件）", "a database on a server, postgres://…; its password stands in PGPASSWORD or in the file that PGPASSFILE names (default: a file in the library's folder)"), database()},
	{"media", atRestart, words.Say("影片放在哪里：一个目录，或 S3 存储 s3://桶/前缀?endpoint=…&region=…（默认：片库目录里的 media）", "where the movies are: a folder, or an S3 store, s3://BUCKET/PREFIX?endpoint=…&region=… (default: media in the folder of the library)"), optional(func(s *Settings) *string { return &s.Media })},
	{"cache", atRestart, words.Say("存储里的影片读过之后留在哪个目录（默认：片库目录里的 cache）", "folder for what was read of a store's movies (default: cache in the folder of the library)"), optional(func(s *Settings) *string { return &s.Cache })},
	{"cache_size", atRestart, words.Say("其中最多留多少（GB），0 为不留", "GB of it at most; 0 keeps nothing"), gigabytes(func(s *Settings) *int64 { return &s.CacheBytes }, 1_000_000)},
	{"host", live, words.Say("观众连接用的 name 或 name:port，显示在可复制的命令里（默认：他们连到的地址、监听的端口）", "name or name:port that viewers connect to, shown in the commands to copy (default: the address they reached, the port listened on)"), host()},
	{"language", live, words.Say("观众的 locale 没有指明语言时用哪种：zh 或 en", "language for people whose locale names neither: zh or en"), language(func(s *Settings) *words.Lang { return &s.Server.Language })},
	{"wait", live, words.Say("非 VIP 下载前的等待时间", "wait of everybody who is no VIP before a download"), span(func(s *Settings) *time.Duration { return &s.Rules.Wait }, 0, 24*time.Hour)},
	{"lifetime", live, words.Say("免费影片就绪后可下载的时长", "how long a ready free download may be fetched"), span(func(s *Settings) *time.Duration { return &s.Rules.Lifetime }, time.Minute, 10*365*24*time.Hour)},
	{"price", live, words.Say("发布影片时建议的价格（元）", "price in yuan that the publish form proposes"), yuan(func(s *Settings) *store.Fen { return &s.Rules.Price })},
	{"vip_share", live, words.Say("VIP 付原价的百分之几", "share of the price that a VIP pays"), percent(func(s *Settings) *int { return &s.Rules.VIPShare })},
	{"vip_month", atRestart, words.Say("30 天 VIP 的价格（元）", "price in yuan of 30 days as a VIP"), yuan(func(s *Settings) *store.Fen { return s.planPrice("month") })},
	{"vip_year", atRestart, words.Say("365 天 VIP 的价格（元）", "price in yuan of 365 days as a VIP"), yuan(func(s *Settings) *store.Fen { return s.planPrice("year") })},
	{"grace", atRestart, words.Say("登录时限，超时断开", "time to log in before a connection is closed"), span(func(s *Settings) *time.Duration { return &s.Server.Limits.Grace }, time.Second, time.Hour)},
	{"idle", live, words.Say("多久没有按键就关闭界面", "time without a key press before a screen is closed"), span(func(s *Settings) *time.Duration { return &s.Server.Limits.Idle }, time.Second, 30*24*time.Hour)},
	{"alive", atRestart, words.Say("客户端多久没有任何回应就断开（电脑睡眠、断网）；过一半时间会先问它一次，0 为不问也不断开", "time without an answer of a client (a sleeping laptop, a lost network) before its connection ends; it is asked after half of it; 0 never asks"), spanOrNever(func(s *Settings) *time.Duration { return &s.Server.Limits.Alive }, 24*time.Hour)},
	{"drain", live, words.Say("停机时留给正在传输的文件的时间", "time that running transfers get at a shutdown"), span(func(s *Settings) *time.Duration { return &s.Server.Limits.Drain }, 0, time.Hour)},
	{"registration", live, words.Say("谁可以注册：open 任何人，invite 有邀请码的人，closed 只有管理员", "who may register: open anyone, invite by invitation, closed admins alone"), registration(func(s *Settings) *store.Admission { return &s.Rules.Registration })},
	{"guests", live, words.Say("访客能否看片库和公告：yes 或 no", "whether guests see the catalogue and the notices: yes or no"), no(func(s *Settings) *bool { return &s.Rules.NoGuests })},
	{"registrations", atRestart, words.Say("同一来源每小时可注册的账号数", "accounts that one source may register an hour"), count(func(s *Settings) *int { return &s.Server.Limits.Registrations })},
	{"connections", atRestart, words.Say("同时连接数上限", "connections at once"), count(func(s *Settings) *int { return &s.Server.Limits.Connections })},
	{"source_connections", atRestart, words.Say("同一来源（IPv4 地址或 IPv6 /64）同时连接数上限", "connections at once of one source (an IPv4 address, an IPv6 /64)"), count(func(s *Settings) *int { return &s.Server.Limits.FromOneSource })},
	{"arriving", atRestart, words.Say("同时尚未登录的连接数上限", "connections at once that have not logged in"), count(func(s *Settings) *int { return &s.Server.Limits.Unauthenticated })},
	{"source_arriving", atRestart, words.Say("其中同一来源的上限，更多的排队等候", "of them from one source; more wait in line"), count(func(s *Settings) *int { return &s.Server.Limits.Arriving })},
	{"sessions", atRestart, words.Say("单个连接的会话数上限", "sessions at once on one connection"), count(func(s *Settings) *int { return &s.Server.Limits.Sessions })},
	{"account_connections", atRestart, words.Say("同一账号同时连接数上限", "connections at once of one account"), count(func(s *Settings) *int { return &s.Server.Limits.OfAccount })},
	{"proxy", atRestart, words.Say("可信代理的地址或网段，逗号分隔；它们必须发送 PROXY 头", "addresses or networks of trusted proxies, with commas; they must send PROXY headers"), proxies()},
	{"rate", live, words.Say("同一账号所有下载合计的速度上限（MB/s），0 为不限", "MB a second that the downloads of one account get together; 0 for no bound"), megabytes(func(s *Settings) *int64 { return &s.Rules.Rate }, 100_000)},
	{"ecdsa", atRestart, words.Say("另外提供 ECDSA 主机密钥：yes 或 no", "also offer an ECDSA host key: yes or no"), yes(func(s *Settings) *bool { return &s.ECDSA })},
	{"ascii", live, words.Say("用 ASCII 画框，适合把模糊宽度字符显示为宽字符的终端：yes 或 no", "draw frames in ASCII for terminals with wide ambiguous glyphs: yes or no"), yes(func(s *Settings) *bool { return &s.Server.ASCII })},
	{"ffmpeg", atRestart, words.Say("用哪个 ffmpeg 从影片里取一帧作画面：名字或路径；auto 是 PATH 里有就用，no 是不用", "the ffmpeg that takes a frame of each movie for the screens: name or path; auto is the one on PATH, if any; no is none"), text(func(s *Settings) *string { return &s.FFmpeg })},
	{"log", live, words.Say("日志写到哪一级：info、warn 或 error；auto 在终端上是 warn，否则是 info", "what is logged: info, warn or error; auto is warn on a terminal, else info"), level(func(s *Settings) *string { return &s.Log })},
}

// EnvName is the variable of a setting: wait is YOUKU_WAIT.
func EnvName(name string) string { return "YOUKU_" + strings.ToUpper(name) }

// FlagName is the flag of a setting: vip_share is --vip-share.
func FlagName(name string) string { return strings.ReplaceAll(name, "_", "-") }

// Read takes each setting from the first place that names it: flag,
// environment, config file, default. A value that does not fit is an error
// that names the setting and where the value stood, also where another place
// is before it.
func Read(flags map[string]string, environ []string, configFile string) (Settings, error) {
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
	s := Defaults()
	s.raw = map[string]string{}
	for _, row := range Rows {
		s.raw[row.Name] = row.Default()
		for _, place := range []struct {
			name   string
			values map[string]string
			key    string
		}{
			{configFile, file, row.Name},
			{EnvName(row.Name), env, EnvName(row.Name)},
			{"--" + FlagName(row.Name), flags, row.Name},
		} {
			value, is := place.values[place.key]
			if !is {
				continue
			}
			s.raw[row.Name] = strings.TrimSpace(value)
			if err := row.set(&s, s.raw[row.Name]); err != nil { // each is read, and the last counts
				return Settings{}, problem.New("设置 %s（%s）：%s", "setting %s (%s): %s", row.Name, place.name, err)
			}
		}
	}
	return s, nil
}
