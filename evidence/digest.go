package evidence

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// notDigested are the tables that a digest leaves out: verdicts.csv is made from the rest, and of claims.csv nothing is measured.
var notDigested = []string{"verdicts.csv", "claims.csv"}

// Digest is the hash of all that a dossier's stored verdicts were computed from: dossier.toml and every table but theirs and
// the claims. A dossier that no files hold, without some records (Without) or mixed of two editions (Mix), has none: that is an error.
func (d *Dossier) Digest() (string, error) {
	if d.digest == nil {
		return "", errors.New("no files hold this dossier: there is nothing to take a digest of")
	}
	return d.digest()
}

func digestOf(dir fs.FS) func() (string, error) {
	return sync.OnceValues(func() (string, error) {
		entries, err := fs.ReadDir(dir, ".") // sorted by name
		if err != nil {
			return "", err
		}
		hash := sha256.New()
		for _, e := range entries {
			name := e.Name()
			if e.IsDir() || slices.Contains(notDigested, name) || name != configFile && !strings.HasSuffix(name, ".csv") {
				continue
			}
			data, err := fs.ReadFile(dir, name)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(hash, "%s %d\n", name, len(data))
			hash.Write(data)
		}
		return fmt.Sprintf("%x", hash.Sum(nil)), nil
	})
}
