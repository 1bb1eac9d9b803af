package report

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// An article's Markdown has three marks of its own, which an inline parser of goldmark makes nodes of:
//
//	{= expression | form =}        a number, or another value, and how it is written
//	[a sentence]{claim=cl26}       a sentence and what bears it out
//	[@events:ev054; @votes:v1/AAA] records that a sentence cites

// valued is a value in the text.
type valued struct {
	ast.BaseInline
	binding
	expr placed
	form placed
}

// asserted is a sentence that is bound to what bears it out.
type asserted struct {
	ast.BaseInline
	binding
	attributes placed
}

// citing is records that a sentence cites.
type citing struct {
	ast.BaseInline
	records []placed
}

// opening is the bracket at the head of an asserted sentence, until its end is read.
type opening struct {
	ast.BaseInline
	before ast.Node // the emphasis that was open there
	end    int      // where in the file its closing bracket is
}

// placed is a text and where in the file each of its bytes is, for it may run over several lines.
type placed struct {
	text []byte
	at   []int
}

func (p placed) String() string { return string(p.text) }

// part is some bytes of it, without the space around them.
func (p placed) part(from, to int) placed {
	for from < to && isSpace(p.text[from]) {
		from++
	}
	for to > from && isSpace(p.text[to-1]) {
		to--
	}
	return placed{p.text[from:to], p.at[from : to+1]}
}

// offset is where in the file a byte is; the last is that after the end.
func (p placed) offset(i int) int { return p.at[min(max(i, 0), len(p.at)-1)] }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

var (
	kindValued   = ast.NewNodeKind("Valued")
	kindAsserted = ast.NewNodeKind("Asserted")
	kindCiting   = ast.NewNodeKind("Citing")
	kindOpening  = ast.NewNodeKind("Opening")
)

func (*valued) Kind() ast.NodeKind   { return kindValued }
func (*asserted) Kind() ast.NodeKind { return kindAsserted }
func (*citing) Kind() ast.NodeKind   { return kindCiting }
func (*opening) Kind() ast.NodeKind  { return kindOpening }

// Dump is for goldmark's own listing of a tree.
func (n *valued) Dump(source []byte, level int)   { ast.DumpHelper(n, source, level, nil, nil) }
func (n *asserted) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
func (n *citing) Dump(source []byte, level int)   { ast.DumpHelper(n, source, level, nil, nil) }
func (n *opening) Dump(source []byte, level int)  { ast.DumpHelper(n, source, level, nil, nil) }

// bindings is the inline parser.
type bindings struct{}

// openings are the sentences of a text whose ends were not read yet, by where they end.
var openings = parser.NewContextKey()

func (bindings) Trigger() []byte { return []byte{'{', '[', ']'} }

func (bindings) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	switch line, segment := block.PeekLine(); {
	case bytes.HasPrefix(line, []byte("{=")):
		return parseValued(block, segment.Start)
	case bytes.HasPrefix(line, []byte("[@")):
		return parseCiting(block, segment.Start)
	case line[0] == '[':
		return parseOpening(block, segment.Start, pc)
	case line[0] == ']':
		open, _ := pc.Get(openings).(map[int]*opening)
		if o := open[segment.Start]; o != nil && o.Parent() == parent {
			return parseEnd(o, block, pc)
		}
	}
	return nil
}

func parseValued(block text.Reader, at int) ast.Node {
	t := ahead(block)
	end := valueEnd(t.text)
	if end < 0 {
		return nil // which leaves the brace in the text, where it is a fault
	}
	n := &valued{expr: t.part(2, end)}
	n.SetPos(at)
	if bar := lastBar(t.text[:end]); bar > 0 {
		n.expr, n.form = t.part(2, bar), t.part(bar+1, end)
	} else {
		n.form = t.part(end, end)
	}
	advance(block, end+2)
	return n
}

// valueEnd is where the value at the head of a text ends: at =}, -1 where it does not.
func valueEnd(text []byte) int {
	end := bytes.Index(text[2:], []byte("=}"))
	if end < 0 {
		return -1
	}
	return 2 + end
}

// lastBar is where the form of a value begins: the last bar that stands alone and in no quotes.
func lastBar(text []byte) int {
	bar, quoted := -1, byte(0)
	for i, c := range text {
		switch {
		case quoted != 0:
			if c == quoted {
				quoted = 0
			}
		case c == '\'' || c == '"':
			quoted = c
		case c == '|' && text[i-1] != '|' && (i+1 == len(text) || text[i+1] != '|'):
			bar = i
		}
	}
	return bar
}

