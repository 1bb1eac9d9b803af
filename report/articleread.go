package report

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"multivector/claim"
	"multivector/evidence"
)

// ArticleFolder is the folder of a dossier that holds its articles: NAME.LANGUAGE.md each.
const ArticleFolder = "reports"

// article is a text that comes with the dossier, in one language, its sentences bound.
type article struct {
	name, language string
	file           string // as faults call it
	title          string
	tree           ast.Node
	source         []byte

	book   *claim.Book
	ledger []*claim.Outcome
	faults evidence.Faults
	unheld evidence.Faults // sentences that do not hold as they assert
}

// binding is what a value or a sentence rests on.
type binding struct {
	claim   string // its id, where it is bound to one
	is      claim.Result
	outcome *claim.Outcome // nil of a sentence that only cites
}

// articles reads the articles of a dossier, and evaluates what their sentences are bound to. Whatever is wrong in any of them comes
// back as one error of type evidence.Faults.
func articles(book *claim.Book, ledger []*claim.Outcome) (all []*article, err error) {
	dir, name := book.Region().Files()
	entries, err := fs.ReadDir(dir, ArticleFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, evidence.Faults{{File: path.Join(name, ArticleFolder), What: "the folder cannot be read: " + err.Error(), Right: "it holds Markdown files"}}
	}
	var faults evidence.Faults
	for _, e := range entries { // sorted by name
		file := path.Join(name, ArticleFolder, e.Name())
		parts := articleName.FindStringSubmatch(e.Name())
		if parts == nil || e.IsDir() {
			faults = append(faults, evidence.Fault{File: file, What: "it is no article", Right: "the folder holds files called NAME.LANGUAGE.md, as three-years-on.en.md, and nothing else"})
			continue
		}
		if !slices.Contains(Languages(), parts[2]) {
			faults = append(faults, evidence.Fault{File: file, What: fmt.Sprintf("the report has no language %q", parts[2]), Right: "it has " + strings.Join(Languages(), ", ")})
			continue
		}
		source, err := fs.ReadFile(dir, path.Join(ArticleFolder, e.Name()))
		if err != nil {
			return nil, err
		}
		a := readArticle(book, ledger, file, source)
		a.name, a.language = parts[1], parts[2]
		all, faults = append(all, a), append(faults, a.faults...)
	}
	if faults != nil {
		return nil, faults.Sorted()
	}
	return all, nil
}

var articleName = regexp.MustCompile(`^([a-z0-9-]+)\.([a-z]+)\.md$`)

// HasArticles tells whether a dossier comes with articles.
func HasArticles(d *evidence.Dossier) bool {
	dir, _ := d.Files()
	_, err := fs.Stat(dir, ArticleFolder)
	return err == nil
}

// CheckArticles finds every fault of claims.csv and, where there is none, of the articles that come with a dossier.
func CheckArticles(book *claim.Book) error {
	ledger, err := book.Ledger()
	if err == nil {
		_, err = articles(book, ledger)
	}
	return err
}

// markdown reads what an article may hold, and more, which is then a fault.
var markdown = parser.NewParser(
	parser.WithBlockParsers(parser.DefaultBlockParsers()...),
	parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(bindings{}, 150))...), // before links, after code
)

// readArticle reads one article; what is wrong with it is in its faults.
func readArticle(book *claim.Book, ledger []*claim.Outcome, file string, source []byte) *article {
	a := &article{file: file, source: source, book: book, ledger: ledger}
	a.tree = markdown.Parse(text.NewReader(source))
	a.readTitle()
	_ = ast.Walk(a.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		return a.read(n), nil
	})
	a.faults, a.unheld = a.faults.Sorted(), a.unheld.Sorted()
	return a
}

// readTitle takes the title from the head of the text.
func (a *article) readTitle() {
	h, ok := a.tree.FirstChild().(*ast.Heading)
	if !ok || h.Level != 1 {
		a.fault(0, "the article has no title", "begin it with a line as # Title")
		return
	}
	a.title = a.plain(h)
	a.digits(h)
	a.tree.RemoveChild(a.tree, h)
}

