package report

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"multivector/dossiers"
)

// onDisk writes the built-in report to a folder of the test.
func onDisk(t *testing.T) (Folder, string) {
	t.Helper()
	made, err := built[dossiers.BuiltIn]()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "out")
	if err := made.folder.Write(dir); err != nil {
		t.Fatal(err)
	}
	return made.folder, dir
}

var bodyClass = regexp.MustCompile(`<html lang="(\w+)"[\s\S]*<body class="(\w+)`)

// kinds gives a page of each kind in each language: of its kind the one of middling length.
func kinds(folder Folder) (all []string) {
	of := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(folder)) {
		if m := bodyClass.FindSubmatch(folder[name]); m != nil && strings.HasSuffix(name, ".html") {
			kind := string(m[1]) + " " + string(m[2])
			of[kind] = append(of[kind], name)
		}
	}
	for _, names := range of {
		slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(folder[a]), len(folder[b])) })
		all = append(all, names[len(names)/2])
	}
	slices.Sort(all)
	return all
}

// A look is a screen on which a page is opened.
type look struct {
	name  string
	width int64
	dark  bool
}

var looks = []look{{"desk-light", 1280, false}, {"desk-dark", 1280, true}, {"phone-light", 390, false}, {"phone-dark", 390, true}}

// take gives the browser the form of a look.
func (l look) take() chromedp.Action[chromedp.Void] {
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	return chromedp.Steps(
		sends(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: l.width, Height: 900, DeviceScaleFactor: 1, Mobile: l.width < 500}),
		sends(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}))
}

// goes opens a file.
func goes(dir, name string) chromedp.Action[chromedp.Void] {
	return chromedp.Navigate("file://" + filepath.ToSlash(filepath.Join(dir, name)))
}

// sends is a command of the protocol as a step.
func sends[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	})
}

// open starts a browser, and skips the test where there is none.
func open(t *testing.T) context.Context {
	t.Helper()
	path, err := Browser()
	if err != nil {
		t.Skip(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.Flag("allow-file-access-from-files", true))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// axe reads axe-core, from the file that AXE_CORE names or from tools/node_modules, where `npm install --prefix tools --no-save axe-core@4.14.1` puts it.
func axe(t *testing.T) string {
	t.Helper()
	file := cmp.Or(os.Getenv("AXE_CORE"), "../tools/node_modules/axe-core/axe.min.js")
	source, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("axe-core is not here (%v): npm install --prefix tools --no-save axe-core@4.14.1, or name its axe.min.js in AXE_CORE", err)
	}
	return string(source)
}

// A newcomer opens any page, on any screen: nothing is fetched from anywhere else, nothing is an error, and nothing is wider than the screen.
func TestPagesOpenOffline(t *testing.T) {
	folder, dir := onDisk(t)
	ctx := open(t)
	var mu sync.Mutex
	var faults []string
	fault := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		faults = append(faults, fmt.Sprintf(format, args...))
	}
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, "file://"+filepath.ToSlash(dir)) && !strings.HasPrefix(e.Request.URL, "data:") {
				fault("it asks for %s", e.Request.URL)
			}
		case *network.EventLoadingFailed:
			fault("it does not get what it asks for: %s", e.ErrorText)
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError {
				fault("its console has %d errors", len(e.Args))
			}
		case *runtime.EventExceptionThrown:
			fault("it throws %s", e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError {
				fault("its log says %s", e.Entry.Text)
			}
		}
	})
	if err == nil {
		err = chromedp.Do(ctx, sends(network.Enable, network.EnableParams{}), sends(log.Enable, cdp.Empty{}), sends(runtime.Enable, cdp.Empty{}))
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range kinds(folder) {
		t.Run(name, func(t *testing.T) {
			mu.Lock()
			faults = nil
			mu.Unlock()
			if err := chromedp.Do(ctx, looks[0].take(), goes(dir, name)); err != nil {
				t.Fatal(err)
			}
			for _, l := range looks {
				if err := chromedp.Do(ctx, l.take()); err != nil {
					t.Fatal(err)
				}
				wide, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](widerThanScreen))
				if err != nil {
					t.Fatal(err)
				}
				for _, w := range wide {
					t.Errorf("%s: wider than the screen: %s", l.name, w)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			for _, f := range faults {
				t.Error(f)
			}
		})
	}
}

