package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"multivector/dossiers"
	"multivector/evidence"
)

func newNew() *cobra.Command {
	var n newDossier
	cmd := &cobra.Command{
		Use:   "new DIR --region STATES --vectors POWERS",
		Short: "Start a dossier for another region",
		Long: `New makes a folder that passes check and assess as it is: dossier.toml, with what to fill in first at its head,
states.csv, sources.csv, and a header for every other table. It never writes into a folder that holds anything.`,
		Example: "multivector new caucasus/ --region ARM,AZE,GEO --vectors RUS,TUR,IRN,EUU,USA --name \"South Caucasus\"",
		Args:    takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if n.asOf == "" {
				n.asOf = time.Now().UTC().Format("2006-01-02")
			}
			if err := n.write(args[0]); err != nil {
				return err
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s holds a dossier of %s; what to fill in first stands at the head of its dossier.toml\n", args[0], join(n.region, ", ", " and "))
			return err
		},
	}
	cmd.Flags().StringSliceVar(&n.region, "region", nil, "the focal states, by ISO 3166 alpha-3 code")
	cmd.Flags().StringSliceVar(&n.vectors, "vectors", nil, "the outside powers, states or EUU")
	cmd.Flags().StringVar(&n.name, "name", "", "the region's name in prose (default: its states)")
	cmd.Flags().StringVar(&n.label, "label", "", "the region's short form in columns (default: R and the number of its states)")
	cmd.Flags().StringVar(&n.asOf, "as-of", "", "the day after which nothing exists (default: today)")
	return cmd
}

type newDossier struct {
	region, vectors   []string
	name, label, asOf string
}

var iso3 = regexp.MustCompile(`^[A-Z]{3}$`)

func (n *newDossier) write(dir string) error {
	if err := n.check(); err != nil {
		return err
	}
	switch entries, err := os.ReadDir(dir); {
	case err == nil && len(entries) > 0:
		return fmt.Errorf("%s is not empty; a new dossier is not written over anything", dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s cannot be a dossier's folder: %w", dir, err)
	}
	files, err := n.files()
	if err != nil {
		return workError{err}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return workError{err}
	}
	for name, data := range files {
		if err := writeFile(filepath.Join(dir, name), data); err != nil {
			for name := range files {
				os.Remove(filepath.Join(dir, name)) // none was there before
			}
			return err
		}
	}
	return nil
}

func (n *newDossier) check() error {
	if len(n.region) < 2 {
		return errors.New("--region names fewer than two states; write --region ARM,AZE,GEO")
	}
	if len(n.vectors) == 0 {
		return errors.New("--vectors names no power; write --vectors RUS,TUR,EUU")
	}
	all := slices.Concat(n.region, n.vectors)
	for i, code := range all {
		if !iso3.MatchString(code) {
			return fmt.Errorf("%q is not a code; write three capital letters of ISO 3166, as GEO", code)
		}
		if region, err := language.ParseRegion(code); code != "EUU" && (err != nil || !region.IsCountry() || region.IsPrivateUse()) {
			return fmt.Errorf("%q is not a state of ISO 3166; write its alpha-3 code, as GEO", code)
		}
		if slices.Contains(all[:i], code) {
			return fmt.Errorf("%s is named twice; a state is of the region or a vector, once", code)
		}
	}
	if _, err := evidence.ParseDate(n.asOf); err != nil {
		return fmt.Errorf("--as-of: %w", err)
	}
	if n.name == "" {
		n.name = join(n.region, ", ", " and ")
	}
	if n.label == "" {
		n.label = fmt.Sprintf("R%d", len(n.region))
	}
	return nil
}

// files makes the dossier in memory, so that nothing half-written is left where something fails.
func (n *newDossier) files() (map[string][]byte, error) {
	known, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"dossier.toml": []byte(n.toml())}
	for _, table := range evidence.TableNames() {
		files[table+".csv"] = line(evidence.Columns(table))
	}
	codes := slices.Concat(n.region, n.vectors)
	blocs := &bytes.Buffer{}
	blocs.Write(files["blocs.csv"])
	for _, code := range codes {
		for _, member := range known.Blocs {
			if member.Bloc == code {
				codes = append(codes, member.Member)
				blocs.Write(line([]string{code, member.Member, member.From.String(), member.To.String(), "start", member.Confidence.String(), ""}))
			}
		}
	}
	files["blocs.csv"] = blocs.Bytes()
	states, cow := bytes.NewBuffer(files["states.csv"]), bytes.NewBuffer(files["codes.csv"])
	written := map[string]bool{}
	for _, code := range append(codes, evidence.World, evidence.Others) {
		if written[code] {
			continue
		}
		written[code] = true
		kind, capital, name := "state", "", nameOf(code)
		if s, ok := known.State(code); ok {
			kind, capital, name = s.Kind, s.Capital, s.Name
		}
		states.Write(line([]string{code, name, kind, capital, "start", ""}))
		for _, c := range known.Codes {
			if c.State == code {
				cow.Write(line([]string{code, c.System, c.Code, c.From.String(), c.To.String(), "start", ""}))
			}
		}
	}
	files["states.csv"], files["codes.csv"] = states.Bytes(), cow.Bytes()
	files["sources.csv"] = append(files["sources.csv"], line([]string{"start", "Names, codes and blocs carried over from the built-in dossier", "Multivector", "", "", "Apache-2.0", "medium", "", ""})...)
	return files, nil
}

