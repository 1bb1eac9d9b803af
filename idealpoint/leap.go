package idealpoint

import "math/rand/v2"

// Points and items are moved as by a particle that starts with a random speed and rolls over the log posterior: a path
// of Hamiltonian dynamics in a few leaps, accepted by its error in energy (Duane, Kennedy, Pendleton and Roweth 1987,
// doi:10.1016/0370-2693(87)91197-X; Neal 2011, doi:10.1201/b10905-6). Each block is seen in coordinates in which its
// information at the mode is 1 in every direction, so that a quarter turn would draw it anew from a normal
// posterior. A little more than that takes it to the far side, which suits a chain that draws points and items in turn,
// each of which holds the other back: over-relaxation (Adler 1981, doi:10.1103/PhysRevD.23.2901).
const (
	leaps  = 2
	turn   = 1.85 // radians
	unsure = .2   // the part by which the turn is longer or shorter at random, so that no path closes
)

// block is some of what a chain draws, which moves together.
type block interface {
	// look gives the log posterior where the block stands, and its slope.
	look(slope []float64) (value float64)
	// move moves the block; false where that leads to where nothing may be.
	move(by []float64) bool
}

// room is where a path is worked out.
type room struct{ slope, speed, by []float64 }

func newRoom(n int) room { return room{make([]float64, n), make([]float64, n), make([]float64, n)} }

// leap takes a block of n numbers along a path and says whether it may stay where that ends.
func leap(rng *rand.Rand, b block, n int, r room) bool {
	slope, speed, by := r.slope[:n], r.speed[:n], r.by[:n]
	energy := 0.0
	for i := range speed {
		speed[i] = rng.NormFloat64()
		energy += speed[i] * speed[i] / 2
	}
	step := turn * (1 + unsure*(2*rng.Float64()-1)) / leaps
	first := b.look(slope)
	last, push := first, step/2
	for range leaps {
		for i := range speed {
			speed[i] += push * slope[i]
			by[i] = step * speed[i]
		}
		if !b.move(by) {
			return false
		}
		last, push = b.look(slope), step
	}
	for i := range speed {
		speed[i] += step / 2 * slope[i]
		energy -= speed[i] * speed[i] / 2
	}
	return last-first+energy > -rng.ExpFloat64()
}
