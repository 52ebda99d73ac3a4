package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/pflag"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/build"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/sshserver/operator/sample"
	"youku.example/tui/words"
)

// reread is how often the file of admins' keys is looked at.
const reread = 500 * time.Millisecond

// Flags adds the flags of the command.
func Flags(f *pflag.FlagSet) {
	f.Bool("demo", false, "fill an empty library with sample movies, a notice and a redeem code")
}

// Run opens the server and keeps it open until SIGTERM or SIGINT; then it
// drains and returns nil.
func Run(ctx context.Context, c *local.Call) error {
	if len(c.Words) != 0 {
		return local.Usage(problem.New("serve 不带参数，只带选项", "serve takes no arguments, only flags"))
	}
	hups, deaf := hangups()
	defer deaf()
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	ctx, end := context.WithCancel(ctx)
	defer end()
	lib, err := openLibrary(ctx, c)
	if err != nil {
		return err
	}
	defer lib.close()
	demo := sample.Filler{Shop: lib.shop, Intake: lib.intake, Begun: c.Settings.DemoBegun(), At: c.At}
	code := ""
	if wanted, _ := c.Flags.GetBool("demo"); wanted {
		if code, err = demo.Fill(ctx); err != nil {
			return err
		}
	}
	listener, err := net.Listen("tcp", c.Settings.Listen)
	if err != nil {
		return problem.New("监听 %s：%s", "listen on %s: %s", c.Settings.Listen, listenProblem(err))
	}
	greet(c, listener.Addr(), lib.hostKeys, code)
	if code != "" {
		if err := demo.Done(); err != nil {
			return problem.New("记下样片已放好：%s", "note that the demo is complete: %s", err)
		}
	}
	c.At("serving")
	serving, served := context.WithCancel(context.Background())
	defer served()
	defer context.AfterFunc(ctx, func() { // a second signal ends the waiting
		again, stop := signal.NotifyContext(serving, syscall.SIGTERM, syscall.SIGINT)
		defer stop()
		<-again.Done()
		lib.server.Hurry()
	})()
	reloads := newReloader(c, lib)
	reloading := make(chan struct{})
	go func() {
		defer close(reloading)
		reloads.follow(ctx, hups, end)
	}()
	defer func() { end(); <-reloading }()
	if lib.level.Level() > slog.LevelInfo { // else the log says it
		defer context.AfterFunc(ctx, func() { fmt.Fprintln(c.Stderr, sayClosing.In(c.Lang)) })()
	}
	return lib.server.Serve(ctx, listener)
}

// listenProblem says what is wrong with an address in both languages.
func listenProblem(err error) error {
	var wrong *net.AddrError
	var unknown *net.DNSError
	if errors.As(err, &wrong) || errors.As(err, &unknown) {
		return problem.New("这不是地址，例如 :2222 或 127.0.0.1:2222", "this is no address, such as :2222 or 127.0.0.1:2222")
	}
	return err
}

// logLevel is the setting's. On a terminal the greeting, with the redeem code
// that is shown this once, must not scroll away under every visitor's lines.
func logLevel(level string, stderr any) slog.Level {
	if level == "auto" && isTerminal(stderr) {
		level = "warn"
	}
	switch level {
	case "warn":
		return slog.LevelWarn
	case "error":
		return slog.LevelError
	}
	return slog.LevelInfo
}

func closed(log *slog.Logger, what string, err error) {
	if err != nil {
		log.Error("close", "what", what, "err", err)
	}
}

var (
	sayOpen    = words.Say("优酷 Youku %s 已打开，监听 %s\n", "Youku %s is open on %s\n")
	sayClosing = words.Say("正在关闭：不再接受新连接，正在进行的传输可以先完成。", "Closing: no new connections, running transfers may finish.")
	sayConnect = words.Say("  逛一逛：     %s\n  注册：       %s\n", "  look around: %s\n  register:    %s\n")
)

// greet prints what a first visitor needs to know.
func greet(c *local.Call, addr net.Addr, hostKeys []gossh.Signer, code string) {
	fmt.Fprintf(c.Stdout, sayOpen.In(c.Lang), build.Read().Version, addr)
	for _, key := range hostKeys {
		kind := strings.TrimPrefix(key.PublicKey().Type(), "ssh-")
		fmt.Fprintf(c.Stdout, "  fingerprint: %s (%s)\n", gossh.FingerprintSHA256(key.PublicKey()), kind)
	}
	host, port, _ := net.SplitHostPort(addr.String())
	switch ip := net.ParseIP(host); {
	case c.Settings.Server.Host != "":
		host = c.Settings.Server.Host
	case ip == nil || ip.IsUnspecified() || ip.IsLoopback():
		host = "localhost"
	}
	at := words.Login{Host: host}
	if at.Port = c.Settings.Server.Port; at.Port == 0 {
		at.Port, _ = strconv.Atoi(port)
	}
	guest, register := at, at
	guest.Name, register.Name = "guest", "new"
	fmt.Fprintf(c.Stdout, sayConnect.In(c.Lang), guest.SSH(""), register.SSH(""))
	if code != "" {
		fmt.Fprintf(c.Stdout, "redeem code: %s\n", code)
	}
}