// read holds one node against what an article may hold.
func (a *article) read(n ast.Node) ast.WalkStatus {
	switch n := n.(type) {
	case *ast.Document, *ast.Paragraph, *ast.TextBlock, *ast.ListItem, *ast.Emphasis, *ast.Blockquote:
	case *ast.Heading:
		if n.Level == 1 {
			a.fault(a.at(n), "a second title", "begin the parts of the text with ## or ###")
		}
		if n.Level > 3 {
			a.fault(a.at(n), "a heading of level "+fmt.Sprint(n.Level), "begin the parts of the text with ## or ###")
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if _, plain := c.(*ast.Text); !plain {
				a.fault(a.at(c), "a heading holds more than words", "write it without marks, and say what is bound in the text below")
			}
		}
	case *ast.List:
		if n.IsOrdered() {
			a.fault(a.at(n), "the items of a list are numbered, and a number is bound to nothing", "begin each with a hyphen")
		}
	case *ast.Link:
		if to := string(n.Destination); !strings.HasPrefix(to, "https://") && !strings.HasPrefix(to, "http://") {
			a.fault(a.at(n), fmt.Sprintf("a link leads to %q", to), "write an address of the web, as https://...")
		}
	case *ast.Text:
		a.digits(n)
	case *valued:
		a.readValued(n)
	case *asserted:
		a.readAsserted(n)
	case *citing:
		a.readCiting(n)
	case *opening:
		a.fault(n.Pos(), "the sentence is not closed", "write ]{claim=ID} behind it, outside of any other mark")
	default:
		a.fault(a.at(n), "an article cannot hold "+cmp.Or(kindWords[n.Kind()], "this"), "it holds headings, paragraphs, lists, quotations, emphasis, links, and what is bound")
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// kindWords are what an article cannot hold.
var kindWords = map[ast.NodeKind]string{
	ast.KindCodeSpan: "code", ast.KindCodeBlock: "an indented line, which is code", ast.KindFencedCodeBlock: "code", ast.KindHTMLBlock: "HTML", ast.KindRawHTML: "HTML",
	ast.KindImage: "a picture", ast.KindThematicBreak: "a rule", ast.KindAutoLink: "a bare address",
}

// digits finds the numbers of a text that is bound to nothing.
func (a *article) digits(n ast.Node) {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if _, ok := up.(*asserted); ok {
			return
		}
	}
	t, ok := n.(*ast.Text)
	if !ok {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			a.digits(c)
		}
		return
	}
	words := t.Segment.Value(a.source)
	for i := 0; i < len(words); i++ {
		if words[i] == '{' && i+1 < len(words) && words[i+1] == '=' {
			a.fault(t.Segment.Start+i, "a value is not closed", "write {= expression | form =}")
			return
		}
		if '0' <= words[i] && words[i] <= '9' {
			from := i
			for i < len(words) && (unicode.IsDigit(rune(words[i])) || words[i] == '.' || words[i] == ',') {
				i++
			}
			a.fault(t.Segment.Start+from, fmt.Sprintf("the number %s is bound to nothing", bytes.TrimRight(words[from:i], ".,")),
				`write {= expression | form =}, or bind the sentence: [...]{claim=ID}, [...]{holds="expression"}, [... [@RECORD].]{cited}`)
		}
	}
}

func (a *article) readValued(n *valued) {
	n.outcome = a.eval(n.expr)
	form, kind, ok := readForm(n.form.String())
	switch {
	case !ok:
		a.fault(n.form.offset(0), fmt.Sprintf("%q is no form", n.form), "the forms are "+strings.Join(formNames, ", "))
	case n.outcome != nil && n.outcome.Kind != kind:
		a.fault(n.form.offset(0), fmt.Sprintf("%s writes %s, and the expression is %s", form, kind, n.outcome.Kind), "the forms are "+strings.Join(formNames, ", "))
	case n.outcome != nil && !n.outcome.Parts[0].Value.Known():
		a.unheld = append(a.unheld, a.placed(n.Pos(), "the value is "+n.outcome.Parts[0].Value.Status+" now: "+n.expr.String(), ""))
	}
}

func (a *article) readAsserted(n *asserted) {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if _, ok := up.(*asserted); ok {
			a.fault(n.Pos(), "a bound sentence within another", "close the one before the other begins")
		}
	}
	list, fault := readAttributes(n.attributes)
	if fault != nil {
		fault(a)
		return
	}
	n.is = claim.Holds
	binds, cited, is := 0, false, -1 // how often it is bound, and where it says what it is
	for _, one := range list {
		switch one.name {
		case "claim":
			binds++
			n.bindClaim(a, one)
		case "holds":
			binds++
			if n.outcome = a.eval(one.value); n.outcome != nil && n.outcome.Kind != claim.TruthKind {
				a.fault(one.value.offset(0), "the expression is "+n.outcome.Kind.String()+", and not true or false", "compare it with something, as > 0.5")
				n.outcome = nil
			}
		case "cited":
			binds++
			cited = true
		case "is":
			is = one.at
			if n.is = claim.Result(one.value.String()); !slices.Contains(claim.Results, n.is) {
				a.fault(one.at, fmt.Sprintf("%q is no result", n.is), "write holds, partly, contradicted or open")
			}
		default:
			binds = 1 // of which no more is said
			a.fault(one.at, fmt.Sprintf("%q binds nothing", one.spelt()), `write claim=ID, holds="expression" or cited, and is=RESULT where it does not hold`)
		}
	}
	switch {
	case binds != 1:
		a.fault(n.attributes.offset(0), fmt.Sprintf("the sentence is bound %d times", binds), `write one of claim=ID, holds="expression", cited`)
	case cited && is >= 0:
		a.fault(is, "a sentence that only cites has no result", "leave out is")
	case cited && len(cites(n)) == 0:
		a.fault(n.Pos(), "the sentence cites nothing", "name a record in it, as [@events:ev054]")
	case n.outcome != nil && n.outcome.Result != n.is:
		a.unheld = append(a.unheld, a.placed(n.Pos(), a.unheldIn(n), ""))
	}
}

