package breaks

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Penalty is what each break must lower the cost by, as R's changepoint names and defines it; p is the
// number of a segment's parameters and n that of the points.
type Penalty struct {
	Name  string // BIC, MBIC, AIC or manual
	value float64
}

// The penalties. SIC is another name of BIC.
var (
	BIC  = Penalty{Name: "BIC"}  // (p+1) ln n (Schwarz 1978, doi:10.1214/aos/1176344136)
	MBIC = Penalty{Name: "MBIC"} // (p+2) ln n, and ln of its length for each segment (Zhang and Siegmund 2007, doi:10.1111/j.1541-0420.2006.00662.x)
	AIC  = Penalty{Name: "AIC"}  // 2 (p+1)
)

// Manual is a penalty of one's own.
func Manual(value float64) Penalty { return Penalty{"manual", value} }

// ParsePenalty reads a name, in capitals or not, or a number, which is a manual penalty.
func ParsePenalty(s string) (Penalty, error) {
	switch strings.ToUpper(s) {
	case "BIC", "SIC":
		return BIC, nil
	case "MBIC":
		return MBIC, nil
	case "AIC":
		return AIC, nil
	}
	if v, err := strconv.ParseFloat(s, 64); err == nil && v >= 0 && !math.IsInf(v, 0) {
		return Manual(v), nil
	}
	return Penalty{}, fmt.Errorf("%q is no penalty; write BIC, MBIC, AIC or a number of 0 or more", s)
}

// Value is the penalty of one break.
func (p Penalty) Value(parameters, n int) float64 {
	switch p.Name {
	case BIC.Name:
		return float64(parameters+1) * math.Log(float64(n))
	case MBIC.Name:
		return float64(parameters+2) * math.Log(float64(n))
	case AIC.Name:
		return 2 * float64(parameters+1)
	}
	return p.value
}

// ofLength is what a segment costs for its length alone.
func (p Penalty) ofLength(points int) float64 {
	if p.Name == MBIC.Name {
		return math.Log(float64(points))
	}
	return 0
}

// slack bounds from below what ofLength may gain where a segment of left points is split from one of at most
// right: ln(l+r) - ln l - ln r falls with r.
func (p Penalty) slack(left, right int) float64 {
	if p.Name == MBIC.Name {
		return math.Log(1/float64(left) + 1/float64(right))
	}
	return 0
}
