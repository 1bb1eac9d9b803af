// Package bargain foretells what a table of actors will settle on, by rival models of bargaining run side by
// side: the expected-utility model of Scholz, Calbert and Smith (2011, doi:10.5220/0003121500180030) as it is
// printed and as its public code computes it, KTAB's spatial model of politics, Nash's bargain, and the two
// baselines that no challenge model has been shown to beat, the weighted mean and median.
//
// An actor holds a position on each dimension of an issue, has a capability, and cares so much: its salience. A
// Table is what a model takes; Inputs are the same with ranges and distributions in place of some numbers, as
// people judge them. Read reads Inputs from a CSV file. New gives a Model by name; its Run holds each round.
// Draw runs a model over draws of the inputs; Front compares actors that bargain alone with the same actors as a bloc.
//
// Every Run names the variant that made it: the rival readings of one paper part by as much as the models do.
package bargain
