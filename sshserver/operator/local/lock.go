package local

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"

	"youku.example/keys/owner"
	"youku.example/sshserver/operator/problem"
)

// LockData makes this process the only server on a data folder. The lock is
// the kernel's, so it is gone with the process however that ends.
func LockData(file string) (unlock func(), err error) {
	f, err := owner.Open(file, os.O_RDWR, 0o600)
	if err != nil {
		return nil, problem.New("锁定数据目录：%s", "lock the data folder: %s", err)
	}
	for range 10 { // a command may just be looking whether a server runs
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		f.Close()
		return nil, problem.New("这个数据目录已经有一个 youku 在运行", "another youku serves this data folder already")
	}
	if err != nil {
		f.Close()
		return nil, problem.New("锁定数据目录：%s", "lock the data folder: %s", err)
	}
	return func() { f.Close() }, nil
}

// IsServed reports whether a server runs on the data folder with this lock. It
// holds the lock for a moment if none does.
func IsServed(file string) (bool, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}

// HoldData keeps servers from starting on a data folder until release; served reports
// that one runs. Others may hold it too, and nothing is made in the folder.
func HoldData(file string) (release func(), served bool, err error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return func() {}, false, nil // no server ever ran there
	}
	if err != nil {
		return nil, false, problem.New("锁定数据目录：%s", "lock the data folder: %s", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	if err == nil {
		return func() { f.Close() }, false, nil
	}
	f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, true, nil
	}
	return nil, false, problem.New("锁定数据目录：%s", "lock the data folder: %s", err)
}
