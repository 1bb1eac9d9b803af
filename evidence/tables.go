package evidence

import "multivector/rollcall"

// The tables of a dossier, a struct a row. The tag col names the column and says whether it is part
// of the row's key (key?: a part that may be empty), whether each row must fill it (need) or only the header
// must have it (stands); ref names the table its codes must stand in, kind
// what kind of state they must be, one the words allowed, when what the field means for the existence
// of the row as of a date (see asof.go). docs/format/dossier.md is the same in words; a test
// compares the two.

// Source is the card of a source: who published what, when, and how far to trust it.
type Source struct {
	Meta
	ID        string     `col:"id,key"`
	Title     string     `col:"title,need"`
	Publisher string     `col:"publisher"`
	Published Period     `col:"published"`
	URL       string     `col:"url"`
	Licence   string     `col:"licence"`
	Trust     Confidence `col:"trust"`
	SeenAs    string     `col:"seen_as"`
}

// State is a code that other tables may name: a state, a bloc, an aggregate or a place.
type State struct {
	Meta
	Code    string `col:"iso3,key"`
	Name    string `col:"name,need"`
	Kind    string `col:"kind,need" one:"state bloc aggregate place"`
	Capital string `col:"capital"`
}

// Code is a state's code in another system over a spell of time.
type Code struct {
	Meta
	State  string `col:"state,key" ref:"states"`
	System string `col:"system,key" one:"cow gw un cameo fips iso2"`
	Code   string `col:"code,key"`
	From   Date   `col:"from,key?"`
	To     Date   `col:"to"`
}

// Name is a spelling that resolves to a state or a forum.
type Name struct {
	Meta
	Name     string `col:"name,key"`
	RefersTo string `col:"refers_to,need" ref:"states forums"`
	Kind     string `col:"kind,need" one:"state leader capital forum"`
	From     Date   `col:"from"`
	To       Date   `col:"to"`
}

// BlocMember is a spell of a state in a bloc.
type BlocMember struct {
	Meta
	Bloc   string `col:"bloc,key" ref:"states" kind:"bloc"`
	Member string `col:"member,key" ref:"states" kind:"state"`
	From   Date   `col:"from,key?" when:"begins"`
	To     Date   `col:"to" when:"ends"`
}

// RollCall is a vote held in a body.
type RollCall struct {
	Meta
	ID      string   `col:"id,key"`
	Symbol  string   `col:"symbol"`
	Date    Date     `col:"date,need" when:"happens"`
	Session string   `col:"session,need"`
	Body    string   `col:"body,need" ref:"forums"`
	Sitting string   `col:"sitting,need"`
	Issue   []string `col:"issue"`
	Family  string   `col:"family,need"`
	Title   string   `col:"title,need"`
	Topic   string   `col:"topic"`
	Yes     Number   `col:"yes"`
	No      Number   `col:"no"`
	Abstain Number   `col:"abstain"`
	Absent  Number   `col:"absent"`
	Outcome string   `col:"outcome"`
}

// Vote is what one state did in one roll call.
type Vote struct {
	Meta
	RollCall   string          `col:"rollcall,key" ref:"rollcalls" when:"follows"`
	State      string          `col:"iso3,key" ref:"states" kind:"state"`
	Answer     rollcall.Answer `col:"vote,need"`
	OthersCast Number          `col:"others_cast"`
}

// Covote is how two states answered together over one session.
type Covote struct {
	Meta
	State   string `col:"state,key" ref:"states"`
	Partner string `col:"partner,key" ref:"states"`
	Session int    `col:"session,key"`
	Set     string `col:"set,key" one:"all contested"`
	Date    Date   `col:"date,need" when:"happens"`

	YY float64 `col:"yy,need"`
	YA float64 `col:"ya,need"`
	YN float64 `col:"yn,need"`
	YS float64 `col:"ys,need"`
	AY float64 `col:"ay,need"`
	AA float64 `col:"aa,need"`
	AN float64 `col:"an,need"`
	AS float64 `col:"as,need"`
	NY float64 `col:"ny,need"`
	NA float64 `col:"na,need"`
	NN float64 `col:"nn,need"`
	NS float64 `col:"ns,need"`
	SY float64 `col:"sy,need"`
	SA float64 `col:"sa,need"`
	SN float64 `col:"sn,need"`
	SS float64 `col:"ss,need"`
}

