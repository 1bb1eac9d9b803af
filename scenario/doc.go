// Package scenario asks what would change: it runs what-if models on the measured present, and takes their inputs from
// the dossier and its measures, each with its interval and the records it rests on.
//
// The models themselves know nothing of dossiers (landscape); this package is where the two meet.
package scenario
