package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// ErrNoReport is why a folder cannot be verified: nothing in it says what it should hold.
var ErrNoReport = errors.New("is no report")

// largestManifest is more than the manifest of any report; what is larger is none.
const largestManifest = 64 << 20

// Verify compares a report's folder with its manifest: every file that it names is there with the same bytes, and no other is. It
// gives all that does not hold, in the order of the files; an error where the folder is no report, or cannot be read.
func Verify(dir string) (m Manifest, wrong []string, err error) {
	if m, err = manifestOf(dir); err != nil {
		return m, nil, err
	}
	found, err := filesIn(dir)
	if err != nil {
		return m, nil, err
	}
	delete(found, ManifestName)
	type fault struct{ path, what string }
	var faults []fault
	for _, f := range m.Files {
		entry, ok := found[f.Path]
		delete(found, f.Path)
		switch {
		case !ok:
			faults = append(faults, fault{f.Path, "is missing"})
		case !entry.Type().IsRegular():
			faults = append(faults, fault{f.Path, "is no plain file"})
		default:
			what, err := f.compare(filepath.Join(dir, filepath.FromSlash(f.Path)))
			if err != nil {
				return m, nil, err
			}
			if what != "" {
				faults = append(faults, fault{f.Path, what})
			}
		}
	}
	for name := range found {
		faults = append(faults, fault{name, "is not of the report"})
	}
	slices.SortFunc(faults, func(x, y fault) int { return strings.Compare(x.path, y.path) })
	for _, f := range faults {
		wrong = append(wrong, f.path+" "+f.what)
	}
	return m, wrong, nil
}

// manifestOf reads the manifest of a folder.
func manifestOf(dir string) (m Manifest, err error) {
	at := filepath.Join(dir, ManifestName)
	info, err := os.Lstat(at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return m, fmt.Errorf("%s %w: it has no %s", dir, ErrNoReport, ManifestName)
	case err != nil:
		return m, err
	case !info.Mode().IsRegular() || info.Size() > largestManifest:
		return m, fmt.Errorf("%s %w: its %s is no plain file, or too large for one", dir, ErrNoReport, ManifestName)
	}
	data, err := os.ReadFile(at)
	if err != nil {
		return m, err
	}
	if m, err = ReadManifest(data); err != nil {
		return m, fmt.Errorf("%s %w: %s: %w", dir, ErrNoReport, ManifestName, err)
	}
	return m, nil
}

// filesIn are the files of a folder, and whatever else in it is no folder, by their paths with slashes.
func filesIn(dir string) (map[string]fs.DirEntry, error) {
	found := map[string]fs.DirEntry{}
	return found, filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		found[filepath.ToSlash(rel)] = entry
		return err
	})
}

// compare says how a file differs from what the manifest says of it; nothing where it does not.
func (f ManifestFile) compare(at string) (string, error) {
	file, err := os.Open(at)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, file)
	switch {
	case err != nil:
		return "", err
	case n != int64(f.Bytes):
		return fmt.Sprintf("was changed: it has %d bytes, not %d", n, f.Bytes), nil
	case hex.EncodeToString(hash.Sum(nil)) != f.SHA256:
		return "was changed: its sha256 is another", nil
	}
	return "", nil
}

var hexSHA256 = regexp.MustCompile(`^[0-9a-f]{64}$`)

// ReadManifest reads a manifest as a report has it. Its files are in the order of their paths, each once and each within the folder.
func ReadManifest(data []byte) (m Manifest, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Manifest{}, err
	}
	if _, err := d.Token(); err != io.EOF {
		return Manifest{}, errors.New("something comes after its end")
	}
	if m.Program == "" || len(m.Files) == 0 {
		return Manifest{}, errors.New("it names no program, or no file")
	}
	for i, f := range m.Files {
		switch {
		case !fs.ValidPath(f.Path) || f.Path == "." || f.Path == ManifestName || strings.ContainsAny(f.Path, "\\:") || path.Clean(f.Path) != f.Path:
			return Manifest{}, fmt.Errorf("%q is no file within a report", f.Path)
		case i > 0 && m.Files[i-1].Path >= f.Path:
			return Manifest{}, fmt.Errorf("%q is not after %q: the files stand in the order of their paths, each once", f.Path, m.Files[i-1].Path)
		case f.Bytes < 0 || !hexSHA256.MatchString(f.SHA256):
			return Manifest{}, fmt.Errorf("%q: its size or sha256 is none", f.Path)
		}
	}
	return m, nil
}
