// Package network routes flows through a network of links with capacities: how much can get from the sources to the
// sinks, by which links at the least cost, which links hold it up, and what a holder of links is worth to the rest. It
// knows nothing of oil or states.
package network
