package claim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"

	"github.com/expr-lang/expr/builtin"
)

// Fault is something wrong with an expression: where in it, counted in bytes from 0, what, and what would be right.
type Fault struct {
	Offset      int
	What, Right string
}

func (f Fault) String() string {
	text := fmt.Sprintf("column %d: %s", f.Offset+1, f.What)
	if f.Right != "" {
		text += "; " + f.Right
	}
	return text
}

// Faults are all the faults of an expression, in the order in which they stand.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// program is an expression that can be evaluated in any edition of the book it was compiled for.
type program struct {
	kind  Kind
	parts []part
}

// part is what stands between two ands; a number, a word or a date has one.
type part struct {
	text string
	code *vm.Program
}

// maxNodes is many times what a claim needs.
const maxNodes = 2000

// compile reads an expression. All that is wrong with it comes back at once, as Faults.
func (b *Book) compile(text string) (*program, error) {
	config := b.config()
	tree, err := parser.ParseWithConfig(text, config)
	if err != nil {
		return nil, Faults{syntax(text, err)}
	}
	c := compilation{book: b, text: text}
	p := &program{kind: c.check(tree.Node)}
	switch {
	case len(c.faults) > 0: // what is at fault may be what it would rest on
	case p.kind == TruthKind:
		for _, node := range conjuncts(tree.Node) {
			if !c.rests(node) {
				c.fault(node, "this part rests on no evidence", "let it ask something of the dossier, as vote('es11-1', 'AAA') == 'yes'")
			}
		}
	case !c.rests(tree.Node):
		c.fault(tree.Node, "it rests on no evidence", "let it ask something of the dossier")
	}
	if len(c.faults) > 0 {
		slices.SortStableFunc(c.faults, func(a, b Fault) int { return a.Offset - b.Offset })
		return nil, c.faults
	}
	nodes := []ast.Node{tree.Node}
	if p.kind == TruthKind {
		nodes = conjuncts(tree.Node)
	}
	for _, node := range nodes {
		one := part{text: strings.ReplaceAll(node.String(), `"`, "'")}
		code, err := emit(&parser.Tree{Node: rewrite(node, &ast.IdentifierNode{Value: here}), Source: tree.Source}, config)
		if err != nil {
			return nil, Faults{syntax(text, err)}
		}
		one.code = code
		p.parts = append(p.parts, one)
	}
	return p, nil
}

// here is the name under which an expression knows the edition it is evaluated in.
const here = "here"

// config tells the library what there is: our functions and operators, and nothing else.
func (b *Book) config() *conf.Config {
	c := conf.New(map[string]any{here: (*edition)(nil)})
	c.MaxNodes = maxNodes
	for name := range c.Builtins {
		c.Disabled[name] = true
	}
	clear(c.Builtins)
	for name, call := range operators {
		c.Functions[name] = &builtin.Function{Name: name, Func: call}
	}
	for name, f := range functions {
		c.Functions[name] = &builtin.Function{Name: name, Func: func(given ...any) (any, error) {
			return given[0].(*edition).call(f, given[1:]), nil
		}}
	}
	return c
}

// operators are what operators become: calls of our functions over values.
var operators = map[string]func(...any) (any, error){
	"_compare": func(x ...any) (any, error) { return compare(x[0].(string), lift(x[1]), lift(x[2])), nil },
	"_take":    func(x ...any) (any, error) { return arithmetic(x[0].(string), lift(x[1]), lift(x[2])), nil },
	"_all":     func(x ...any) (any, error) { return all(x[0].(string), lift(x[1]), lift(x[2])), nil },
	"_not":     func(x ...any) (any, error) { return not(lift(x[0])), nil },
	"_at":      func(x ...any) (any, error) { return x[0].(*edition).at(x[1].(string)), nil },
}

// logical and other operators, by the word that stands for all of their spellings.
var spelt = map[string]string{"&&": "and", "||": "or", "!": "not"}

func operator(o string) string {
	if one, ok := spelt[o]; ok {
		return one
	}
	return o
}

func isOneOf(word string, of ...string) bool { return slices.Contains(of, word) }

// conjuncts are the parts of an expression: what stands between its ands.
func conjuncts(node ast.Node) []ast.Node {
	if b, ok := node.(*ast.BinaryNode); ok && operator(b.Operator) == "and" {
		return append(conjuncts(b.Left), conjuncts(b.Right)...)
	}
	return []ast.Node{node}
}

// rewrite makes calls of our functions of all operators, and gives each function the edition it speaks of: as_of changes it for what
// stands within.
func rewrite(node ast.Node, in ast.Node) ast.Node {
	text := func(s string) ast.Node { return &ast.StringNode{Value: s} }
	call := func(name string, arguments ...ast.Node) ast.Node {
		c := &ast.CallNode{Callee: &ast.IdentifierNode{Value: name}, Arguments: arguments}
		c.SetLocation(node.Location())
		return c
	}
	switch n := node.(type) {
	case *ast.BinaryNode:
		left, right := rewrite(n.Left, in), rewrite(n.Right, in)
		switch o := operator(n.Operator); {
		case isOneOf(o, "and", "or"):
			return call("_all", text(o), left, right)
		case isOneOf(o, "+", "-", "*", "/"):
			return call("_take", text(o), left, right)
		default:
			return call("_compare", text(o), left, right)
		}
	case *ast.UnaryNode:
		inner := rewrite(n.Node, in)
		switch operator(n.Operator) {
		case "not":
			return call("_not", inner)
		case "-":
			return call("_take", text("-"), &ast.IntegerNode{Value: 0}, inner)
		}
		return inner
	case *ast.CallNode:
		name := n.Callee.(*ast.IdentifierNode).Value
		if name == "as_of" {
			return rewrite(n.Arguments[1], call("_at", in, n.Arguments[0]))
		}
		given := []ast.Node{in}
		for _, a := range n.Arguments {
			given = append(given, rewrite(a, in))
		}
		return call(name, given...)
	}
	return node
}

func emit(tree *parser.Tree, config *conf.Config) (*vm.Program, error) {
	if _, err := checker.Check(tree, config); err != nil {
		return nil, err
	}
	return compiler.Compile(tree, config)
}

// syntax is a fault that the library found.
func syntax(text string, err error) Fault {
	var at *file.Error
	if !errors.As(err, &at) {
		return Fault{0, err.Error(), ""}
	}
	return Fault{bytesTo(text, at.From), at.Message, "an expression is made of functions, as vote('es11-1', 'AAA') == 'abstain', with and, or, not between"}
}

// bytesTo is where the library's place, which counts letters, is in bytes.
func bytesTo(text string, letters int) int {
	n := 0
	for i := range text {
		if n == letters {
			return i
		}
		n++
	}
	return len(text)
}
