package claim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"

	"multivector/evidence"
)

// compilation finds what is wrong with an expression before it is evaluated: names that mean nothing in the dossier, functions that are
// not there, values of the wrong kind. One mistake is one fault.
type compilation struct {
	book   *Book
	text   string
	faults Faults
}

// broken is the kind of what is at fault: nothing more is said of it.
const broken Kind = 255

func (c *compilation) fault(node ast.Node, what, right string) Kind {
	c.faults = append(c.faults, Fault{bytesTo(c.text, node.Location().From), what, right})
	return broken
}

// check gives the kind of a node.
func (c *compilation) check(node ast.Node) Kind {
	switch n := node.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return NumberKind
	case *ast.StringNode:
		return WordKind
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.CallNode:
		if name, ok := n.Callee.(*ast.IdentifierNode); ok {
			return c.call(n, name.Value)
		}
	case *ast.IdentifierNode:
		if functions[n.Value] != nil {
			return c.fault(n, fmt.Sprintf("%s is a function", n.Value), "write "+functions[n.Value].usage())
		}
		return c.fault(n, fmt.Sprintf("%q has no meaning here", n.Value), fmt.Sprintf("write a text between quotes, as '%s', or a function, as %s", n.Value, functions[evidence.Nearest(n.Value, functionNames())].usage()))
	}
	return c.fault(node, "an expression cannot hold this", "it is made of functions, numbers, texts between quotes, comparisons, + - * /, and, or, not")
}

func (c *compilation) binary(n *ast.BinaryNode) Kind {
	a, b := c.check(n.Left), c.check(n.Right)
	if a == broken || b == broken {
		return broken
	}
	switch o := operator(n.Operator); {
	case isOneOf(o, "and", "or"):
		for _, side := range []struct {
			node ast.Node
			kind Kind
		}{{n.Left, a}, {n.Right, b}} {
			if side.kind != TruthKind {
				return c.fault(side.node, fmt.Sprintf("%s stands beside %q, which takes what is true or false", side.kind, o), "compare it with something, as > 0.5")
			}
		}
		return TruthKind
	case isOneOf(o, "+", "-", "*", "/"):
		if a != NumberKind || b != NumberKind {
			return c.fault(n, fmt.Sprintf("%q takes two numbers, and not %s and %s", o, a, b), "compare dates and words with == or <")
		}
		return NumberKind
	case isOneOf(o, "==", "!=", "<", "<=", ">", ">="):
		return c.comparison(n, o, a, b)
	}
	return c.fault(n, fmt.Sprintf("%q is no operator of an expression", n.Operator), "there are == != < <= > >=, + - * /, and, or, not")
}

// comparison compares two of one kind. A text beside a date is one.
func (c *compilation) comparison(n *ast.BinaryNode, o string, a, b Kind) Kind {
	for _, side := range []struct {
		node ast.Node
		kind *Kind
		with Kind
	}{{n.Left, &a, b}, {n.Right, &b, a}} {
		if text, ok := side.node.(*ast.StringNode); ok && side.with == DateKind {
			if _, err := evidence.ParseDate(text.Value); err != nil {
				what, right, _ := strings.Cut(err.Error(), "; ")
				return c.fault(side.node, what, right)
			}
			*side.kind = DateKind
		}
	}
	switch {
	case a != b:
		return c.fault(n, fmt.Sprintf("%s is compared with %s", a, b), "the two sides of a comparison are of one kind")
	case a == TruthKind:
		return c.fault(n, "two truths are compared", "write not before what is to be false")
	case a == WordKind && !isOneOf(o, "==", "!="):
		return c.fault(n, fmt.Sprintf("words are compared with %s", o), "write == or !=")
	}
	if f := calledAt(n.Left); f == "vote" {
		c.answer(n.Right)
	} else if f := calledAt(n.Right); f == "vote" {
		c.answer(n.Left)
	}
	return TruthKind
}

// calledAt is the function that a node calls.
func calledAt(node ast.Node) string {
	if call, ok := node.(*ast.CallNode); ok {
		if name, ok := call.Callee.(*ast.IdentifierNode); ok {
			return name.Value
		}
	}
	return ""
}

// answer checks a word that is compared with a vote.
func (c *compilation) answer(node ast.Node) {
	if text, ok := node.(*ast.StringNode); ok && !slices.Contains(answers, text.Value) {
		c.fault(node, fmt.Sprintf("%q is no answer to a roll call", text.Value), "write "+strings.Join(answers, ", "))
	}
}

func (c *compilation) unary(n *ast.UnaryNode) Kind {
	k := c.check(n.Node)
	switch {
	case k == broken:
		return broken
	case operator(n.Operator) == "not" && k != TruthKind:
		return c.fault(n, fmt.Sprintf("not stands before %s", k), "write it before what is true or false")
	case isOneOf(n.Operator, "-", "+") && k != NumberKind:
		return c.fault(n, fmt.Sprintf("%s stands before %s", n.Operator, k), "write it before a number")
	}
	return k
}

