//go:build unix

package evidence_test

import (
	"bytes"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"multivector/evidence"
)

// TestADiskThatFillsUpLeavesTheOldFile limits the size of files, as a full disk would, in a process of its own.
func TestADiskThatFillsUpLeavesTheOldFile(t *testing.T) {
	if path := os.Getenv("WRITE_BEYOND_LIMIT"); path != "" {
		signal.Ignore(syscall.SIGXFSZ)
		limit := syscall.Rlimit{Cur: 1000, Max: 1000}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Skip(err)
		}
		if err := evidence.WriteFile(path, bytes.Repeat([]byte("new"), 1000)); err == nil {
			t.Fatal("the write did not fail")
		}
		return
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "votes.csv")
	if err := evidence.WriteFile(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	self := exec.Command(os.Args[0], "-test.run=^TestADiskThatFillsUpLeavesTheOldFile$", "-test.v")
	self.Env = append(os.Environ(), "WRITE_BEYOND_LIMIT="+path)
	if out, err := self.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	expectFiles(t, dir, map[string]string{"votes.csv": "old"})
}
