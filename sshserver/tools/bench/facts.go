package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// facts are what a figure means nothing without.
type facts struct {
	CPU    string   `json:"cpu"`
	Cores  int      `json:"cores"`
	Memory string   `json:"memory"`
	Kernel string   `json:"kernel"`
	Go     string   `json:"go"`
	SSH    string   `json:"ssh"`
	Commit string   `json:"commit"`
	Load   string   `json:"load"` // when the run began
	Raised []string `json:"raised"`
}

func learn(ctx context.Context, root string) facts {
	return facts{
		CPU:    after("/proc/cpuinfo", "model name"),
		Cores:  runtime.NumCPU(),
		Memory: after("/proc/meminfo", "MemTotal"),
		Kernel: strings.TrimSpace(read("/proc/sys/kernel/osrelease")),
		Go:     runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH,
		SSH:    said(exec.CommandContext(ctx, "ssh", "-V")),
		Commit: said(exec.CommandContext(ctx, "git", "-C", root, "describe", "--always", "--dirty")),
		Load:   loadOf(read("/proc/loadavg")),
		Raised: []string{"ours: " + strings.Join(raised, " "), "sshd: " + strings.Join(sshdLimits, " ")},
	}
}

func (f facts) lines() []string {
	lines := []string{
		fmt.Sprintf("%s, %d cores, %s, Linux %s, load %s at the start", f.CPU, f.Cores, f.Memory, f.Kernel, f.Load),
		fmt.Sprintf("%s, %s, ours at %s", f.Go, f.SSH, f.Commit),
	}
	for _, r := range f.Raised {
		lines = append(lines, "limits of "+r)
	}
	return lines
}

func said(cmd *exec.Cmd) string {
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "unknown"
	}
	return string(bytes.TrimSpace(out))
}

func read(file string) string {
	data, err := os.ReadFile(file)
	if err != nil {
		return "unknown"
	}
	return string(data)
}

// loadOf is the first number of /proc/loadavg.
func loadOf(s string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	return first
}

// after is what a file of "name: value" lines says.
func after(file, name string) string {
	for line := range strings.Lines(read(file)) {
		if k, v, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == name {
			return strings.TrimSpace(v)
		}
	}
	return "unknown"
}
