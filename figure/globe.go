package figure

import "math"

// LonLat is a longitude and a latitude, in degrees east and north.
type LonLat = [2]float64

// spot is a place on the picture.
type spot struct{ x, y float64 }

// globe is Lambert's azimuthal equal-area projection about a centre (Snyder 1987, Map Projections: A Working Manual, p. 185,
// on the sphere): any region of the world in its true size, with no case for the equator, the poles or the meridian of 180.
type globe struct {
	longitude, sin, cos  float64 // of the centre
	scale, shiftX, moveY float64
}

func globeAbout(centre LonLat) globe {
	return globe{centre[0], math.Sin(centre[1] * math.Pi / 180), math.Cos(centre[1] * math.Pi / 180), 1, 0, 0}
}

// at is where a point comes to lie.
func (g globe) at(p LonLat) spot {
	sin, cos := math.Sincos(p[1] * math.Pi / 180)
	sinL, cosL := math.Sincos((p[0] - g.longitude) * math.Pi / 180)
	k := math.Sqrt(2 / math.Max(1e-9, 1+g.sin*sin+g.cos*cos*cosL))
	return spot{g.shiftX + g.scale*k*cos*sinL, g.moveY - g.scale*k*(g.cos*sin-g.sin*cos*cosL)}
}

// far tells whether a point is on the other half of the Earth.
func (g globe) far(p LonLat) bool {
	sin, cos := math.Sincos(p[1] * math.Pi / 180)
	return g.sin*sin+g.cos*cos*math.Cos((p[0]-g.longitude)*math.Pi/180) < 0
}

// viewing is the globe about the middle of some points, and the height of a window of the given width, at x and y, that shows them
// all. A window is no lower than .55 and no higher than 1.1 of its width.
func viewing(points []LonLat, x, y, wide float64) (g globe, high float64) {
	var sum [3]float64 // the middle is that of directions, so that it knows no meridian of 180
	for _, p := range points {
		sin, cos := math.Sincos(p[1] * math.Pi / 180)
		sinL, cosL := math.Sincos(p[0] * math.Pi / 180)
		sum[0], sum[1], sum[2] = sum[0]+cos*cosL, sum[1]+cos*sinL, sum[2]+sin
	}
	g = globeAbout(LonLat{math.Atan2(sum[1], sum[0]) * 180 / math.Pi, math.Atan2(sum[2], math.Hypot(sum[0], sum[1])) * 180 / math.Pi})
	low, top := spot{math.Inf(1), math.Inf(1)}, spot{math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		s := g.at(p)
		low, top = spot{min(low.x, s.x), min(low.y, s.y)}, spot{max(top.x, s.x), max(top.y, s.y)}
	}
	across, down := max(top.x-low.x, 1e-3)*1.1, max(top.y-low.y, 1e-3)*1.12
	high = min(1.1, max(.55, down/across)) * wide
	g.scale = min(wide/across, high/down)
	g.shiftX = x + wide/2 - g.scale*(low.x+top.x)/2
	g.moveY = y + high/2 - g.scale*(low.y+top.y)/2
	return g, high
}

// ring lays a ring on the picture, its longer edges broken so that they bend as they should, and cuts off what is outside the
// window. It is empty where nothing is inside.
func (g globe) ring(points []LonLat, window area) []spot {
	seen := false
	for _, p := range points {
		seen = seen || !g.far(p)
	}
	if !seen {
		return nil
	}
	var all []spot
	for i, p := range points {
		q := points[(i+1)%len(points)]
		parts := int(math.Ceil(max(math.Abs(q[0]-p[0]), math.Abs(q[1]-p[1])) / 2))
		for k := range max(1, parts) {
			t := float64(k) / float64(max(1, parts))
			all = append(all, g.at(LonLat{p[0] + t*(q[0]-p[0]), p[1] + t*(q[1]-p[1])}))
		}
	}
	return window.clip(all)
}

// has tells whether a spot is within.
func (b area) has(s spot) bool { return s.x > b.x1 && s.x < b.x2 && s.y > b.y1 && s.y < b.y2 }

// grown is larger on every side.
func (b area) grown(by float64) area { return area{b.x1 - by, b.y1 - by, b.x2 + by, b.y2 + by} }

// clip cuts a polygon along the four sides of an area (Sutherland and Hodgman 1974, doi:10.1145/360767.360802).
func (b area) clip(ring []spot) []spot {
	for side := range 4 {
		depth := func(s spot) float64 { return [4]float64{s.x - b.x1, b.x2 - s.x, s.y - b.y1, b.y2 - s.y}[side] }
		var kept []spot
		for i, p := range ring {
			q := ring[(i+1)%len(ring)]
			dp, dq := depth(p), depth(q)
			if dp >= 0 {
				kept = append(kept, p)
			}
			if (dp >= 0) != (dq >= 0) {
				t := dp / (dp - dq)
				kept = append(kept, spot{p.x + t*(q.x-p.x), p.y + t*(q.y-p.y)})
			}
		}
		ring = kept
	}
	return ring
}

// inside tells whether a spot is within rings, by the even-odd rule.
func inside(rings [][]spot, s spot) (in bool) {
	for _, r := range rings {
		for i, p := range r {
			q := r[(i+1)%len(r)]
			if (p.y > s.y) != (q.y > s.y) && s.x < (q.x-p.x)*(s.y-p.y)/(q.y-p.y)+p.x {
				in = !in
			}
		}
	}
	return in
}
