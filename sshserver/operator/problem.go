package operator

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"youku.example/tui/words"
)

// problem is an error that the operator reads, in both languages.
type problem struct {
	says  words.T
	cause error
}

func (p problem) Error() string { return p.says.In(words.En) }
func (p problem) Unwrap() error { return p.cause }

// tell makes a problem of two formats. Arguments that are said in two
// languages themselves are said in the language of each; an error among them
// is its cause.
func tell(zh, en string, args ...any) problem {
	var p problem
	in := func(lang words.Lang, format string) string {
		said := make([]any, len(args))
		for i, arg := range args {
			said[i] = arg
			switch arg := arg.(type) {
			case words.T:
				said[i] = arg.In(lang)
			case problem:
				said[i], p.cause = arg.says.In(lang), arg
			case error:
				said[i], p.cause = sentence(arg, lang), arg
			}
		}
		return fmt.Sprintf(format, said...)
	}
	p.says = words.Say(in(words.Zh, zh), in(words.En, en))
	return p
}

// sentence is an error in a language, as far as we have words for it: ours,
// and the system's common ones. What is left is said as it came.
func sentence(err error, lang words.Lang) string {
	var ours problem
	if errors.As(err, &ours) {
		return ours.says.In(lang)
	}
	for _, known := range reasons {
		if errors.Is(err, known.is) {
			return known.says.In(lang)
		}
	}
	return err.Error()
}

var reasons = []struct {
	is   error
	says words.T
}{
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