// Pairs gives the sixteen counts, the state's answer first.
func (c Covote) Pairs() rollcall.Pairs {
	return rollcall.Pairs{
		{c.YY, c.YA, c.YN, c.YS},
		{c.AY, c.AA, c.AN, c.AS},
		{c.NY, c.NA, c.NN, c.NS},
		{c.SY, c.SA, c.SN, c.SS},
	}
}

// NewCovote is a row of covotes.csv.
func NewCovote(state, partner string, session int, set string, date Date, p rollcall.Pairs) Covote {
	return Covote{
		State: state, Partner: partner, Session: session, Set: set, Date: date,
		YY: p[0][0], YA: p[0][1], YN: p[0][2], YS: p[0][3],
		AY: p[1][0], AA: p[1][1], AN: p[1][2], AS: p[1][3],
		NY: p[2][0], NA: p[2][1], NN: p[2][2], NS: p[2][3],
		SY: p[3][0], SA: p[3][1], SN: p[3][2], SS: p[3][3],
	}
}

// Pattern is how often the region's states gave one joint answer in a session, and what luck alone
// would have made of those roll calls.
type Pattern struct {
	Meta
	Session      int      `col:"session,key"`
	Contested    bool     `col:"contested,key"`
	Issue        []string `col:"issue,key?,stands"` // empty where the roll calls have none
	Answers      string   `col:"pattern,key"`
	Date         Date     `col:"date,need" when:"happens"`
	Count        int      `col:"count,need"`
	ExpectedAI   Number   `col:"expected_ai"`
	ExpectedRice Number   `col:"expected_rice"`
}

// IdealPoint is where a state stood in one session on the scale of its body's votes, or the middle of a bloc's members.
type IdealPoint struct {
	Meta
	State   string  `col:"state,key" ref:"states"`
	Session int     `col:"session,key"`
	Date    Date    `col:"date,need" when:"happens"`
	Mean    float64 `col:"mean,need"`
	SD      float64 `col:"sd,need"`
	Low     float64 `col:"low,need"`
	High    float64 `col:"high,need"`
}

// IdealDistance is how far two states, or a state and the middle of a bloc, stood apart in one session, from joint
// draws of their ideal points.
type IdealDistance struct {
	Meta
	State    string  `col:"state,key" ref:"states"`
	Partner  string  `col:"partner,key" ref:"states"`
	Session  int     `col:"session,key"`
	Date     Date    `col:"date,need" when:"happens"`
	Distance float64 `col:"distance,need"`
	SD       float64 `col:"sd,need"`
	Low      float64 `col:"low,need"`
	High     float64 `col:"high,need"`
}

// Verdict is the stored answer of a composite: the share of all admissible choices in which one comes before another.
type Verdict struct {
	Meta
	Composite string  `col:"composite,key"`
	Of        string  `col:"of,key?"` // the state, of a composite of dyads
	Above     string  `col:"above,key"`
	Below     string  `col:"below,key"`
	Share     float64 `col:"share,need"`
	Low       Number  `col:"low"`
	High      Number  `col:"high"`
	Draws     int     `col:"draws,need"` // of choices
}

// IdealMove is how the distance between a state and a power changed from one session to a later one, split into what
// each of the two did, from joint draws of both sessions: the two parts add up to the change, of which low and high
// are the interval.
type IdealMove struct {
	Meta
	State         string  `col:"state,key" ref:"states" kind:"state"`
	Partner       string  `col:"partner,key" ref:"states"`
	Session       int     `col:"session,key"`
	Before        int     `col:"before,need"`
	Date          Date    `col:"date,need" when:"happens"`
	OfState       float64 `col:"of_state,need"`
	OfStateLow    float64 `col:"of_state_low,need"`
	OfStateHigh   float64 `col:"of_state_high,need"`
	OfPartner     float64 `col:"of_partner,need"`
	OfPartnerLow  float64 `col:"of_partner_low,need"`
	OfPartnerHigh float64 `col:"of_partner_high,need"`
	Low           float64 `col:"low,need"`
	High          float64 `col:"high,need"`
}

