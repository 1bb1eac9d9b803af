package bargain

import (
	"math"
	"math/big"
	"testing"

	"multivector/chance"
)

// A square root and a square are rounded to the nearest by the machine; the powers one half and two are to be the same
// numbers, and the power 3/2 that of big integers of 200 bits.
func TestPowerIsExact(t *testing.T) {
	stream := chance.Stream(1, "power", 0)
	for range 20_000 {
		x := stream.Float64()
		if stream.IntN(4) == 0 {
			x = math.Ldexp(x, -stream.IntN(50))
		}
		if got := power(x, 0.5); got != math.Sqrt(x) {
			t.Fatalf("%v to 0.5: %v, and its root is %v", x, got, math.Sqrt(x))
		}
		if got := power(x, 2); got != x*x {
			t.Fatalf("%v to 2: %v, and its square is %v", x, got, x*x)
		}
		b := new(big.Float).SetPrec(200).SetFloat64(x)
		root := new(big.Float).SetPrec(200).Sqrt(b)
		want, _ := root.Mul(root, b).Float64()
		if got := power(x, 1.5); got != want {
			t.Fatalf("%v to 1.5: %v, exactly %v", x, got, want)
		}
	}
	for _, x := range []float64{0, 1} {
		if power(x, 1.7) != x {
			t.Errorf("%v to 1.7 is %v", x, power(x, 1.7))
		}
	}
}
