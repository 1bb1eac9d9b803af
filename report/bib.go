package report

import (
	"fmt"
	"regexp"
	"strings"
)

// paper is an entry of references.bib.
type paper struct {
	Key    string
	Entry  string            // as it stands in the file
	fields map[string]string // in plain letters
}

var (
	entryHead = regexp.MustCompile(`(?m)^@\w+\{([^,\s]+),`)
	bibField  = regexp.MustCompile(`(?m)^\s*(\w+)\s*=\s*\{(.*)\},?$`)
)

// plainTeX is what the file has of TeX, in the letters it stands for.
var plainTeX = strings.NewReplacer(
	`{\'a}`, "á", `{\'e}`, "é", `{\'i}`, "í", `{\'o}`, "ó", `{\"a}`, "ä", `{\"o}`, "ö", `{\"u}`, "ü", "{\\`a}", "à", `{\~a}`, "ã",
	"``", "“", "''", "”", "---", "—", "--", "–", "`", "‘", "'", "’", `\&`, "&", "{", "", "}", "",
)

// readPapers reads a BibTeX file as this project writes it: an entry begins a line, each of its fields stands on a line of its own.
func readPapers(bib []byte) (all []paper, err error) {
	text := string(bib)
	heads := entryHead.FindAllStringSubmatchIndex(text, -1)
	for i, h := range heads {
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		p := paper{Key: text[h[2]:h[3]], Entry: strings.TrimSpace(text[h[0]:end]), fields: map[string]string{}}
		for _, f := range bibField.FindAllStringSubmatch(p.Entry, -1) {
			p.fields[f[1]] = plainTeX.Replace(f[2])
		}
		if p.fields["title"]+p.fields["author"] == "" {
			return nil, fmt.Errorf("references.bib: %s has neither title nor author", p.Key)
		}
		all = append(all, p)
	}
	return all, nil
}

// Short is a paper as a text cites it: Hix, Noury and Roland 2005.
func (p paper) Short() string {
	if p.fields["author"] == "" {
		return strings.TrimSpace(p.Title() + " " + p.Year())
	}
	authors := strings.Split(p.fields["author"], " and ")
	for i, a := range authors {
		authors[i], _, _ = strings.Cut(a, ",")
	}
	name := authors[0]
	switch len(authors) {
	case 1:
	case 2:
		name += " & " + authors[1]
	default:
		name += " et al."
	}
	return strings.TrimSpace(name + " " + p.fields["year"])
}

// Where is what a paper is in: its journal, its book, its publisher, with volume and pages.
func (p paper) Where() string {
	f := p.fields
	var parts []string
	for _, name := range []string{"journal", "booktitle", "institution", "publisher", "note"} {
		part := f[name]
		if part == "" {
			continue
		}
		if name == "journal" && f["volume"] != "" {
			part += " " + f["volume"]
			if f["number"] != "" {
				part += "(" + f["number"] + ")"
			}
		}
		parts = append(parts, part)
	}
	if f["pages"] != "" {
		parts = append(parts, f["pages"])
	}
	return strings.Join(parts, ", ")
}

// Title is the paper's title in plain letters.
func (p paper) Title() string { return p.fields["title"] }

// Authors are its authors, first name last.
func (p paper) Authors() string { return strings.ReplaceAll(p.fields["author"], " and ", "; ") }

// Year is the year it appeared in.
func (p paper) Year() string { return p.fields["year"] }

// Href is where it is on the web, or nothing.
func (p paper) Href() string {
	if doi := p.fields["doi"]; doi != "" {
		return "https://doi.org/" + doi
	}
	return p.fields["url"]
}
