package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"multivector/evidence"
)

// BrowserVariable is the environment's name for the browser that prints reports, where none of the usual ones is to be taken.
const BrowserVariable = "MULTIVECTOR_CHROMIUM"

// Browser finds the Chromium that prints a report.
func Browser() (string, error) {
	if named := os.Getenv(BrowserVariable); named != "" {
		found, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("%s: %w", BrowserVariable, err)
		}
		return found, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", errors.New("no Chromium is here to print the PDF: install it (the package is called chromium), or name a browser of its kind in " + BrowserVariable)
}

// printed are the pages of a PDF, in its order: patterns of path.Match under the root of a language.
var printed = []string{"index.html", "articles/*.html", "states/*.html", "claims.html", "missing.html", "methods.html"}

// writePDF prints the report of each language as report.pdf under its root.
func (f *Facts) writePDF(folder Folder, browser string) error {
	dir, err := os.MkdirTemp("", "multivector-print-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for name, data := range folder {
		if path.Ext(name) != ".svg" && path.Ext(name) != ".css" {
			continue
		}
		if err := put(filepath.Join(dir, filepath.FromSlash(name)), data); err != nil {
			return err
		}
	}
	for _, l := range f.Languages {
		root := rootOf(f.Languages, l)
		page := filepath.Join(dir, "print-"+l.Code+".html")
		if err := os.WriteFile(page, folder.printable(root, l.Code), 0o644); err != nil {
			return err
		}
		pdf, err := printPage(browser, page, filepath.Join(dir, "browser"))
		if err != nil {
			return fmt.Errorf("%s: %w", browser, err)
		}
		folder[root+"report.pdf"] = dated(pdf, f.Region.AsOf)
	}
	return nil
}

func put(at string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	return os.WriteFile(at, data, 0o644)
}

var (
	mainPart  = regexp.MustCompile(`(?s)<main id="main">(.*)</main>`)
	titlePart = regexp.MustCompile(`(?s)<title>(.*?)</title>`)
	idOrLink  = regexp.MustCompile(` (id|href|src|aria-labelledby|aria-describedby)="([^"]*)"`)
)

// printable makes one page of the pages that are printed: what they hold, one after the other, each from a new sheet. An id gets the
// page's name before it; a link to a page that is printed too leads within the document, one to the web remains, any other goes.
func (f Folder) printable(root, language string) []byte {
	var names []string
	for _, pattern := range printed {
		var some []string
		for name := range f {
			if ok, _ := path.Match(root+pattern, name); ok {
				some = append(some, name)
			}
		}
		slices.Sort(some)
		names = append(names, some...)
	}
	var title string
	var b bytes.Buffer
	for i, name := range names {
		if i == 0 {
			if m := titlePart.FindSubmatch(f[name]); m != nil {
				title = string(m[1])
			}
		}
		m := mainPart.FindSubmatch(f[name])
		if m == nil {
			continue
		}
		body := idOrLink.ReplaceAllStringFunc(string(m[1]), func(attribute string) string {
			parts := idOrLink.FindStringSubmatch(attribute)
			kind, value := parts[1], parts[2]
			switch {
			case kind == "href":
				if strings.Contains(value, "://") {
					return attribute
				}
				file, anchor, _ := strings.Cut(value, "#")
				target := name
				if file != "" {
					target = path.Join(path.Dir(name), file)
				}
				if !slices.Contains(names, target) {
					return ""
				}
				return ` href="#` + sheet(target, anchor) + `"`
			case kind == "src":
				return ` src="` + path.Join(path.Dir(name), value) + `"`
			}
			return " " + kind + `="` + sheet(name, value) + `"`
		})
		fmt.Fprintf(&b, "<section class=\"sheet\" id=\"%s\">%s</section>\n", sheet(name, ""), body)
	}
	return fmt.Appendf(nil, "<!DOCTYPE html>\n<html lang=%q>\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body class=\"print\">\n<main>\n%s</main>\n</body>\n</html>\n",
		language, title, b.Bytes())
}

// sheet is an id of a page as the document has it that holds many.
func sheet(page, id string) string {
	return strings.TrimSuffix(slug(strings.TrimSuffix(page, ".html"))+"--"+id, "--")
}

// printPage has a browser print a file, without a network.
func printPage(browser, page, profile string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	out := page + ".pdf"
	args := []string{
		"--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--user-data-dir=" + profile, "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf", "--print-to-pdf=" + out,
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium's sandbox does not run as root; the page is our own
	}
	said, err := exec.CommandContext(ctx, browser, append(args, "file://"+filepath.ToSlash(page))...).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, bytes.TrimSpace(said))
	}
	pdf, err := os.ReadFile(out)
	if err != nil {
		return nil, fmt.Errorf("it printed nothing: %s", bytes.TrimSpace(said))
	}
	return pdf, nil
}

var printedOn = regexp.MustCompile(`/(CreationDate|ModDate) \(D:\d{14}[^)]*\)`)

// dated puts the day that the report is of in place of the moment of printing, of the same length, for a PDF knows where its parts begin.
func dated(pdf []byte, day evidence.Date) []byte {
	return printedOn.ReplaceAllFunc(pdf, func(date []byte) []byte {
		at := bytes.Index(date, []byte("D:")) + 2
		return slices.Concat(date[:at], []byte(day.Last().Format("20060102")+"000000"), date[at+14:])
	})
}
