package report

import (
	"html"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"multivector/evidence"
	"multivector/measure"
)

// somewhere is the report of the small invented region, in English and Russian, with Russian words for what it names.
var somewhere = sync.OnceValues(func() (Folder, error) {
	files := fstest.MapFS{}
	dir := os.DirFS("../evidence/testdata/sound")
	names, err := fs.Glob(dir, "*")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	files["words/ru.toml"] = &fstest.MapFile{Data: []byte(`
region = "Где-то"
[names.AAA]
nom = "Аландия"
gen = "Аландии"
dat = "Аландии"
[names.BBB]
nom = "Бландия"
gen = "Бландии"
[names.CCC]
nom = "Кландия"
gen = "Кландии"
[names.PPP]
nom = "Держава П"
gen = "Державы П"
[names.QQQ]
nom = "Держава К"
gen = "Державы К"
[names.CLUB]
nom = "Клуб"
[words.domains]
arms = "оружие"
exports = "вывоз"
[words.sentences]
reach = "притяжение {A.gen} для {of.gen} сильнее, чем {B.gen}"
`)}
	d, err := evidence.Load(files, "somewhere", evidence.Options{})
	if err != nil {
		return nil, err
	}
	return Build(measure.Of(d, measure.DefaultOptions()), Options{Languages: []string{"en", "ru"}})
})

// pageOf is a page of that report.
func pageOf(t *testing.T, path string) string {
	t.Helper()
	folder, err := somewhere()
	if err != nil {
		t.Fatal(err)
	}
	if folder[path] == nil {
		t.Fatalf("the report has no page %s", path)
	}
	return string(folder[path])
}

var (
	raised = regexp.MustCompile(`(?s)<sup>.*?</sup>`)
	markup = regexp.MustCompile(`(?s)<[^>]*>`)
	blanks = regexp.MustCompile(`\s+`)
)

// proseOf is the text of a page as it is read, without the numbers of its notes.
func proseOf(page string) string {
	text := html.UnescapeString(markup.ReplaceAllString(raised.ReplaceAllString(page, ""), ""))
	text = strings.ReplaceAll(text, "\u00a0", " ")
	return strings.TrimSpace(blanks.ReplaceAllString(text, " "))
}

func TestTheReportSaysInBothLanguagesWhatWasNotSaid(t *testing.T) {
	for path, sentences := range map[string][]string{
		"index.html": {
			"Áland gave no answer in 50% of the roll calls at which it was expected, the most in the region; Cland in 0%, the least.",
			"In between: Bland (33%).",
			"In 2 cases a roll call lists a state of the region as absent where it was expected, being a member (The Assembly).",
			"Cland is not among all who came (The Club, Btown, 21 July 2022); it was expected as a member since 30 June 2022.",
			"Bland is listed absent (The Club, online, 14 September 2023); it was expected as a member since 15 March 2018.",
			"Bland sent a deputy (The Club, Btown, 21 July 2022); its leader was expected, the state being a member since 15 March 2018.",
			"Cland did not sign “Treaty of trade” (2023), which was open to it; Áland did.",
			"The exercise had been announced or was the custom.",
		},
		"ru/index.html": {
			"Чаще всего нет ответа у Аландии — в 50 % голосований, на которых его ждали; реже всего у Кландии — в 0 %.",
			"В 2 случаях протокол голосования отмечает отсутствующим государство региона",
			"Кландия: нет в полном списке приехавших (Клуб, Btown, 21 июля 2022 года); ожидался приезд государства-члена (с 30 июня 2022 года).",
			"Бландия: вместо руководителя приехал заместитель (Клуб, Btown, 21 июля 2022 года)",
			"Подписали: Аландия.",
		},
	} {
		expectProse(t, path, sentences...)
	}
}

// expectProse expects sentences on a page.
func expectProse(t *testing.T, path string, sentences ...string) {
	t.Helper()
	prose := proseOf(pageOf(t, path))
	for _, s := range sentences {
		if !strings.Contains(prose, s) {
			t.Errorf("%s does not say %q", path, s)
		}
	}
}

