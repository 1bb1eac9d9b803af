// Package report writes a dossier's findings as a cited text: a folder of pages that open without a network, in which every
// sentence can be followed to the estimates, records and sources it rests on, and back.
//
// The text is made in three steps. Facts are what was measured, once. A page is put together for a language from blocks, the
// sentences of which are messages of that language with what they speak of put in: a number brings the estimate it is of, so that
// none can be written without its way back (say). Last, the pages become HTML, and with the figures and tables a Folder, whose
// bytes depend on the dossier, the version and the seed alone.
package report
