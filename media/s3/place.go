package s3

import (
	"fmt"
	"net/url"
	"path"
	"strings"
)

// Place says where a library is.
type Place struct {
	Bucket   string
	Prefix   string // "" or a path that ends with a slash
	Endpoint string // "": that of AWS
	Region   string // "": the one of the environment
	Virtual  bool   // the bucket's name is part of the host's; always so without an endpoint
}

// Scheme begins the address of a library in a bucket.
const Scheme = "s3://"

// Parse reads s3://BUCKET/PREFIX?endpoint=URL&region=NAME&style=path|virtual. The
// access keys are no part of it: an address is shown in logs.
func Parse(address string) (Place, error) {
	rest, is := strings.CutPrefix(address, Scheme)
	if !is {
		return Place{}, fmt.Errorf("it does not begin with %s", Scheme)
	}
	rest, query, _ := strings.Cut(rest, "?")
	bucket, prefix, _ := strings.Cut(rest, "/")
	p := Place{Bucket: bucket}
	if err := checkBucket(bucket); err != nil {
		return Place{}, err
	}
	var err error
	if p.Prefix, err = readPrefix(prefix); err != nil {
		return Place{}, err
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return Place{}, fmt.Errorf("what stands behind the question mark can't be read")
	}
	for name, list := range values {
		if len(list) != 1 {
			return Place{}, fmt.Errorf("%q is said twice", name)
		}
		if err := p.set(name, list[0]); err != nil {
			return Place{}, err
		}
	}
	p.Virtual = p.Virtual || p.Endpoint == ""
	return p, nil
}

func (p *Place) set(name, value string) error {
	switch name {
	case "endpoint":
		u, err := url.Parse(value)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil ||
			u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
			return fmt.Errorf("the endpoint is an address such as https://s3.example.org, without a path and without keys")
		}
		p.Endpoint = u.Scheme + "://" + u.Host
	case "region":
		if !plain(value, "-") {
			return fmt.Errorf("the region is a name such as eu-central-1")
		}
		p.Region = value
	case "style":
		if value != "path" && value != "virtual" {
			return fmt.Errorf("the style is path or virtual")
		}
		p.Virtual = value == "virtual"
	default:
		return fmt.Errorf("%q is none of endpoint, region and style", name)
	}
	return nil
}

func checkBucket(name string) error {
	if len(name) < 3 || len(name) > 63 || !plain(name, "-.") || strings.Contains(name, "..") ||
		strings.ContainsAny(name[:1]+name[len(name)-1:], "-.") {
		return fmt.Errorf("the bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens")
	}
	return nil
}

func readPrefix(prefix string) (string, error) {
	prefix = strings.TrimSuffix(prefix, "/")
	if prefix == "" {
		return "", nil
	}
	if len(prefix) > 256 || path.Clean(prefix) != prefix || strings.HasPrefix(prefix, "/") || strings.HasPrefix(prefix, "..") {
		return "", fmt.Errorf("what stands behind the bucket is a path of plain names")
	}
	for part := range strings.SplitSeq(prefix, "/") {
		if part == "." || !plain(strings.ToLower(part), "-_.") {
			return "", fmt.Errorf("what stands behind the bucket is a path of plain names")
		}
	}
	return prefix + "/", nil
}

// plain reports whether a name has lower-case letters, digits and those others
// alone, and at least one.
func plain(s, others string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && strings.IndexByte(others, c) < 0 {
			return false
		}
	}
	return s != ""
}

// String is the address, as Parse reads it.
func (p Place) String() string {
	v := url.Values{}
	if p.Endpoint != "" {
		v.Set("endpoint", p.Endpoint)
		if p.Virtual {
			v.Set("style", "virtual")
		}
	}
	if p.Region != "" {
		v.Set("region", p.Region)
	}
	s := Scheme + p.Bucket + "/" + p.Prefix
	if len(v) > 0 {
		s += "?" + v.Encode()
	}
	return s
}

// at says for an error where the store is.
func (p Place) at() string {
	if p.Endpoint == "" {
		return p.Bucket
	}
	return p.Bucket + " at " + p.Endpoint
}
