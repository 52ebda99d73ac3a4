package operator

import (
	"errors"
	"os"
	"syscall"
)

// lockData makes this process the only server on a data folder. The lock is
// the kernel's, so it is gone with the process however that ends.
func lockData(file string) (unlock func(), err error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, tell("锁定数据目录：%s", "lock the data folder: %s", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		f.Close()
		return nil, tell("这个数据目录已经有一个 youku 在运行", "another youku serves this data folder already")
	}
	if err != nil {
		f.Close()
		return nil, tell("锁定数据目录：%s", "lock the data folder: %s", err)
	}
	return func() { f.Close() }, nil
}