// widerThanScreen names what makes a page scroll sideways.
const widerThanScreen = `(() => {
	const screen = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= screen) return [];
	const scrolls = e => { for (; e && e !== document.body; e = e.parentElement) if (getComputedStyle(e).overflowX !== 'visible') return true; return false };
	const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > screen + 1 && !scrolls(e.parentElement));
	return ['page ' + document.documentElement.scrollWidth, ...wide.slice(0, 5).map(e => e.outerHTML.slice(0, 160))];
})()`

// Who does not see, or sees little, reads every kind of page: axe-core finds nothing serious.
func TestPagesAreAccessible(t *testing.T) {
	if testing.Short() {
		t.Skip("a minute of checks")
	}
	source := axe(t)
	folder, dir := onDisk(t)
	ctx := open(t)
	for _, name := range kinds(folder) {
		t.Run(name, func(t *testing.T) {
			if err := chromedp.Do(ctx, looks[0].take(), goes(dir, name), chromedp.Evaluate[chromedp.Void](source)); err != nil {
				t.Fatal(err)
			}
			for _, l := range looks {
				if err := chromedp.Do(ctx, l.take()); err != nil {
					t.Fatal(err)
				}
				rules := "{}"
				if l.dark { // nothing but the colours is another
					rules = "{runOnly: ['color-contrast']}"
				}
				found, err := chromedp.Run(ctx, chromedp.Evaluate[string]("axe.run(document, "+rules+").then(r => JSON.stringify(r.violations))", chromedp.EvalAwaitPromise))
				if err != nil {
					t.Fatal(err)
				}
				var violations []struct {
					ID, Impact, Help string
					Nodes            []struct {
						HTML           string
						FailureSummary string
					}
				}
				if err := json.Unmarshal([]byte(found), &violations); err != nil {
					t.Fatal(err)
				}
				for _, v := range violations {
					if v.Impact == "serious" || v.Impact == "critical" {
						t.Errorf("%s: %s, %s: %s, %d times; first %.300s\n%s", l.name, v.Impact, v.ID, v.Help, len(v.Nodes), v.Nodes[0].HTML, v.Nodes[0].FailureSummary)
					} else {
						t.Logf("%s: %s, %s: %s, %d times", l.name, v.Impact, v.ID, v.Help, len(v.Nodes))
					}
				}
			}
		})
	}
}

// The pictures that the README shows are of the report as it is: with -update they are taken anew. Without it, the test holds that each is there, and that
// together they do not weigh on whoever clones the repository.
func TestPicturesOfTheReport(t *testing.T) {
	const room = 1_500_000 // bytes
	shown := []string{"index.html", "states/KAZ.html", "claims.html"}
	at := func(name string, l look) string {
		return filepath.Join("..", "docs", "pictures", strings.TrimSuffix(filepath.Base(name), ".html")+"-"+l.name+".png")
	}
	if *update {
		_, dir := onDisk(t)
		ctx := open(t)
		for _, name := range shown {
			for _, l := range looks {
				if err := chromedp.Do(ctx, l.take(), goes(dir, name)); err != nil {
					t.Fatal(err)
				}
				png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
				if err == nil {
					err = os.MkdirAll(filepath.Dir(at(name, l)), 0o755)
				}
				if err == nil {
					err = os.WriteFile(at(name, l), png, 0o644)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var together int64
	for _, name := range shown {
		for _, l := range looks {
			info, err := os.Stat(at(name, l))
			if err != nil {
				t.Errorf("%v: go test ./report -run TestPicturesOfTheReport -update takes it", err)
				continue
			}
			together += info.Size()
		}
	}
	if together > room {
		t.Errorf("the pictures are %d bytes together, more than %d", together, room)
	}
}