// Forum is a body or format in which states meet.
type Forum struct {
	Meta
	ID       string   `col:"id,key"`
	Name     string   `col:"name,need"`
	Kind     string   `col:"kind,need"`
	Convener []string `col:"convener" ref:"states"`
	Founded  Date     `col:"founded" when:"happens"`
	Seat     string   `col:"seat"`
	Vector   []string `col:"vector" ref:"vectors"`
}

// Membership is a spell of a state in a forum.
type Membership struct {
	Meta
	Forum  string `col:"forum,key" ref:"forums"`
	State  string `col:"state,key" ref:"states"`
	From   Date   `col:"from,key?" when:"begins"`
	To     Date   `col:"to" when:"ends"`
	Status string `col:"status,key" one:"member associate observer dialogue_partner partner participant guest suspended none"`
}

// Expected tells that a state of this status is expected at the forum's meetings.
func (m Membership) Expected() bool { return m.Status == "member" || m.Status == "participant" }

// Summit is a meeting of a forum.
type Summit struct {
	Meta
	ID         string   `col:"id,key"`
	Forum      string   `col:"forum,need" ref:"forums"`
	Date       Date     `col:"date,need" when:"happens"`
	DateEnd    Date     `col:"date_end"`
	Place      string   `col:"place"`
	Format     string   `col:"format,need" one:"in_person virtual"`
	Level      string   `col:"level,need" one:"leaders ministers"`
	Status     string   `col:"status,need" one:"held cancelled planned"`
	Attendance string   `col:"attendance,need" one:"complete partial none"`
	Attendees  []string `col:"attendees" ref:"states"`
	Deputies   []string `col:"deputies" ref:"states"`
	Absent     []string `col:"absent" ref:"states"`
	Outcome    string   `col:"outcome"`
}

// Agreement is a document that states sign.
type Agreement struct {
	Meta
	ID     string   `col:"id,key"`
	Name   string   `col:"name,need"`
	Date   Date     `col:"date,need" when:"happens"`
	Place  string   `col:"place"`
	Kind   string   `col:"kind,need"`
	Vector []string `col:"vector" ref:"vectors"`
	OpenTo []string `col:"open_to" ref:"states"`
	Status string   `col:"status"`
}

// Signatory is what a state did with a document.
type Signatory struct {
	Meta
	Agreement string `col:"agreement,key" ref:"agreements" when:"follows"`
	State     string `col:"state,key" ref:"states"`
	Status    string `col:"status,key" one:"signed not_signed withdrawn acceded mandate negotiating"`
	Date      Date   `col:"date" when:"happens"`
}

// Flow is goods that a state exports to, or imports from, a partner in a year as one side reports it.
type Flow struct {
	Meta
	State         string  `col:"state,key" ref:"states"`
	Partner       string  `col:"partner,key" ref:"states"`
	Flow          string  `col:"flow,key" one:"export import"`
	Year          Date    `col:"year,key" when:"happens"`
	Value         float64 `col:"value,need"`
	Unit          string  `col:"unit,need"`
	Reporter      string  `col:"reporter,key" ref:"states"`
	Others        Number  `col:"others"`
	OthersSquares Number  `col:"others_squares"`
}

// Remittance is money that a state received from a partner in a year.
type Remittance struct {
	Meta
	State   string  `col:"state,key" ref:"states"`
	Partner string  `col:"partner,key" ref:"states"`
	Year    Date    `col:"year,key" when:"happens"`
	Value   float64 `col:"value,need"`
	Unit    string  `col:"unit,need"`
}

// Figure is one number of one state in one year.
type Figure struct {
	Meta
	State     string  `col:"state,key" ref:"states"`
	Indicator string  `col:"indicator,key"`
	Year      Date    `col:"year,key" when:"happens"`
	Value     float64 `col:"value,need"`
	Unit      string  `col:"unit,need"`
}

// Dependence is a partner's part of a state's total in a domain.
type Dependence struct {
	Meta
	State      string `col:"state,key" ref:"states"`
	Partner    string `col:"partner,key" ref:"states"`
	Domain     string `col:"domain,key" ref:"domains"`
	Period     Period `col:"period,key" when:"happens"`
	Share      Number `col:"share"`
	Value      Number `col:"value"`
	Unit       string `col:"unit,key"`
	LowerBound bool   `col:"lower_bound"`
}

