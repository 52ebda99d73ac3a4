package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"youku.example/sshserver/tools/program"
)

// server is one that runs: ours, or sshd.
type server struct {
	addr  string
	user  string // whose name opens it
	file  string // what a client gets
	small string // the same of the smaller movie
	dir   string // of its data, where that is not the bench's own
	cmd   *exec.Cmd
	gone  chan struct{}
}

func (s *server) pid() int { return s.cmd.Process.Pid }

// stop ends the server and waits for it.
func (s *server) stop() { program.Stop(s.cmd.Process, s.gone) }

// tick is what /proc counts processor time in.
const tick = 10 * time.Millisecond

// cpu is the processor time of a server, of its children now and of those
// that it had and waited for.
func (s *server) cpu() (time.Duration, error) {
	var sum time.Duration
	for _, pid := range append(children(s.pid()), s.pid()) {
		t, err := cpuOf(pid)
		if errors.Is(err, os.ErrNotExist) && pid != s.pid() {
			continue // it has just gone
		}
		if err != nil {
			return 0, err
		}
		sum += t
	}
	return sum, nil
}

func cpuOf(pid int) (time.Duration, error) {
	fields, err := statOf(pid)
	if err != nil {
		return 0, err
	}
	var ticks int64
	for _, f := range fields[11:15] { // utime, stime, cutime, cstime
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * tick, nil
}

// statOf is what /proc says of a process from its state on: the name before it
// may hold anything.
func statOf(pid int) ([]string, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
	if len(fields) < 22 {
		return nil, fmt.Errorf("process %d: cannot read its times", pid)
	}
	return fields, nil
}

// children are the processes below one, down to the last.
func children(pid int) []int {
	below := map[int][]int{}
	files, _ := filepath.Glob("/proc/[0-9]*")
	for _, f := range files {
		n, _ := strconv.Atoi(filepath.Base(f))
		if fields, err := statOf(n); err == nil {
			parent, _ := strconv.Atoi(fields[1])
			below[parent] = append(below[parent], n)
		}
	}
	var all []int
	for next := below[pid]; len(next) > 0; next = next[1:] {
		all = append(all, next[0])
		next = append(next, below[next[0]]...)
	}
	return all
}

// memory is what a server and its children have in memory. What several of
// them share counts once for each of them that shares it, divided.
func (s *server) memory() int64 {
	var sum int64
	for _, pid := range append(children(s.pid()), s.pid()) {
		sum += kib(fmt.Sprintf("/proc/%d/smaps_rollup", pid), "Pss")
	}
	return sum
}

func kib(file, name string) int64 {
	n, _, _ := strings.Cut(after(file, name), " ")
	v, _ := strconv.ParseInt(n, 10, 64)
	return v << 10
}