func TestUnityBelowLuckIsSaidToBe(t *testing.T) {
	expectProse(t, "index.html", "It is less than luck would give: states that never met would agree more, and what the region shows of the unity that luck leaves open is −0.60.")
	expectProse(t, "ru/index.html", "Это меньше, чем дал бы случай: посторонние сошлись бы чаще. Доля единства сверх случайного — −0,60.")
	expectProse(t, "index.html", "that of Bland came to 1 of 2 and that of Cland came to 0 of 1. The leaders of Áland came to all.")
	expectProse(t, "ru/index.html", "руководитель Бландии — на 1 из 2 и руководитель Кландии — на 0 из 1. Руководители Аландии были на всех.")
}

func TestAVerdictAndWhatWouldHaveToBeFalse(t *testing.T) {
	expectProse(t, "index.html", "Power P reaches Áland more than Power Q in 90% of choices.", "Of 3 findings 3 rest on a single record each.", "Áland depends most on Power P for arms")
	expectProse(t, "ru/index.html", "В 90 % выборов верно: притяжение Державы П для Аландии сильнее, чем Державы К.", "Из 3 выводов 3 стоят на одной-единственной записи каждый.", "Аландия больше всего зависит от Державы П (оружие)")
}

func TestPagesOfVectorsAndForums(t *testing.T) {
	expectProse(t, "vectors/PPP.html", "The share of Power P is largest in these: Áland’s arms (70%) and Áland’s exports (60%).", "Bland calls off the exercise \"Brotherhood\" (9 October 2022, −4.0).", "Convened by Power P: The Club and The Pact.")
	expectProse(t, "ru/vectors/PPP.html", "Доля Державы П больше всего здесь: оружие Аландии (70 %) и вывоз Аландии (60 %).")
	expectProse(t, "forums/CLUB.html", "The Club: meeting format, founded 15 March 2018, convened by Áland and Power P; seat: Atown.", "All 3 states of the region (Somewhere) take part.", "The leader of Cland was missing from 1 of them", "“Treaty of friendship” (21 July 2022), signed by Áland, Bland and Cland.")
	expectProse(t, "ru/forums/CLUB.html", "Участвуют все 3 государства региона (Где-то).", "Руководитель Кландии не приехал на 1 встречу", "В досье 3 встречи.")
}

var (
	spans  = regexp.MustCompile(`(?s)<span class="s[^"]*" id="([^"]*)"([^>]*)>(.*?)</span>`)
	aDigit = regexp.MustCompile(`[0-9]`)
)

// What a reader may ask the origin of has one: of all sentences of the pages, those with a number name an estimate, a record or a claim.
func TestEveryNumberOfASentenceIsBound(t *testing.T) {
	folder, err := somewhere()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for path, data := range folder {
		own := strings.TrimPrefix(path, "ru/")
		if own != "index.html" && !strings.HasPrefix(own, "vectors/") && !strings.HasPrefix(own, "forums/") {
			continue
		}
		for _, m := range spans.FindAllStringSubmatch(string(data), -1) {
			id, attributes, text := m[1], m[2], proseOf(m[3])
			if !aDigit.MatchString(text) {
				continue
			}
			seen++
			if !strings.Contains(attributes, "data-rests=") {
				t.Errorf("%s#%s rests on nothing: %s", path, id, text)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d sentences have numbers", seen)
	}
}

// A sentence that does not apply is not written.
func TestNoSentenceSaysThatThereIsNothingToSay(t *testing.T) {
	for _, path := range []string{"index.html", "vectors/PPP.html", "vectors/QQQ.html", "forums/PACT.html"} {
		for _, m := range regexp.MustCompile(`(?s)<p[^>]*>.*?</p>|<li>.*?</li>`).FindAllString(pageOf(t, path), -1) {
			for _, word := range []string{"no interval", "not covered", "<no value>", "NaN", "undefined"} {
				if strings.Contains(proseOf(m), word) {
					t.Errorf("%s says %q: %s", path, word, proseOf(m))
				}
			}
		}
	}
}
