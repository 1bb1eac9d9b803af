package claim_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"multivector/claim"
	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// builtIn is the book of the built-in dossier, opened once.
var builtIn = sync.OnceValues(func() (*claim.Book, error) {
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		return nil, err
	}
	return bookOf(d, measure.DefaultOptions()), nil
})

func bookOf(d *evidence.Dossier, o measure.Options) *claim.Book {
	r := measure.Of(d, o)
	return claim.NewBook(r, measure.Assess(r, d.Config.Region))
}

func open(t testing.TB) *claim.Book {
	b, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestFaultsOfExpressions: each says where it is, what is wrong and what would be right, all of them at once.
func TestFaultsOfExpressions(t *testing.T) {
	b := open(t)
	for _, c := range []struct{ expression, want string }{
		{"kapa('KAZ', 'RUS') > 0", `column 1: no function is called "kapa"; the nearest is kappa(state, vector[, of])`},
		{"vote('es11-1', 'KAZZ') == 'yes'", `column 16: "KAZZ" is not a code of states.csv; the nearest is KAZ`},
		{"vote('es11-9', 'KAZ') == 'yes'", `column 6: "es11-9" is not an id of rollcalls.csv; the nearest is es11-1`},
		{"vote('es11-1', 'KAZ') == 'aye'", `column 26: "aye" is no answer to a roll call; write yes, abstain, no, absent`},
		{"vote('es11-1', 'Qazaqstan') == 'yes'", `column 16: "Qazaqstan" is a name; an expression takes codes; write 'KAZ'`},
		{"kappa('KAZ', 'RUS', 'contestd') > 0", `column 1: "kappa KAZ RUS contestd" is not measured; the nearest is kappa KAZ RUS contested`},
		{"kappa('KAZ', 'RUS') > 'much'", `column 21: a number is compared with a word; the two sides of a comparison are of one kind`},
		{"day('events:ev044') > '2022-13-01'", `column 23: there is no such date as 2022-13-01; write a day that exists`},
		{"kappa('KAZ') > 0", "column 1: kappa is given one argument; write kappa(state, vector[, of]): how alike two vote, chance taken out: of all sessions, contested, recent"},
		{"kappa('KAZ', 'RUS') and member('KAZ', 'CIS')", `column 1: a number stands beside "and", which takes what is true or false; compare it with something, as > 0.5`},
		{"1 < 2", "column 3: this part rests on no evidence; let it ask something of the dossier, as vote('es11-1', 'AAA') == 'yes'"},
		{"member('KAZ', 'CIS') and within(0.5, 0, 1)", "column 26: this part rests on no evidence; let it ask something of the dossier, as vote('es11-1', 'AAA') == 'yes'"},
		{"true", "column 1: an expression cannot hold this; it is made of functions, numbers, texts between quotes, comparisons, + - * /, and, or, not"},
		{"number('exposures:KGZ/WLD/remittances/2022', 'share') > 0", `column 46: "share" is not a column of exposures.csv; the nearest is state`},
		{"means(kappa('KAZ', 'RUS'), 'likly')", `column 28: "likly" is not a word of probability; the nearest is likely`},
		{"foo > bar", "column 1: \"foo\" has no meaning here; write a text between quotes, as 'foo', or a function, as room(state, vector)\ncolumn 7: \"bar\" has no meaning here; write a text between quotes, as 'bar', or a function, as day(record[, column])"},
	} {
		_, err := b.Eval(c.expression)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s\n\tis  %v\n\tnot %s", c.expression, err, c.want)
		}
	}
	for _, broken := range []string{"", "share('KAZ',", "(", "'", "a.b.c", "[1][0] > 1", "filter([1], {# > 0})", "vote('es11-1', 'KAZ') ?? 1", "let x = 1; x > 0", "1 +", strings.Repeat("(", 3000), strings.Repeat("not ", 5000) + "true"} {
		if _, err := b.Eval(broken); err == nil {
			t.Errorf("%.40q is no expression, and was evaluated", broken)
		}
	}
}