func (c *compilation) call(n *ast.CallNode, name string) Kind {
	f := functions[name]
	if f == nil {
		return c.fault(n, fmt.Sprintf("no function is called %q", name), "the nearest is "+functions[evidence.Nearest(name, functionNames())].usage())
	}
	if len(n.Arguments) < f.least() || len(n.Arguments) > len(f.takes) {
		return c.fault(n, fmt.Sprintf("%s is given %s", name, plural(len(n.Arguments), "argument", "arguments")), "write "+f.usage()+": "+f.says)
	}
	before := len(c.faults)
	kinds := make([]Kind, len(n.Arguments))
	var texts []string
	for i, node := range n.Arguments {
		kinds[i] = c.argument(f, i, node, texts)
		text := ""
		if s, ok := node.(*ast.StringNode); ok {
			text = s.Value
		}
		texts = append(texts, text)
	}
	if len(c.faults) == before && f.measures() {
		c.estimate(n, f, texts)
	}
	if slices.Contains(kinds, broken) || len(c.faults) > before {
		return broken
	}
	if f.result != nil {
		return f.result(kinds)
	}
	return f.gives
}

// argument checks one argument of a function; before are the texts of those before it.
func (c *compilation) argument(f *function, i int, node ast.Node, before []string) Kind {
	p := f.takes[i]
	switch p.is {
	case aNumber, aTruth, anything:
		k := c.check(node)
		wanted := map[sort]Kind{aNumber: NumberKind, aTruth: TruthKind}
		if want, one := wanted[p.is]; k != broken && one && k != want {
			return c.fault(node, fmt.Sprintf("%s takes %s as %s, and not %s", f.name, want, p.name, k), "write "+f.usage())
		}
		return k
	}
	if n, ok := node.(*ast.IntegerNode); ok && p.is == aDay {
		node = &ast.StringNode{Value: strconv.Itoa(n.Value)} // a year
		node.SetLocation(n.Location())
	}
	text, ok := node.(*ast.StringNode)
	if !ok {
		return c.fault(node, fmt.Sprintf("%s takes a text between quotes as %s", f.name, p.name), "write "+f.usage())
	}
	if p.optional && text.Value == "" {
		return WordKind // left open
	}
	if what, right := c.book.wrong(p, text.Value, before); what != "" {
		return c.fault(node, what, right)
	}
	return WordKind
}

// wrong says what is wrong with a text that stands for something in the dossier, and what would be right.
func (b *Book) wrong(p parameter, text string, before []string) (what, right string) {
	d := b.whole
	nearest := func(of string, known []string) (string, string) {
		if len(known) == 0 {
			return fmt.Sprintf("%q is not %s", text, of), "the dossier has none"
		}
		return fmt.Sprintf("%q is not %s", text, of), fmt.Sprintf("the nearest is %s", evidence.Nearest(text, known))
	}
	switch p.is {
	case aState, aFocal:
		if text == d.Label && p.is == aState {
			return "", ""
		}
		if _, ok := d.State(text); !ok {
			if code, err := d.Resolve(text); err == nil {
				if _, ok := d.State(code); ok {
					return fmt.Sprintf("%q is a name; an expression takes codes", text), "write '" + code + "'"
				}
			}
			return nearest("a code of states.csv", idsOf(d, "states"))
		}
		if p.is == aFocal && !d.IsFocal(text) {
			return text + " is not of the region", "its states are " + strings.Join(d.Config.Region, ", ")
		}
	case aRecord:
		if !d.Ever(text) {
			return fmt.Sprintf("there is no record %q", text), "the nearest is " + d.NearestKey(text)
		}
	case anID:
		if !d.Ever(p.table() + ":" + text) {
			return nearest("an id of "+p.table()+".csv", idsOf(d, p.table()))
		}
	case aColumn:
		if known := evidence.Columns(evidence.TableOf(before[len(before)-1])); !slices.Contains(known, text) {
			return nearest("a column of "+evidence.TableOf(before[len(before)-1])+".csv", known)
		}
	case anAnswer:
		if !slices.Contains(answers, text) {
			return fmt.Sprintf("%q is no answer to a roll call", text), "write " + strings.Join(answers, ", ")
		}
	case aDay:
		if _, err := evidence.ParseDate(text); err != nil {
			what, right, _ = strings.Cut(err.Error(), "; ")
			return what, right
		}
	case aWord:
		if _, ok := b.Words[text]; !ok {
			return nearest("a word of probability", b.Words.List())
		}
	case aScenario:
		ids, err := b.scenarioIDs()
		if err == nil && !slices.Contains(ids, text) {
			return nearest("a scenario of the dossier", ids)
		}
	case anEstimate:
		if names := b.names(); !names[text] {
			return nearest("the name of an estimate", keysOf(names))
		}
	}
	return "", ""
}

// estimate checks that the name which a function makes of its arguments is that of an estimate.
func (c *compilation) estimate(n *ast.CallNode, f *function, texts []string) {
	names := c.book.names()
	if name := f.estimateName(c.book.region.Label, texts); !names[name] {
		c.fault(n, fmt.Sprintf("%q is not measured", name), "the nearest is "+evidence.Nearest(name, keysOf(names)))
	}
}

// rests tells whether a node asks something of the dossier.
func (c *compilation) rests(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.BinaryNode:
		return c.rests(n.Left) || c.rests(n.Right)
	case *ast.UnaryNode:
		return c.rests(n.Node)
	case *ast.CallNode:
		f := functions[calledAt(n)]
		if f == nil || f.call != nil && len(f.takes) > 0 && !isOneOf(f.name, "within", "means", "one", "size") {
			return true
		}
		return slices.ContainsFunc(n.Arguments, c.rests)
	}
	return false
}

// idsOf are the ids of a table's records.
func idsOf(d *evidence.Dossier, table string) []string {
	keys := d.EverKeys(table)
	for i, key := range keys {
		_, keys[i], _ = strings.Cut(key, ":")
	}
	return keys
}

func keysOf(m map[string]bool) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
