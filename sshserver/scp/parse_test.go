package scp_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"youku.example/sshserver/scp"
)

func TestParse(t *testing.T) {
	for line, want := range map[string]*scp.Request{
		"scp -f /a":          {Send: true, Paths: []string{"/a"}},
		"scp -v -r -p -f /a": {Send: true, Recursive: true, Times: true, Paths: []string{"/a"}},
		"scp -prf a b":       {Send: true, Recursive: true, Times: true, Paths: []string{"a", "b"}},
		"scp -f -- -a":       {Send: true, Paths: []string{"-a"}},
		"scp -f -":           {Send: true, Paths: []string{"-"}},
		"scp -d -t /in":      {Directory: true, Paths: []string{"/in"}},
		"scp -t /in -r":      nil,
		"scp -t":             nil,
		"scp -f":             nil,
		"scp -f -t /a":       nil,
		"scp /a":             nil,
		"scp -S/bin/sh -f /": nil,
		"rm -f /a":           nil,
		"":                   nil,
	} {
		got, ok := scp.Parse(strings.Fields(line))
		if ok != (want != nil) {
			t.Errorf("%q: %v", line, ok)
		} else if ok {
			if d := cmp.Diff(*want, got); d != "" {
				t.Errorf("%q: %s", line, d)
			}
		}
	}
}
