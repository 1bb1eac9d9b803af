package figure

import "strings"

// widths are those of letters in hundredths of the size, rounded up to three: of DejaVu Sans, which is wider than the letters
// of most screens, so that what fits in it fits in them. A letter that is not here is as wide as the widest.
var widths = func() map[rune]float64 {
	w := map[rune]float64{}
	for hundredths, letters := range map[float64]string{
		30: `'IJijl`, 33: ` ,.·`, 36: `/:;\f|`, 39: `-`, 42: `!()[]rt`, 48: `"`, 51: `*_–°`, 54: `?szгз`, 57: `Lcсэ`, 60: `Fkvxyвтухчь`,
		63: `PTYaeoГРТУабекояё«»`, 66: `$0123456789EKSbdghnpqu{}ЕЗийлнпрЁ`, 69: `ABVXZАБВХЧЬц`, 72: `CRКСЭЯдъ`, 75: `NUИЙ`, 78: `&DGHЛНПЦм`,
		81: `OQДОы`, 84: `#+<=>^w~Ъ−≥≤×±→←`, 87: `MМФфю`, 90: `Ы`, 93: `жш`, 96: `%щ`, 99: `Wm`,
	} {
		for _, letter := range letters {
			w[letter] = hundredths / 100
		}
	}
	return w
}()

// wide is the width of a line of text.
func wide(text string, size float64, bold bool) (w float64) {
	for _, letter := range text {
		if one, known := widths[letter]; known {
			w += one
		} else {
			w += 1.12
		}
	}
	if bold {
		w *= 1.13
	}
	return w * size
}

// wrapped breaks a text into lines no wider than most, between words.
func wrapped(text string, size float64, bold bool, most float64) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && wide(line+" "+word, size, bold) > most {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// longest is the width of the widest word.
func longest(text string, size float64) (w float64) {
	for _, word := range strings.Fields(text) {
		w = max(w, wide(word, size, false))
	}
	return w
}

// fitted is a text in one line no wider than most: whole, or cut after as many letters as fit. The picture's table has it whole.
func fitted(text string, size float64, bold bool, most float64) string {
	if wide(text, size, bold) <= most {
		return text
	}
	letters := []rune(text)
	for len(letters) > 0 && wide(string(letters)+"…", size, bold) > most {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(string(letters), " ") + "…"
}

// heads are the names of columns, each in the lines it needs.
type heads struct {
	lines [][]string
	size  float64
}

// headed breaks the names of columns that are so wide. They are small, smaller where a word would not fit, and cut where it
// does not then.
func headed(names []string, across float64) heads {
	h := heads{size: small}
	for _, name := range names {
		if longest(name, small) > across {
			h.size = tiny
		}
	}
	for _, name := range names {
		var lines []string
		for _, line := range wrapped(name, h.size, false, across) {
			lines = append(lines, fitted(line, h.size, false, across))
		}
		h.lines = append(h.lines, lines)
	}
	return h
}

func (h heads) high() float64 {
	most := 1
	for _, lines := range h.lines {
		most = max(most, len(lines))
	}
	return float64(most) * (h.size + 3)
}

// heads writes the names over their columns, the first of which begins at first, so that the last line stands on foot.
func (p *page) heads(h heads, first, across, foot float64) {
	for i, lines := range h.lines {
		for j, line := range lines {
			p.text(quiet, first+(float64(i)+.5)*across, foot-(h.size+3)*float64(len(lines)-1-j), "middle", h.size, line)
		}
	}
}