// nameOf is a state's English name by its ISO 3166 code, or the code.
func nameOf(code string) string {
	if region, err := language.ParseRegion(code); err == nil {
		if name := display.English.Regions().Name(region); name != "" {
			return name
		}
	}
	return code
}

func line(cells []string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(cells) // to memory
	w.Flush()
	return b.Bytes()
}

func (n *newDossier) toml() string {
	quoted := func(codes []string) string {
		q := make([]string, len(codes))
		for i, c := range codes {
			q[i] = fmt.Sprintf("%q", c)
		}
		return "[" + strings.Join(q, ", ") + "]"
	}
	opposed := ""
	states := slices.DeleteFunc(slices.Clone(n.vectors), func(c string) bool { return c == "EUU" })
	if i := slices.Index(states, "USA"); i > 1 {
		states[1], states[i] = states[i], states[1] // the power most often opposed in the Assembly
	}
	if len(states) >= 2 {
		opposed = fmt.Sprintf("# The two powers whose disagreement makes a roll call contested.\nopposed = %s\n", quoted(states[:2]))
	}
	return fmt.Sprintf(`# What to fill in first, in this order; after each, run: multivector check, then multivector assess.
#
# 1. title and question below, and the names in states.csv.
# 2. votes: multivector intake unga VOTES --into this folder, with Voeten's file of General Assembly votes.
# 3. sources.csv: a card for each source you read; every row of evidence names one.
# 4. trade.csv, remittances.csv, dependences.csv, series.csv (gdp): who depends on whom.
# 5. forums.csv, memberships.csv, summits.csv, agreements.csv, signatories.csv: who belongs, who came, who signed.
#
# docs/format/dossier.md says what each column takes.

title = %q
question = "Who leans where, who depends on whom, and does the region act as one?"
name = %q
label = %q
region = %s
vectors = %s
minor_vectors = []
as_of = %q
languages = ["en"]

# What states depend on powers for; the weights add up to 1.
[[domains]]
id = "exports"
title = "exports"
weight = 0.25

[[domains]]
id = "imports"
title = "imports"
weight = 0.25

[[domains]]
id = "remittances"
title = "remittances"
weight = 0.25

[[domains]]
id = "arms"
title = "arms"
weight = 0.25
window = 5

[votes]
since = "1992-01-01"
%scomplete = false
selection = ""
recent = 10

[events]
half_life = 365

[breaks]
penalty = "MBIC"
min_segment = 5
expected = 1
`, n.name, n.name, n.label, quoted(n.region), quoted(n.vectors), n.asOf, opposed)
}
