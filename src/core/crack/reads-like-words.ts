/**
 * How much likelier letters must be as words than as chance, as a power of two. A random secret of any usual alphabet
 * gets there about once in 100,000 times; a phrase of thirty letters has 15 to 60.
 */
const LEAST_BITS = 12;
const LETTERS = 26;
const PAIRS = LETTERS * LETTERS;

/**
 * Makes a test of whether a text is made of words of any European language, as letters that follow each other tell
 * (the log-likelihood of its pairs of letters among `examples`, against equally likely pairs). Signs and digits between
 * the words, and capitals, do not hide them; hex is not looked at, since six letters spell too many words.
 */
export function wordDetector(examples: readonly string[]): (text: string) => boolean {
  // Half an occurrence in advance, so that no pair is impossible.
  const counts = new Float64Array(PAIRS).fill(0.5);
  for (const word of examples)
    if (/^[a-z]{4,}$/.test(word)) eachPair(word, (pair) => (counts[pair] = (counts[pair] ?? 0) + 1));
  const all = counts.reduce((sum, count) => sum + count, 0);
  const bits = counts.map((count) => Math.log2((count / all) * PAIRS));
  return (text) => {
    if (/^[\da-f-]+$/i.test(text)) return false;
    let sum = 0;
    for (const run of text.toLowerCase().match(/[a-z]+/g) ?? []) eachPair(run, (pair) => (sum += bits[pair] ?? 0));
    return sum > LEAST_BITS;
  };
}

function eachPair(letters: string, visit: (pair: number) => void): void {
  for (let at = 1; at < letters.length; at += 1)
    visit((letters.charCodeAt(at - 1) - 97) * LETTERS + letters.charCodeAt(at) - 97);
}