// Exposure is a flow as a part of the state's GDP.
type Exposure struct {
	Meta
	State      string `col:"state,key" ref:"states"`
	Partner    string `col:"partner,key" ref:"states"`
	Domain     string `col:"domain,key" ref:"domains"`
	Period     Period `col:"period,key" when:"happens"`
	ShareOfGDP Number `col:"share_of_gdp,need"`
}

// Link is an edge of the export network.
type Link struct {
	Meta
	ID           string   `col:"id,key"`
	From         string   `col:"from,need" ref:"states"`
	To           string   `col:"to,need" ref:"states"`
	Commodity    string   `col:"commodity,need"`
	Capacity     Number   `col:"capacity"`
	Unit         string   `col:"unit,need"`
	CapacityYear Date     `col:"capacity_year"`
	Flow         Number   `col:"flow"`
	FlowYear     Date     `col:"flow_year"`
	Via          string   `col:"via"`
	Controller   string   `col:"controller"`
	Vector       []string `col:"vector" ref:"vectors"`
	Status       string   `col:"status,need" one:"operating planned idea"`
	PartOf       string   `col:"part_of" ref:"transit"`
	Name         string   `col:"name"`               // as a picture calls it
	Route        []string `col:"route" ref:"places"` // from its beginning to its end
}

// Place is a point on the Earth that links of the export network run through.
type Place struct {
	Meta
	ID        string  `col:"id,key"`
	Name      string  `col:"name,need"`
	Latitude  float64 `col:"latitude,need"`
	Longitude float64 `col:"longitude,need"`
}

// Market is a node where the export network ends, or is handled.
type Market struct {
	Meta
	Node      string `col:"node,key" ref:"states"`
	Commodity string `col:"commodity,key"`
	Role      string `col:"role,need" one:"market hub port"`
	Reaches   string `col:"reaches"`
}

// Event is something one actor did to another.
type Event struct {
	Meta
	ID        string   `col:"id,key"`
	Date      Date     `col:"date,need" when:"happens"`
	DateEnd   Date     `col:"date_end"`
	Actor     []string `col:"actor,need" ref:"states"`
	Target    []string `col:"target,need" ref:"states"`
	CAMEO     string   `col:"cameo,need"`
	Type      string   `col:"plover_type"`
	Mode      string   `col:"plover_mode"`
	Context   string   `col:"plover_context"`
	Goldstein float64  `col:"goldstein,need"`
	Expected  string   `col:"expected" one:"exercise visit parade summit"`
	Place     string   `col:"place"`
	Summary   string   `col:"summary,need"`
}

// Opinion is one answer of one poll.
type Opinion struct {
	Meta
	State     string  `col:"state,key" ref:"states"`
	Survey    string  `col:"survey,key"`
	Wave      string  `col:"wave,key?"`
	FieldFrom Date    `col:"field_from,key?" when:"happens"`
	FieldTo   Date    `col:"field_to" when:"happens"`
	N         Number  `col:"n"`
	Topic     string  `col:"topic"`
	Question  string  `col:"question,key"`
	Answer    string  `col:"answer,key"`
	Percent   float64 `col:"percent,need"`
}

// Claim is a sentence of a text that the evidence may bear out. What decides it is its expression, which package claim
// compiles; the verdict is a person's, from before it was computed.
type Claim struct {
	Meta
	ID         string   `col:"id,key"`
	Claim      string   `col:"claim,need"`
	Kind       string   `col:"kind,need" one:"fact relation judgement forecast"`
	Actors     []string `col:"actors" ref:"states"`
	Date       Period   `col:"date"`
	Evidence   []string `col:"evidence" ref:"records"`
	Expression string   `col:"expression"`
	Lacks      string   `col:"lacks"`  // what evidence is missing
	Closes     Date     `col:"closes"` // of a forecast: the day after which it is settled
	Verdict    string   `col:"verdict" one:"holds partly contradicted open"`
	Differs    string   `col:"differs"` // why the expression's result is not the person's
}

// Correction changes one field of one record when the dossier is read.
type Correction struct {
	Meta
	Record  string `col:"record,key"`
	Field   string `col:"field,key"`
	Was     string `col:"was,stands"` // the cell was empty where this is
	Becomes string `col:"becomes"`
	Reason  string `col:"reason,need"`
	Who     string `col:"who,need"`
	Date    Date   `col:"date,need" when:"happens"`
	Status  string `col:"status,need" one:"active withdrawn"`
}
