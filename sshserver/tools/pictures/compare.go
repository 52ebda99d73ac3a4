package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"youku.example/sshserver/tools/pictures/svg"
)

// compare holds the text of the fresh screens against the committed pictures.
func compare(docs string, album []picture) error {
	var faults []error
	names := []string{}
	for _, p := range album {
		names = append(names, p.name+".svg")
		data, err := os.ReadFile(filepath.Join(docs, p.name+".svg"))
		if err != nil {
			faults = append(faults, err)
			continue
		}
		old, err := svg.TextOf(data)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s.svg: %w", p.name, err))
			continue
		}
		now, err := svg.TextOf(svg.Draw(p.label, p.grid))
		if err != nil {
			return err
		}
		if d := difference(old, now); d != "" {
			faults = append(faults, fmt.Errorf("docs/%s.svg (-) is not what the program shows (+):\n%s", p.name, d))
		}
	}
	there, err := filepath.Glob(filepath.Join(docs, "*.svg"))
	if err != nil {
		return err
	}
	for _, file := range there {
		if !slices.Contains(names, filepath.Base(file)) {
			faults = append(faults, fmt.Errorf("docs/%s is none of the pictures", filepath.Base(file)))
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%w\nmake them anew with: go run ./sshserver/tools/pictures", errors.Join(faults...))
	}
	fmt.Printf("%d pictures tell what the program shows\n", len(album))
	return nil
}

// fleeting is what may differ between two runs of the same program: times,
// days, shares, speeds and what they are made of.
var fleeting = regexp.MustCompile(`\d+(:\d\d)+|\d\d-\d\d\b|\d+ [A-Z][a-z]{2} |\d+ %|[\d.]+( / [\d.]+)? [KMGT]?B(/s)?|\d+ (s|min|秒|分钟)( \d+ (s|秒))? left|还剩 \d+ (秒|分钟)`)

// difference lists the lines of two texts that differ in what is not fleeting.
func difference(old, now []string) string {
	var b strings.Builder
	for i := range max(len(old), len(now)) {
		was, is := at(old, i), at(now, i)
		if lasting(was) != lasting(is) {
			fmt.Fprintf(&b, "%3d - %s\n    + %s\n", i+1, was, is)
		}
	}
	return b.String()
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// lasting is a line without what is fleeting, and with single blanks: what
// follows a number moves with its width.
func lasting(line string) string {
	return strings.Join(strings.Fields(fleeting.ReplaceAllString(line, "#")), " ")
}
