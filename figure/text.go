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
