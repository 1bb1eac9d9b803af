package report

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
)

// writeData adds the dossier and every table of the report as CSV, with their description.
func (f *Facts) writeData(folder Folder) error {
	if err := f.copyDossier(folder); err != nil {
		return err
	}
	var estimates, claims bytes.Buffer
	if err := f.Assessment.WriteCSV(&estimates); err != nil {
		return err
	}
	folder["data/estimates.csv"] = estimates.Bytes()
	if len(f.Claims) > 0 {
		if err := claim.WriteCSV(&claims, f.Claims); err != nil {
			return err
		}
		folder["data/claims.csv"] = claims.Bytes()
	}
	if len(f.Flips) > 0 {
		var table bytes.Buffer
		var findings []measure.Finding
		var flips []measure.Flip
		for _, one := range f.Flips {
			findings, flips = append(findings, one.Finding), append(flips, one.Flip)
		}
		if err := measure.WriteFindings(&table, findings, flips); err != nil {
			return err
		}
		folder["data/findings.csv"] = table.Bytes()
	}
	for _, dir := range f.tabular(folder) {
		if err := f.describe(folder, dir); err != nil {
			return err
		}
	}
	return nil
}

// dossierDir is where the report keeps the dossier it was made from: a dossier itself, that every command takes.
const dossierDir = "data/dossier/"

// copyDossier puts the dossier's files into the folder byte for byte: its settings, its tables, and what lies in the folders it may
// have. A file that is none of these is nobody else's business, and is not published.
func (f *Facts) copyDossier(folder Folder) error {
	files, _ := f.Dossier.Files()
	of := []string{"dossier.toml"}
	for _, table := range evidence.TableNames() {
		of = append(of, table+".csv")
	}
	for _, pattern := range []string{"scenarios/*.toml", "words/*.toml", "reports/*.md"} {
		more, err := fs.Glob(files, pattern)
		if err != nil {
			return err
		}
		of = append(of, more...)
	}
	for _, name := range of {
		if _, err := fs.Stat(files, name); err != nil {
			continue // a dossier need not have every table
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		folder[dossierDir+name] = data
	}
	return nil
}

// tabular are the folders whose CSV files get a description: those of data and those of figures.
func (f *Facts) tabular(folder Folder) (dirs []string) {
	for at := range folder {
		if dir := path.Dir(at); strings.HasSuffix(at, ".csv") && !strings.HasPrefix(at, dossierDir) && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	slices.Sort(dirs)
	return dirs
}