func parseCiting(block text.Reader, at int) ast.Node {
	t := ahead(block)
	end := bytes.IndexByte(t.text, ']')
	if end < 0 {
		return nil
	}
	n := &citing{}
	n.SetPos(at)
	from := 1
	for i := 1; i <= end; i++ {
		if t.text[i] == ';' || i == end {
			n.records = append(n.records, t.part(from, i))
			from = i + 1
		}
	}
	advance(block, end+1)
	return n
}

// parseOpening takes a bracket for the head of a sentence where the bracket that closes it has a brace behind it.
func parseOpening(block text.Reader, at int, pc parser.Context) ast.Node {
	t := ahead(block)
	end := closing(t.text)
	if end < 0 || end+1 >= len(t.text) || t.text[end+1] != '{' || bytes.IndexByte(t.text[end:], '}') < 0 {
		return nil
	}
	n := &opening{before: pc.LastDelimiter(), end: t.offset(end)}
	n.SetPos(at)
	open, ok := pc.Get(openings).(map[int]*opening)
	if !ok {
		open = map[int]*opening{}
		pc.Set(openings, open)
	}
	open[n.end] = n
	block.Advance(1)
	return n
}

// closing is where the bracket at the head of a text is closed.
func closing(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == '{' && i+1 < len(text) && text[i+1] == '=':
			end := valueEnd(text[i:])
			if end < 0 {
				return -1
			}
			i += end + 1
		case c == '[':
			depth++
		case c == ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// parseEnd makes a sentence of what was read since its head.
func parseEnd(o *opening, block text.Reader, pc parser.Context) ast.Node {
	parser.ProcessDelimiters(o.before, pc)
	n := &asserted{}
	n.SetPos(o.Pos())
	parent := o.Parent()
	for c := o.NextSibling(); c != nil; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		n.AppendChild(n, c)
		c = next
	}
	parent.RemoveChild(parent, o)
	t := ahead(block)
	end := 2
	for quoted := false; end < len(t.text) && (quoted || t.text[end] != '}'); end++ {
		quoted = quoted != (t.text[end] == '"')
	}
	if end == len(t.text) { // a quote is open
		end = bytes.IndexByte(t.text, '}')
	}
	n.attributes = t.part(2, end)
	advance(block, end+1)
	return n
}

// ahead is what is left of a block from the reader's place on.
func ahead(block text.Reader) (t placed) {
	line, position := block.Position()
	at := position.Start
	for len(t.text) < longest {
		text, segment := block.PeekLine()
		if text == nil {
			break
		}
		for i := range text {
			t.text = append(t.text, text[i])
			at = segment.Start + max(0, i-segment.Padding)
			t.at = append(t.at, at)
		}
		block.AdvanceLine()
	}
	t.at = append(t.at, at+1)
	block.SetPosition(line, position)
	return t
}

// longest is how far, in bytes, the end of a sentence is looked for.
const longest = 8000

// advance moves the reader on by some bytes, over the ends of lines.
func advance(block text.Reader, n int) {
	for n > 0 {
		line, _ := block.PeekLine()
		if line == nil {
			return
		}
		if n < len(line) {
			block.Advance(n)
			return
		}
		n -= len(line)
		block.AdvanceLine()
	}
}

// attribute is one of a sentence: claim=cl26, or a word alone.
type attribute struct {
	name  string
	value placed
	at    int
}

// readAttributes reads what stands in a sentence's braces.
func readAttributes(p placed) (all []attribute, fault func(a *article)) {
	for i := 0; i < len(p.text); {
		if isSpace(p.text[i]) {
			i++
			continue
		}
		from := i
		for i < len(p.text) && p.text[i] != '=' && !isSpace(p.text[i]) {
			i++
		}
		a := attribute{name: string(p.text[from:i]), value: p.part(i, i), at: p.offset(from)}
		if i < len(p.text) && p.text[i] == '=' {
			i++
			switch {
			case i < len(p.text) && p.text[i] == '"':
				end := bytes.IndexByte(p.text[i+1:], '"')
				if end < 0 {
					at := p.offset(i)
					return nil, func(a *article) { a.fault(at, "a quote is not closed", `write holds="expression"`) }
				}
				a.value = p.part(i+1, i+1+end)
				i += end + 2
			default:
				from := i
				for i < len(p.text) && !isSpace(p.text[i]) {
					i++
				}
				a.value = p.part(from, i)
			}
		}
		all = append(all, a)
	}
	return all, nil
}

// spelt is how an attribute is written, for a fault.
func (a attribute) spelt() string {
	if len(a.value.text) == 0 {
		return a.name
	}
	return fmt.Sprintf("%s=%s", a.name, strings.TrimSpace(a.value.String()))
}
