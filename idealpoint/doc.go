// Package idealpoint places the states of an assembly on a line by their votes, one point for each state and session,
// with all that is not known of it.
//
// The model is ordinal and dynamic: a vote is yes, an abstention or no as z = beta theta + e, e ~ N(0, 1), lies below,
// between or above two cutpoints of the question, and a state's point walks from session to session (Bailey,
// Strezhnev and Voeten 2017, doi:10.1177/0022002715595700; Johnson and Albert 1999, doi:10.1007/b98832). Questions that
// were put again in later sessions keep their parameters, which ties the sessions to one another.
//
// Arrange makes the Data of a record of votes. MAP answers in a second or two; Sample draws from the joint posterior,
// so that a distance between two states or a position between two others has an interval of its own; Published is the
// procedure of the published estimates, and PublishedMode where it comes to rest. Diagnose says whether draws may be
// relied on, Silences on what states keep silent, Foretell what they will do in roll calls to come, Held and Score how well
// votes were foretold that the model was not shown, beside ways that know less.
package idealpoint
