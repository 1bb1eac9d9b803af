// Package figure draws numbers as SVG that can be put anywhere: into a page, a memo, a slide. It knows lines, cells,
// points, scales and labels, and nothing of what they mean. Each kind of picture is a Picture: it draws itself, and gives the
// numbers it drew as a table. What is around it is its Frame.
//
// A picture is read in many places, so each keeps these rules. Colours are those of Okabe and Ito (2008, Color Universal
// Design), which are told apart by those who do not see red or green; lines differ in their dashes too, so that a grey print
// will do; text and paper turn over where the reader has a dark screen. Lines are named at their ends, not in a legend, and
// the names do not overlap. A title and a description say to those who hear the page what is to be seen, and a line of
// source where it comes from. Text is of a size that can be read when the picture is as wide as a telephone.
//
// What is drawn depends on the numbers alone: the same picture has the same bytes.
package figure
