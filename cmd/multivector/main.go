// Command multivector measures small states between great powers: who leans where, who depends on whom
// and through what, over how many powers each is spread, what was not said, whether the region acts as
// one, and how sure all that is.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
)

func main() {
	// A run is over in a moment and holds little: collecting garbage less often is a fifth of its time.
	// Where it holds more (the joint draws of ideal points), space is dearer.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(160 << 20)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}
