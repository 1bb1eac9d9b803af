package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/intake"
	"multivector/measure"
	"multivector/rollcall"
)

func newIntake() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "intake",
		Short: "Turn a provider's file into evidence of a dossier",
	}
	cmd.AddCommand(newIntakeUNGA())
	needsSubcommand(cmd, "provider")
	return cmd
}

// The cards of those who publish the roll calls of the General Assembly, in the order of sources.csv's columns.
var (
	voeten = []string{
		"unga-voeten", "United Nations General Assembly Voting Data", "Erik Voeten, Anton Strezhnev and Michael Bailey; Harvard Dataverse", "",
		"https://doi.org/10.7910/DVN/LEJUQZ", "CC0 1.0", "high", "data file", "",
	}
	digitalLibrary = []string{
		"unga-undl", "General Assembly Voting Data", "United Nations, Dag Hammarskjöld Library; UN Digital Library", "",
		"https://digitallibrary.un.org/record/4060887", "terms of the library: free for non-commercial use with credit", "high", "data file",
		"adopted resolutions alone: no draft that failed, no vote on a paragraph",
	}
)

// publisher tells whose file a record was read from: Voeten's numbers every state, the library's none.
func publisher(rec *rollcall.Record) []string {
	if slices.ContainsFunc(rec.States(), func(s rollcall.State) bool { return s.COW != 0 }) {
		return voeten
	}
	return digitalLibrary
}

func newIntakeUNGA() *cobra.Command {
	var into, repeats string
	cmd := &cobra.Command{
		Use:   "unga VOTES --into DOSSIER",
		Short: "The General Assembly's whole record, counted for a dossier",
		Long: `Intake unga reads the roll calls of the UN General Assembly as Voeten or the UN Digital Library publishes them
(CSV, plain or gzip) and writes two tables into a dossier: covotes.csv, how each two of the region's states and the
powers answered together in each session, and patterns.csv, the region's joint answers. They hold counts, not
the record, and are enough for every measure of votes. The card at their head says what they were made from.

With --repeats, the list of roll calls held to repeat a question, it also estimates the ideal points of all states
(a minute or two) and writes those of the dossier's into ideal_points.csv and ideal_distances.csv, and who moved since
the sessions of the present began into ideal_moves.csv.`,
		Example: "multivector intake unga UNVotes.csv.gz --into my-region/ --repeats Matches.csv",
		Args:    takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if into == "" {
				return errors.New("--into is missing; name the folder of the dossier")
			}
			dir, name, err := dossierAt([]string{into})
			if err != nil {
				return err
			}
			d, err := evidence.Load(dir, name, evidence.Options{Without: []string{"covotes", "patterns", "ideal_points", "ideal_distances", "ideal_moves"}})
			if err != nil {
				return err
			}
			again, againSum, err := readRepeats(repeats)
			if err != nil {
				return err
			}
			rec, sum, err := readVotes(args[0], cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			covotes, patterns, absent, err := measure.Summarise(d, rec)
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(d.Config.Region, func(code string) bool { return !slices.Contains(absent, code) }) {
				return fmt.Errorf("%s: none of %s is in the record; nothing is written", args[0], join(d.Config.Region, ", ", " and "))
			}
			source := publisher(rec)
			cards := []evidence.Card{
				{Name: "source", Value: source[0]},
				{Name: "confidence", Value: "high"},
				{Name: "command", Value: fmt.Sprintf("multivector intake unga %s --into %s", filepath.Base(args[0]), filepath.Base(filepath.Clean(into)))},
				{Name: "version", Value: version},
				{Name: "input", Value: filepath.Base(args[0]) + " sha256 " + sum},
			}
			cards = append(cards, evidence.Declared(d)...)
			if err := writeSummary(cmd.OutOrStdout(), d, into, covotes, patterns, absent, source, cards); err != nil || repeats == "" {
				return err
			}
			points, err := estimatePoints(cmd.Context(), d, rec, again, progress(cmd.ErrOrStderr(), "sweeps"))
			if err != nil {
				return err
			}
			cards[1].Value = "medium" // an estimate of a model
			cards[2].Value += " --repeats " + filepath.Base(repeats)
			cards = append(cards, evidence.Card{Name: "repeats", Value: filepath.Base(repeats) + " sha256 " + againSum})
			if err := points.write(into, cards); err != nil {
				return workError{err}
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), points.line())
			return err
		},
	}
	cmd.Flags().StringVar(&into, "into", "", "the folder of the dossier")
	cmd.Flags().StringVar(&repeats, "repeats", "", "the roll calls held to repeat a question (Matches.csv: rcid1, rcid2): estimate ideal points too")
	return cmd
}