// TestAFaultOfClaimsHasItsPlace: columns are of the file, quotes and all.
func TestAFaultOfClaimsHasItsPlace(t *testing.T) {
	dir := os.DirFS("../evidence/testdata/sound")
	d, err := evidence.Load(dir, "sound", evidence.Options{Changes: []evidence.Change{{
		Record: "claims:c1", Field: "expression", Was: "vote('v1', 'AAA') == 'abstain'", Becomes: `vote("v1", 'AAB') == 'abstain'`,
	}}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = bookOf(d, measure.Options{Level: 0.95}).Ledger()
	// The cell begins in column 70 with a quote; each quote before the place counts twice.
	want := `sound/claims.csv:2:84: "AAB" is not a code of states.csv; the nearest is AAA`
	if err == nil || err.Error() != want {
		t.Errorf("%v\nexpected %s", err, want)
	}
}

// TestValuesAreNeverBare evaluates expressions of each kind over the built-in dossier.
func TestValuesAreNeverBare(t *testing.T) {
	b := open(t)
	for _, c := range []struct {
		expression, value string
		result            claim.Result
		records           int
	}{
		{"vote('es11-1', 'KAZ') == 'abstain'", "abstain", claim.Holds, 1},
		{"votes('es11-1', 'absent') == 2", "2", claim.Holds, 5},
		{"signed('TKM', 'fgc-2022', '2022-11-30')", "false", claim.Contradicted, 2},
		{"signed('TJK', 'fgc-2022', '2022-11-30')", "false", claim.Contradicted, 2},
		{"signed('TJK', 'fgc-2022')", "true", claim.Holds, 3}, // three years later
		{"as_of('2022-11-30', signed('TJK', 'fgc-2022'))", "false", claim.Contradicted, 2},
		{"as_of('2035-01-01', signed('TJK', 'fgc-2022'))", "undecided", claim.Open, 0}, // has not come
		{"member('KAZ', 'CIS', '2030-12-31')", "undecided", claim.Open, 0},
		{"event('ev051', 'KAZ', 'RUS', 'REJECT')", "true", claim.Holds, 1},
		{"event('ev051', 'RUS')", "false", claim.Contradicted, 1},
		{"as_of('2022-01-01', event('ev051'))", "undecided", claim.Open, 0}, // not yet
		{"events('TKM', 'RUS', 'ASSAULT') >= 1", "0 [0, more]", claim.Open, 0},
		{"events('TKM', 'RUS', 'ASSAULT') >= 0", "0 [0, more]", claim.Holds, 0},
		{"day('events:ev044') == '2022-05-10'", "2022-05-10", claim.Holds, 1},
		{"day('events:ev044') < '2022-05'", "2022-05-10", claim.Open, 1}, // some day of May
		{"attended('KGZ', 'cis-inf-2022')", "false", claim.Contradicted, 1},
		{"number('exposures:KGZ/WLD/remittances/2022', 'share_of_gdp') * 2 - 1 / 2 > 0", "0.032", claim.Holds, 1},
	} {
		o, err := b.Eval(c.expression)
		if err != nil {
			t.Errorf("%s: %v", c.expression, err)
			continue
		}
		v, _ := o.Estimate()
		if o.Result != c.result || v.Said() != c.value || len(o.Records) != c.records {
			t.Errorf("%s is %s by %s on %d records; expected %s by %s on %d", c.expression, o.Result, v.Said(), len(o.Records), c.result, c.value, c.records)
		}
	}
	e, err := b.Quantity("kappa('KAZ', 'RUS') - kappa('KAZ', 'USA')")
	if err != nil || !e.HasInterval() || !(e.Low < e.Value && e.Value < e.High) || len(e.From) < 60 || e.Level < 0.89 || e.Level > 0.91 {
		t.Errorf("a difference of kappas is %+v, %v", e, err)
	}
	if _, err := b.Quantity("member('KAZ', 'CIS')"); err == nil {
		t.Error("a truth was taken for a quantity")
	}
}

// TestNoExpressionIsAConstant alters the records that each part of a decided claim cites, and sees the part change; and all that the claim
// cites, and sees its result change.
func TestNoExpressionIsAConstant(t *testing.T) {
	b := open(t)
	ledger, err := b.Ledger()
	if err != nil {
		t.Fatal(err)
	}
	decided := 0
	for _, o := range ledger {
		if o.Result == claim.Open {
			continue
		}
		decided++
		if o.Records == nil {
			t.Errorf("%s cites no record", o.ID)
			continue
		}
		speaking := slices.DeleteFunc(slices.Clone(o.Parts), func(p claim.Part) bool { return p.Value.Truth != claim.True }) // for what it is
		if o.Result == claim.Contradicted {
			speaking = o.Parts
		}
		if again := whenAltered(t, b, o.Expression, o, speaking); again.Result == o.Result {
			t.Errorf("%s is %s also when the records it cites are altered: %s", o.ID, o.Result, o.Expression)
		}
		for i, p := range o.Parts {
			if p.Value.Truth == claim.Undecided {
				continue
			}
			was := &claim.Outcome{Parts: o.Parts[i : i+1], Records: p.Value.From}
			if again := whenAltered(t, b, p.Text, was, o.Parts[i:i+1]); again.Parts[0].Value.Truth == p.Value.Truth {
				t.Errorf("%s: %s is %s also when its records are altered", o.ID, p.Text, p.Value.Truth)
			}
		}
	}
	t.Logf("%d of %d claims are decided", decided, len(ledger))
}

// whenAltered is what an expression comes to when the records it cites are altered. Where it then cites others in their place, an older figure
// for the latest, those are altered too, until it is another or nothing is left to cite.
func whenAltered(t *testing.T, b *claim.Book, expression string, was *claim.Outcome, parts []claim.Part) *claim.Outcome {
	keys := was.Records
	for {
		again, err := altered(t, b, keys, parts).Eval(expression)
		if err != nil {
			t.Fatal(err)
		}
		more := slices.DeleteFunc(slices.Clone(again.Records), func(key string) bool { return slices.Contains(keys, key) || b.Region().NamedBy(key) != "" })
		same := again.Result == was.Result
		if len(was.Parts) == 1 {
			same = again.Parts[0].Value.Truth == was.Parts[0].Value.Truth
		}
		if !same || len(more) == 0 {
			return again
		}
		keys = slices.Concat(keys, more)
	}
}

// literal is the word that a part asks for.
var literal = regexp.MustCompile(`== '([^']*)'`)

// altered is the book without some records. Those that others name cannot be taken out: of them the fields that the parts were decided by are
// made something else.
func altered(t *testing.T, b *claim.Book, keys []string, parts []claim.Part) *claim.Book {
	d := b.Region().Dossier
	var gone []string
	for _, key := range keys {
		if d.NamedBy(key) == "" {
			gone = append(gone, key)
		}
	}
	var changes []evidence.Change
	for _, p := range parts {
		for _, v := range p.Value.Ground {
			record, ok := d.Record(v.Of)
			changed := func(c evidence.Change) bool { return c.Record == v.Of && c.Field == v.Measure }
			if !ok || d.NamedBy(v.Of) == "" || slices.ContainsFunc(changes, changed) {
				continue
			}
			change := evidence.Change{Record: v.Of, Field: v.Measure, Was: evidence.MetaOf(record).Text(v.Measure), Becomes: "something else"}
			switch wanted := literal.FindStringSubmatch(p.Text); {
			case v.Kind == claim.DateKind:
				change.Becomes = "1999-12-31"
			case p.Value.Truth == claim.False && wanted != nil:
				change.Becomes = wanted[1]
			}
			if _, err := d.Changed([]evidence.Change{change}); err != nil {
				change.Becomes = "USA" // where a column takes states alone
			}
			changes = append(changes, change)
		}
	}
	r := b.Region()
	if len(changes) > 0 {
		changed, err := d.Changed(changes)
		if err != nil {
			t.Fatal(err)
		}
		r = measure.Of(changed, measure.Options{Level: 0.95})
	}
	if len(gone) > 0 {
		var err error
		if r, err = r.Without(gone...); err != nil {
			t.Fatal(err)
		}
	}
	return b.In(r)
}

// TestAForecastWaitsForItsDay: before it only what nothing can change decides it.
func TestAForecastWaitsForItsDay(t *testing.T) {
	dir := os.DirFS("../evidence/testdata/sound")
	ledgerWith := func(expression, closes string) *claim.Outcome {
		d, err := evidence.Load(dir, "sound", evidence.Options{Changes: []evidence.Change{
			{Record: "claims:c2", Field: "expression", Was: "", Becomes: expression}, {Record: "claims:c2", Field: "closes", Was: "", Becomes: closes},
		}})
		if err != nil {
			t.Fatal(err)
		}
		all, err := bookOf(d, measure.Options{Level: 0.95}).Ledger()
		if err != nil {
			t.Fatal(err)
		}
		return all[1]
	}
	for _, c := range []struct {
		expression, closes string
		want               claim.Result
		early              bool
	}{
		{"vote('v1', 'AAA') == 'abstain'", "2040-12-31", claim.Holds, false},    // it has been held
		{"vote('v1', 'AAA') == 'yes'", "2040-12-31", claim.Contradicted, false}, // and cannot be held again
		{"share('AAA', 'PPP', 'exports') >= 0", "2040-12-31", claim.Open, true}, // today's figure is not the last
		{"share('AAA', 'PPP', 'exports') >= 0", "2021-12-31", claim.Holds, false},
		{"events('AAA', 'PPP', '') >= 1", "2040-12-31", claim.Holds, false}, // there has been one
		{"events('AAA', 'PPP', '') >= 100", "2040-12-31", claim.Open, true}, // there may be more
		{"member('AAA', 'BODY')", "2040-12-31", claim.Open, true},           // who belongs today may leave
		{"members('BODY') >= 1", "2040-12-31", claim.Open, true},
		{"standing('AAA', 'BODY') == 'member'", "2040-12-31", claim.Open, true},
		{"member('AAA', 'BODY', '2020-12-31')", "2040-12-31", claim.Holds, false},      // and belonged then
		{"signed('AAA', 't1')", "2040-12-31", claim.Holds, false},                      // it has been done
		{"signed('CCC', 't2')", "2040-12-31", claim.Open, true},                        // who has not signed still may
		{"signed('CCC', 't1', '2022-12-31')", "2040-12-31", claim.Contradicted, false}, // but not on a day that has passed
	} {
		o := ledgerWith(c.expression, c.closes)
		if o.Result != c.want || o.Early != c.early {
			t.Errorf("%s by %s is %s (early: %v), not %s", c.expression, c.closes, o.Result, o.Early, c.want)
		}
		if c.early && o.Lacks == "" {
			t.Errorf("%s is open and does not say what it lacks", c.expression)
		}
	}
}
