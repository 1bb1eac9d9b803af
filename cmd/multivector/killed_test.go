package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"multivector/chance"
)

// votes FILE STATES SESSIONS CALLS writes a made-up record in Voeten's layout: states on a line, and questions that part
// them.
func makeVotes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: votes FILE STATES SESSIONS CALLS")
	}
	var n [3]int
	for i := range n {
		var err error
		n[i], err = strconv.Atoi(args[i+1])
		ts.Check(err)
	}
	rng := chance.Stream(1, "a made-up record", 0)
	var b strings.Builder
	b.WriteString("rcid,ccode,vote,session,Country\n")
	for session := 1; session <= n[1]; session++ {
		for call := range n[2] {
			lean, middle := rng.NormFloat64(), rng.NormFloat64()
			for s := range n[0] {
				z := lean*(4*float64(s)/float64(n[0])-2) + middle + rng.NormFloat64()
				vote := 1
				if z > .8 {
					vote = 3
				} else if z > .3 {
					vote = 2
				}
				fmt.Fprintf(&b, "%d,%d,%d,%d,A%c%c\n", 1000*session+call, s+1, vote, session, 'A'+s/26, 'A'+s%26)
			}
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

// killed FILE COMMAND... runs a command, and kills it, as a machine that goes down would, when FILE is there.
func killed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: killed FILE COMMAND...")
	}
	path, err := exec.LookPath(args[1])
	ts.Check(err)
	cmd := exec.Command(path, args[2:]...)
	cmd.Dir = ts.MkAbs(".")
	ts.Check(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			break
		}
		select {
		case err := <-ended:
			ts.Fatalf("it ended (%v) before there was %s", err, args[0])
		case <-time.After(time.Millisecond):
		}
	}
	ts.Check(cmd.Process.Kill())
	<-ended
	if cmd.ProcessState.Exited() {
		ts.Fatalf("it had ended (%v) before it was killed", cmd.ProcessState)
	}
}
