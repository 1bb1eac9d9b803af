package evidence_test

import (
	"errors"
	"io/fs"
	"reflect"
	"testing"
	"testing/fstest"

	"multivector/dossiers"
	"multivector/evidence"
)

func load(tb testing.TB, dir fs.FS, o evidence.Options) *evidence.Dossier {
	tb.Helper()
	d, err := evidence.Load(dir, "", o)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func builtIn(tb testing.TB, o evidence.Options) *evidence.Dossier {
	tb.Helper()
	return load(tb, dossiers.Open(), o)
}

func date(tb testing.TB, s string) evidence.Date {
	tb.Helper()
	d, err := evidence.ParseDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// filesOf copies the files of a folder into memory, but not of the folders in it.
func filesOf(tb testing.TB, dir fs.FS) fstest.MapFS {
	tb.Helper()
	files := fstest.MapFS{}
	entries, err := fs.ReadDir(dir, ".")
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		data, failure := fs.ReadFile(dir, e.Name())
		err = errors.Join(err, failure)
		files[e.Name()] = &fstest.MapFile{Data: data}
	}
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// records are all the records of a dossier.
func records(d *evidence.Dossier) (all []evidence.Record) {
	v := reflect.ValueOf(d).Elem()
	for i := range v.NumField() {
		if table := v.Field(i); v.Type().Field(i).IsExported() && table.Kind() == reflect.Slice {
			for j := range table.Len() {
				if r, ok := reflect.Indirect(table.Index(j)).Addr().Interface().(evidence.Record); ok {
					all = append(all, r)
				}
			}
		}
	}
	return all
}
