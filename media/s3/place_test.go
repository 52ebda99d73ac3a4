package s3

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for address, want := range map[string]Place{
		"s3://films":                            {Bucket: "films", Virtual: true},
		"s3://films/":                           {Bucket: "films", Virtual: true},
		"s3://films/a/b_c/":                     {Bucket: "films", Prefix: "a/b_c/", Virtual: true},
		"s3://films/Old?region=eu-central-1":    {Bucket: "films", Prefix: "Old/", Region: "eu-central-1", Virtual: true},
		"s3://films?endpoint=http://[::1]:7070": {Bucket: "films", Endpoint: "http://[::1]:7070"},
		"s3://my.films/x?endpoint=https://s3.example.org/&style=virtual":       {Bucket: "my.films", Prefix: "x/", Endpoint: "https://s3.example.org", Virtual: true},
		"s3://films/x?endpoint=https%3A%2F%2Fs3.example.org&style=path":        {Bucket: "films", Prefix: "x/", Endpoint: "https://s3.example.org"},
		"s3://films/x?region=garage&endpoint=http://127.0.0.1:3900&style=path": {Bucket: "films", Prefix: "x/", Endpoint: "http://127.0.0.1:3900", Region: "garage"},
	} {
		got, err := Parse(address)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %+v, %v, want %+v", address, got, err, want)
		}
	}
	for _, address := range []string{
		"", "films", "s3:films", "http://films", "s3://", "s3:///x", "s3://ab", "s3://Films", "s3://fi..lms", "s3://-films", "s3://films.",
		"s3://films//x", "s3://films/../x", "s3://films/./x", "s3://films/.", "s3://films/..", "s3://films/a b", "s3://films/流", "s3://films/a//b",
		"s3://films?endpoint=s3.example.org", "s3://films?endpoint=ftp://s3.example.org", "s3://films?endpoint=https://k:s@s3.example.org",
		"s3://films?endpoint=https://s3.example.org/path", "s3://films?region=", "s3://films?region=EU", "s3://films?style=old", "s3://films?key=x",
		"s3://films?region=a&region=b", "s3://films?%zz", "s3://films/" + strings.Repeat("x", 300), "s3://" + strings.Repeat("x", 64),
	} {
		if got, err := Parse(address); err == nil {
			t.Errorf("Parse(%q) = %+v, want an error", address, got)
		}
	}
}

func TestPlace_OnLoopback(t *testing.T) {
	for endpoint, want := range map[string]bool{
		"http://127.0.0.1:9000": true, "http://[::1]:9000": true, "http://localhost": true, "http://127.8.9.1": true,
		"https://127.0.0.1:9000": false, "http://10.0.0.1": false, "http://s3.example.org": false, "http://localhost.example.org": false,
		"http://127.0.0.1.example.org": false, "http://0.0.0.0": false, "": false,
	} {
		if got := (Place{Endpoint: endpoint}).onLoopback(); got != want {
			t.Errorf("%q is on the loopback: %t", endpoint, got)
		}
	}
}

// What Parse takes it takes again from String, as the same.
func FuzzParse(f *testing.F) {
	f.Add("s3://films/a/b?endpoint=http://127.0.0.1:7070&region=x&style=virtual")
	f.Add("s3://films")
	f.Fuzz(func(t *testing.T, address string) {
		p, err := Parse(address)
		if err != nil {
			return
		}
		again, err := Parse(p.String())
		if err != nil || again != p {
			t.Errorf("Parse(%q) = %+v, and again from %q: %+v, %v", address, p, p.String(), again, err)
		}
		if strings.HasPrefix(p.Prefix, "/") || strings.Contains("/"+p.Prefix, "/../") {
			t.Errorf("the prefix %q", p.Prefix)
		}
	})
}
