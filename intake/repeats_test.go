package intake

import (
	"fmt"
	"strings"
	"testing"
)

func TestReadRepeats(t *testing.T) {
	got, err := ReadRepeats(strings.NewReader("v1,rcid1,rcid2\n1,299,331\n2,0392,423\n"))
	if err != nil || fmt.Sprint(got) != "[[299 331] [392 423]]" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestReadRepeatsNamesEveryFault(t *testing.T) {
	pairs, err := ReadRepeats(strings.NewReader("rcid2,rcid1\n5,5\nx,7\n8,-1\n"))
	if err == nil || pairs != nil {
		t.Fatalf("%v, %v", pairs, err)
	}
	for _, fault := range []string{"roll call 5 repeats itself", `rcid2 is "x"`, `rcid1 is "-1"`} {
		if !strings.Contains(err.Error(), fault) {
			t.Errorf("%v does not say %s", err, fault)
		}
	}
	if _, err := ReadRepeats(strings.NewReader("a,b\n")); err == nil {
		t.Error("a file without the columns was read")
	}
}
