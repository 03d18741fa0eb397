// Pinyin initials without a table: the browser sorts Chinese by pinyin (ICU's collation zh-u-co-pinyin), so a character
// has the initial of the last letter's first character that does not sort after it. Checked against pypinyin on 1,067
// characters of agency names, places and titles: no difference; the package would add 0.8 MB and 0.6 s.
const FIRSTS = "阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨它穵夕丫帀", LETTERS = "abcdefghjklmnopqrstwxyz";
const byPinyin = new Intl.Collator("zh-CN-u-co-pinyin");
const known = new Map();

function initial(letter) {
  if (letter < "\u3400" || letter > "\u9fff") return letter.toLowerCase();
  let found = known.get(letter);
  if (found === undefined) {
    let low = 0, high = FIRSTS.length - 1;
    while (low < high) { const mid = (low + high + 1) >> 1; if (byPinyin.compare(FIRSTS[mid], letter) <= 0) low = mid; else high = mid - 1; }
    known.set(letter, found = LETTERS[low]);
  }
  return found;
}

const spelled = new Map();
/** 市工信局 → sgxj */
function initials(name) {
  let found = spelled.get(name);
  if (found === undefined) spelled.set(name, found = [...name].map(initial).filter((c) => /[a-z0-9]/.test(c)).join(""));
  return found;
}
