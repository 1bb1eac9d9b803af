package idealpoint

import (
	"encoding/gob"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
)

// A long run may be killed and go on: each chain writes from time to time where it is and what it has drawn, to a
// file of its own beside the others, which replaces the one before by a rename. As no stream of random numbers
// outlives a sweep, a chain that goes on from there draws what it would have drawn.

// checkpointEvery is the number of sweeps between two checkpoints.
const checkpointEvery = 100

// checkpoint is what a file holds.
type checkpoint struct {
	Key    string // of the data and the settings: a file of another run is not taken up
	Sweeps int
	Points []float32
	Watch  []Forecast
	Sums   chainSums
	Chain  chainState
}

// chainState is what a sampler needs to go on.
type chainState struct {
	Sweeps  int
	Numbers [][]float64
	Counts  []int
}

// key tells runs apart: the data, the sampler and everything that a draw depends on.
func (s Settings) key(d *Data, kind string, chain int) string {
	h := fnv.New64a()
	fmt.Fprint(h, d.States, d.Units, d.itemAt, d.itemUnit)
	return fmt.Sprintf("2 %s %x chain %d seed %d burn %d thin %d anchor %v watch %d", kind, h.Sum64(), chain, s.Seed, s.Burn, s.Thin, s.Anchor, len(s.Watch))
}

func checkpointFile(base string, chain int) string { return fmt.Sprintf("%s.%d", base, chain+1) }

// writeCheckpoint writes beside the file and renames, so that there is always a whole one.
func writeCheckpoint(path string, c checkpoint) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err = gob.NewEncoder(f).Encode(c); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// readCheckpoint reads the file of a chain; none is no error.
func readCheckpoint(path, key string) (c checkpoint, found bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, false, nil
	}
	if err != nil {
		return c, false, err
	}
	defer f.Close()
	if err := gob.NewDecoder(f).Decode(&c); err != nil {
		return c, false, fmt.Errorf("%s is not a checkpoint, or is damaged: %w", path, err)
	}
	if c.Key != key {
		return c, false, fmt.Errorf("%s is the checkpoint of another run: of other votes, or other settings", path)
	}
	return c, true, nil
}

// state and resume are what the samplers have to say and to be told.
func (p *publishedChain) state() chainState {
	s := chainState{Sweeps: p.sweeps, Numbers: [][]float64{p.theta, p.mean, p.beta, flat(p.cut)}}
	for i := range p.block {
		s.Numbers = append(s.Numbers, p.block[i].pull, p.block[i].power)
		s.Counts = append(s.Counts, p.block[i].accepted)
	}
	return s
}

func (p *publishedChain) resume(s chainState) {
	p.sweeps = s.Sweeps
	copy(p.theta, s.Numbers[0])
	copy(p.mean, s.Numbers[1])
	copy(p.beta, s.Numbers[2])
	for i, x := range s.Numbers[3] {
		p.cut[i/2][i%2] = x
	}
	for i := range p.block {
		copy(p.block[i].pull, s.Numbers[4+2*i])
		copy(p.block[i].power, s.Numbers[5+2*i])
		p.block[i].accepted = s.Counts[i]
	}
}

func flat(pairs [][2]float64) (all []float64) {
	for _, p := range pairs {
		all = append(all, p[0], p[1])
	}
	return all
}

func (c *joint) state() chainState {
	items := make([]float64, 0, 3*len(c.item))
	for _, p := range c.item {
		items = append(items, p.beta, p.low, p.high)
	}
	s := chainState{Sweeps: c.sweeps}
	for _, t := range c.tallies() {
		s.Counts = append(s.Counts, t.accepted, t.proposed)
	}
	s.Numbers = [][]float64{c.theta, items}
	return s
}

func (c *joint) resume(s chainState) {
	c.sweeps = s.Sweeps
	copy(c.theta, s.Numbers[0])
	for v := range c.item {
		x := s.Numbers[1][3*v:]
		c.item[v] = parameters{x[0], x[1], x[2]}
	}
	for i, t := range c.tallies() {
		t.accepted, t.proposed = s.Counts[2*i], s.Counts[2*i+1]
	}
}

// tallies are all counts that a chain keeps.
func (c *joint) tallies() (all []*tally) {
	for i := range c.paths {
		all = append(all, &c.paths[i].tally)
	}
	for i := range c.pieces {
		all = append(all, &c.pieces[i].tally)
	}
	return append(all, &c.drift.shifts, &c.drift.stretches)
}