func (n *asserted) bindClaim(a *article, one attribute) {
	n.claim = one.value.String()
	claims := a.book.Region().Claims
	i := slices.IndexFunc(claims, func(c evidence.Claim) bool { return c.ID == n.claim })
	if i < 0 {
		var ids []string
		for _, c := range claims {
			ids = append(ids, c.ID)
		}
		a.fault(one.at, fmt.Sprintf("there is no claim %q", n.claim), "the nearest is "+evidence.Nearest(n.claim, ids))
		return
	}
	n.outcome = a.ledger[i]
}

func (a *article) readCiting(n *citing) {
	if before, ok := n.PreviousSibling().(*ast.Text); ok { // the note stands where the sentence does, without a space
		before.Segment = before.Segment.TrimRightSpace(a.source)
		before.SetSoftLineBreak(false)
	}
	up := n.Parent()
	for up != nil && up.Kind() != kindAsserted {
		up = up.Parent()
	}
	if up == nil {
		a.fault(n.Pos(), "a record is cited by no sentence", "bind the sentence, and cite within it: [... [@RECORD].]{cited}")
	}
	d := a.book.Region().Dossier
	for _, r := range n.records {
		key, ok := strings.CutPrefix(r.String(), "@")
		switch {
		case !ok:
			a.fault(r.offset(0), fmt.Sprintf("%q is no citation", r), "write @ and the key of a record, as @events:ev054")
		case !d.Ever(key):
			a.fault(r.offset(0), fmt.Sprintf("there is no record %q", key), "the nearest is "+d.NearestKey(key))
		}
	}
}

// cites are the keys of the records that stand within a node.
func cites(n ast.Node) (keys []string) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if c, ok := n.(*citing); ok && entering {
			for _, r := range c.records {
				keys = append(keys, strings.TrimPrefix(r.String(), "@"))
			}
		}
		return ast.WalkContinue, nil
	})
	return keys
}

// eval evaluates an expression; its faults are placed in the file.
func (a *article) eval(p placed) *claim.Outcome {
	text := strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(p.String()) // byte for byte
	o, err := a.book.Eval(text)
	var faults claim.Faults
	switch {
	case errors.As(err, &faults):
		for _, f := range faults {
			a.fault(p.offset(f.Offset), f.What, f.Right)
		}
		return nil
	case err != nil:
		a.fault(p.offset(0), err.Error(), "")
		return nil
	}
	return o
}

// unheldIn says, in the words of the program, why a sentence does not hold as it asserts.
func (a *article) unheldIn(n *asserted) string {
	what := fmt.Sprintf("the sentence asserts %q, and the evidence says %q", n.is, n.outcome.Result)
	if n.claim != "" {
		what = fmt.Sprintf("the sentence asserts that %s is %q, and the evidence says %q", n.claim, n.is, n.outcome.Result)
	}
	if v, ok := n.outcome.Estimate(); ok {
		what += fmt.Sprintf(": %s is %s", v.Name(), v.Said())
	}
	return what
}

// fault keeps what is wrong at a place of the file.
func (a *article) fault(at int, what, right string) {
	a.faults = append(a.faults, a.placed(at, what, right))
}

func (a *article) placed(at int, what, right string) evidence.Fault {
	before := a.source[:min(max(at, 0), len(a.source))]
	return evidence.Fault{File: a.file, Line: 1 + bytes.Count(before, []byte("\n")), Column: len(before) - bytes.LastIndexByte(before, '\n'), What: what, Right: right}
}

// at is where a node begins, or where the first does that has a place.
func (a *article) at(n ast.Node) int {
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start
	}
	if at := n.Pos(); at >= 0 {
		return at
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at := a.at(c); at >= 0 {
			return at
		}
	}
	return -1
}

// plain is the words of a node.
func (a *article) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(a.source))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}
