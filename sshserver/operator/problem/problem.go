package problem

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"youku.example/media"
	"youku.example/store"
	"youku.example/tui/words"
)

// Problem is an error that the operator reads, in both languages.
type Problem struct {
	Says  words.T
	cause error
}

// Of says what an error means.
func Of(says words.T, cause error) Problem { return Problem{says, cause} }

func (p Problem) Error() string { return p.Says.In(words.En) }
func (p Problem) Unwrap() error { return p.cause }

// New makes a problem of two formats. Arguments that are said in two
// languages themselves are said in the language of each; an error among them
// is its cause.
func New(zh, en string, args ...any) Problem {
	var p Problem
	in := func(lang words.Lang, format string) string {
		said := make([]any, len(args))
		for i, arg := range args {
			said[i] = arg
			switch arg := arg.(type) {
			case words.T:
				said[i] = arg.In(lang)
			case Problem:
				said[i], p.cause = arg.Says.In(lang), arg
			case error:
				said[i], p.cause = Sentence(arg, lang), arg
			}
		}
		return fmt.Sprintf(format, said...)
	}
	p.Says = words.Say(in(words.Zh, zh), in(words.En, en))
	return p
}

// Sentence is an error in a language, as far as we have words for it: ours,
// and the system's common ones. What is left is said as it came.
func Sentence(err error, lang words.Lang) string {
	var ours Problem
	if errors.As(err, &ours) {
		return ours.Says.In(lang)
	}
	if why, known := reason(err, lang); known {
		return why
	}
	return err.Error()
}

// reason is what lies at the bottom of an error, if we have words for it.
func reason(err error, lang words.Lang) (why string, known bool) {
	for _, known := range reasons {
		if errors.Is(err, known.is) {
			return known.says.In(lang), true
		}
	}
	return "", false
}

// Opening says which part of the server does not open, and why. An error that
// we have no words for says both itself.
func Opening(what words.T, path string, err error) error {
	if _, known := reason(err, words.En); !known {
		return err
	}
	return New("打开%s %s：%s", "open %s %s: %s", what, path, err)
}

var reasons = []struct {
	is   error
	says words.T
}{
	{store.ErrRowsForeign, words.Say("这是别的程序的数据库：请用 --data 指明另一个目录，或用 --database 指明一个空的数据库", "it is a database of another program: name another folder with --data, or an empty one with --database")},
	{store.ErrRowsDamaged, words.Say("文件已损坏，或者根本不是数据库：请用 youku restore 恢复备份", "it is damaged, or no database at all: put a backup in its place with youku restore")},
	{store.ErrRowsNewer, words.Say("它是更新版本的 youku 写的：请运行那个版本，或用 youku restore 恢复升级前的备份", "a newer youku wrote it: start that one, or youku restore a backup from before")},
	{store.ErrRowsOlder, words.Say("它是旧版本的 youku 写的：先运行一次 youku serve", "an older youku wrote it: start youku serve once")},
	{store.ErrRowsMoving, words.Say("有一个片库正在迁入，还没有完成：请再运行一次 youku migrate", "a library is being moved into it, and not all of it is there: run youku migrate again")},
	{store.ErrRowsLocked, words.Say("另一个程序锁住了它：请先关掉那个程序", "another program holds it locked: end that one first")},
	{store.ErrRowsReadOnly, words.Say("这里不能写：请检查目录、文件的权限和磁盘", "it can't be written here: look at the rights of the folder and its files, and at the disk")},
	{store.ErrRowsNoServer, words.Say("连不上它的服务器，或者服务器不再接受连接：请检查地址和服务器", "its server can't be reached, or takes no more connections: look at the address and at the server")},
	{store.ErrRowsLogin, words.Say("服务器不接受这个用户或密码：密码写在 PGPASSWORD 或 PGPASSFILE 指明的文件里", "the server refuses the user or the password: a password stands in PGPASSWORD, or in the file that PGPASSFILE names")},
	{store.ErrRowsMissing, words.Say("服务器上没有这个数据库：请用 createdb 建一个", "the server has no database of that name: make one with createdb")},
	{store.ErrRowsEncoding, words.Say("它的文字不是 UTF-8：请用 createdb -E UTF8 -T template0 另建一个", "it keeps text in another encoding than UTF-8: make another with createdb -E UTF8 -T template0")},
	{store.ErrRowsTLS, words.Say("服务器不用 TLS，或者它的证书不可信：请看地址里的 sslmode 和 sslrootcert", "the server has no TLS, or a certificate that is not trusted: look at sslmode and sslrootcert in the address")},
	{store.ErrBusy, words.Say("另一个程序锁住了它：请先关掉那个程序", "another program holds it locked: end that one first")},
	{store.ErrRowsFull, words.Say("磁盘已满", "the disk is full")},
	{media.ErrLeadsNowhere, words.Say("其中一个链接指向的目录不在：请挂上它的磁盘", "a link in it leads to a folder that is not there: mount its disk")},
	{media.ErrStoreAddress, words.Say("地址写错了：应写成 s3://桶/前缀?endpoint=https://主机&region=区域", "the address is wrong: it is s3://BUCKET/PREFIX?endpoint=https://HOST&region=NAME")},
	{media.ErrStoreNoKeys, words.Say("没有找到访问密钥：请设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或 ~/.aws/credentials", "there are no access keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws/credentials")},
	{media.ErrStoreKeys, words.Say("存储不认这对访问密钥：请检查 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY", "the store refuses the access keys: look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")},
	{media.ErrStoreDenied, words.Say("这对访问密钥没有权限：它们须能在这个桶里列出、读、写和删除", "the access keys may not do that: they need the rights to list, read, write and delete in this bucket")},
	{media.ErrStoreBucket, words.Say("存储里没有这个桶：请先建好它", "the store has no such bucket: make it first")},
	{media.ErrStoreRegion, words.Say("这个桶在别的区域：请在地址里写上 region=…", "the bucket is in another region: say region=… in the address")},
	{media.ErrStoreClock, words.Say("本机的时钟和存储的相差太多：请先校时", "the clocks of this machine and of the store differ too much: set this one right")},
	{media.ErrStoreAnswers, words.Say("那里的不是 S3 存储：请检查 endpoint", "what answers there is no S3 store: look at the endpoint")},
	{media.ErrStoreBusy, words.Say("存储说它太忙：请稍后再试", "the store says that it is busy: try again later")},
	{media.ErrStoreAway, words.Say("存储没有应答：请检查 endpoint 和网络", "the store does not answer: look at the endpoint and the network")},
	{media.ErrNoSpace, words.Say("存储已满", "there is no space left")},
	{fs.ErrNotExist, words.Say("没有这个文件或目录", "there is no such file or folder")},
	{fs.ErrExist, words.Say("文件已经存在", "the file exists already")},
	{fs.ErrPermission, words.Say("没有权限", "this user may not do that")},
	{syscall.EADDRINUSE, words.Say("端口已被占用", "the port is taken already")},
	{syscall.EADDRNOTAVAIL, words.Say("本机没有这个地址", "this machine has no such address")},
	{syscall.EISDIR, words.Say("这是一个目录", "it is a folder")},
	{syscall.ENOTDIR, words.Say("路径中有一段不是目录", "a part of the path is no folder")},
	{syscall.ENOSPC, words.Say("磁盘已满", "the disk is full")},
	{syscall.EROFS, words.Say("文件系统是只读的", "the file system is read-only")},
}