// readVotes reads a roll-call file and gives its hash; warnings go to w, a line each.
func readVotes(path string, w io.Writer) (*rollcall.Record, string, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", fmt.Errorf("there is no file %s; name a file of roll calls, Voeten's or the UN Digital Library's", path)
	} else if err != nil {
		return nil, "", fmt.Errorf("the roll calls cannot be read: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, "", fmt.Errorf("%s is a folder; name a file of roll calls, Voeten's or the UN Digital Library's", path)
	}
	hash := sha256.New()
	rec, warnings, err := intake.ReadVotes(io.TeeReader(f, hash))
	var faults evidence.Faults
	if errors.As(err, &faults) {
		for i := range faults {
			faults[i].File = path
		}
		return nil, "", faults
	} else if err != nil {
		return nil, "", fmt.Errorf("%s: %w", path, err)
	}
	if _, err := io.Copy(hash, f); err != nil { // what the reader did not need of the file
		return nil, "", workError{err}
	}
	for _, warning := range warnings {
		fmt.Fprintf(w, "%s:%d: %s (%s)\n", path, warning.Line, warning.What, plural(warning.Count, "time", "times"))
	}
	return rec, fmt.Sprintf("%x", hash.Sum(nil)), nil
}

func writeSummary(w io.Writer, d *evidence.Dossier, into string, covotes []evidence.Covote, patterns []evidence.Pattern, absent, source []string, cards []evidence.Card) error {
	first, err := evidence.EncodeTable(covotes, cards)
	if err != nil {
		return workError{err}
	}
	second, err := evidence.EncodeTable(patterns, cards)
	if err != nil {
		return workError{err}
	}
	if err := addSource(d, into, source); err != nil {
		return workError{err}
	}
	if err := writeFile(filepath.Join(into, "covotes.csv"), first); err != nil {
		return err
	}
	if err := writeFile(filepath.Join(into, "patterns.csv"), second); err != nil {
		return err
	}
	calls := 0
	for _, p := range patterns {
		calls += p.Count
	}
	fmt.Fprintf(w, "covotes.csv: %s; patterns.csv: %s of %s\n", plural(len(covotes), "row", "rows"), plural(len(patterns), "row", "rows"), plural(calls, "roll call", "roll calls"))
	for _, code := range absent {
		fmt.Fprintf(w, "%s is not in the record\n", code)
	}
	return nil
}

// addSource puts the card of the source into sources.csv where it is not there yet.
func addSource(d *evidence.Dossier, into string, source []string) error {
	if _, ok := d.SourceCard(source[0]); ok {
		return nil
	}
	path := filepath.Join(into, "sources.csv")
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	header, err := csv.NewReader(bytes.NewReader(old)).Read()
	if err != nil {
		return err
	}
	columns := map[string]string{}
	for i, name := range []string{"id", "title", "publisher", "published", "url", "licence", "trust", "seen_as", "note"} {
		columns[name] = source[i]
	}
	row := make([]string, len(header))
	for i, name := range header {
		row[i] = columns[name]
	}
	var b bytes.Buffer
	b.Write(bytes.TrimRight(old, "\r\n"))
	b.WriteByte('\n')
	out := csv.NewWriter(&b)
	if err := out.Write(row); err != nil {
		return err
	}
	out.Flush()
	return writeFile(path, b.Bytes())
}
