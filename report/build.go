package report

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"multivector/chance"

	"multivector/measure"
)

// Options are what a report is made with beyond the dossier.
type Options struct {
	Program, Version, Command string   // for the manifest
	Languages                 []string // codes; none is those of the dossier
	Strict                    bool     // sentences of articles that do not hold are an error, of type Unheld
	Browser                   string   // that prints the report as PDF; none where it is not to be printed
}

// Build makes the report of a region. An error of type Unheld comes with the whole report.
func Build(r *measure.Region, o Options) (Folder, error) {
	facts, err := Measure(r)
	if err != nil {
		return nil, err
	}
	facts.Made = o
	if len(o.Languages) == 0 {
		o.Languages = r.Config.Languages
	}
	if err := facts.speak(o.Languages); err != nil {
		return nil, err
	}
	folder := Folder{}
	if folder["style.css"], err = templateFiles.ReadFile("templates/style.css"); err != nil {
		return nil, err
	}
	var writers []*writer
	for _, l := range facts.Languages {
		w := newWriter(facts, l, rootOf(facts.Languages, l))
		w.write(folder)
		if err := w.render(folder); err != nil {
			return nil, err
		}
		w.settle(folder)
		writers = append(writers, w)
	}
	facts.account(writers)
	for i, w := range writers {
		w.writeEvidence(folder)
		w.writeSources(folder)
		if i == 0 {
			w.writeRecords(folder)
		}
		if err := w.render(folder); err != nil {
			return nil, err
		}
	}
	if err := facts.writeData(folder); err != nil {
		return nil, err
	}
	if o.Browser != "" {
		if err := facts.writePDF(folder, o.Browser); err != nil {
			return nil, err
		}
	}
	digest, err := r.Digest()
	if err != nil {
		return nil, err
	}
	err = folder.seal(Manifest{Program: o.Program, Version: o.Version, Command: o.Command, Seed: r.Seed, AsOf: r.AsOf.String(), Dossier: digest})
	if err == nil && o.Strict {
		err = facts.unheld()
	}
	return folder, err
}

// speak reads the languages of the report, and the dossier's words in them.
func (f *Facts) speak(codes []string) error {
	if len(codes) == 0 {
		codes = []string{"en"}
	}
	var faults []error
	for _, code := range codes {
		l, err := newLanguage(code)
		if err == nil {
			err = l.speak(f.Dossier)
		}
		if err != nil {
			faults = append(faults, err)
			continue
		}
		f.Languages = append(f.Languages, l)
	}
	return errors.Join(faults...)
}

// write puts together the pages of a language, but for the evidence: what that must show is known when all languages have spoken.
func (w *writer) write(folder Folder) {
	for _, write := range []func(Folder){
		w.writeIndex, w.writeStates, w.writeVectors, w.writeForums, w.writeArticle, w.writeClaims, w.writeMethods, w.writeMissing, w.writeErrata,
	} {
		write(folder)
	}
}

// render makes files of the pages of a language.
func (w *writer) render(folder Folder) error {
	if err := errors.Join(w.faults...); err != nil {
		return err
	}
	rendered, faults := make([][]byte, len(w.pages)), make([]error, len(w.pages))
	chance.Each(len(w.pages), func(i int) { rendered[i], faults[i] = w.pages[i].render() })
	for i, p := range w.pages {
		if faults[i] != nil {
			return fmt.Errorf("%s: %w", p.path, faults[i])
		}
		if folder[p.path] != nil {
			return fmt.Errorf("%s is written twice", p.path)
		}
		folder[p.path] = rendered[i]
	}
	w.pages = nil
	return nil
}

var idOf = regexp.MustCompile(`\sid="([^"]*)"`)

// settle forgets the sentences that were made and then stand on no page: as a part of another, or where two were made and one chosen.
func (w *writer) settle(folder Folder) {
	stands := map[string]bool{}
	for at, data := range folder {
		if strings.HasSuffix(at, ".html") {
			for _, m := range idOf.FindAllSubmatch(data, -1) {
				stands[at+"#"+string(m[1])] = true
			}
		}
	}
	for _, by := range []map[string][]backlink{w.saidOf, w.citedBy, w.citing} {
		for of, links := range by {
			by[of] = slices.DeleteFunc(links, func(b backlink) bool { return !stands[b.Href] })
		}
	}
}
