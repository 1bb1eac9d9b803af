package report

import (
	"multivector/evidence"
	"multivector/measure"
)

// Facts are what a report speaks of, measured once for all its languages.
type Facts struct {
	Dossier    *evidence.Dossier
	Region     *measure.Region
	Assessment *measure.Assessment

	Languages []*Language // of the report, the first at the root of its folder
}

// Measure measures a dossier for a report.
func Measure(r *measure.Region) (*Facts, error) {
	return &Facts{Dossier: r.Dossier, Region: r, Assessment: measure.Assess(r, r.Config.Region)}, nil
}
