import { readFileSync } from "node:fs";

/** What makes a text of about so many characters. */
export type Grow = (length: number) => string;

/** Sizes that are held against each other: four times the text may take four times as long, and not sixteen times. */
const SMALL = 10_000;
const TIMES = 4;
const MOST_GROWTH = 9;
/** Below this a clock shows what else the machine did. Milliseconds. */
const NOISE = 5;
const ATTEMPTS = 6;

/** Milliseconds that this thread has worked, so what else the machine does counts little; of the clock where the system has no such count. */
function workedFor(): number {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ", 1)[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

async function timeOf(run: (text: string) => unknown, text: string): Promise<number> {
  const start = workedFor();
  await run(text);
  return workedFor() - start;
}

/**
 * How much longer `run` takes for four times the text: the least of a few attempts, since a busy machine makes single ones
 * longer and none shorter. Stops at the first attempt that is no more than in proportion.
 */
async function growthOf(run: (text: string) => unknown, grow: Grow): Promise<number> {
  const [small, large] = [grow(SMALL), grow(TIMES * SMALL)];
  let [least, most] = [Infinity, Infinity];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    least = Math.min(least, await timeOf(run, small));
    most = Math.min(most, await timeOf(run, large));
    if (most <= MOST_GROWTH * Math.max(NOISE, least)) return most / Math.max(NOISE, least);
  }
  return most / Math.max(NOISE, least);
}

/** Whether what `run` takes grows faster than its text does. */
export async function growsTooFast(run: (text: string) => unknown, grow: Grow): Promise<boolean> {
  return (await growthOf(run, grow)) > MOST_GROWTH;
}

const PIECES = [
  ..."\\/ \n\t\"'`.=-_:;,@&<>{}[]()#%*|$a1Z~+\u00e9\u00a0\u2028\ufffd\u200b\ufeff\ud800",
  "eyJ",
  "eyJ.",
  "a.",
  "a:\n",
  "a: b\n",
  "a=b\n",
  "a=b&",
  "a=b; ",
  '\\"',
  '"a":',
  '"a",',
  '{"a":',
  "[{",
  "{}",
  "0,",
  "\\n",
  "\\u0041",
  " \n",
  "\r\n",
  "&#x2e;",
  "%41",
  "%2e",
  "${",
  "{{",
  "[a](",
  "&#1",
  "\\u0430",
  "?token=eyJ.a.",
  "\nDate: Mon, ",
  "{authorization",
  "<a ",
  "<a>",
  "//",
  "/a",
  "0x1 ",
  "1 ",
  "1970-01-01 ",
  "-----BEGIN ",
  "-----BEGIN A-----\n",
  "ssh-rsa AAAA ",
  "MIIB",
  "LS0tLS1C",
  '"kty"',
  "bearer ",
  "authorization: ",
  "Cookie: a=eyJ.",
  "curl ",
  "😀",
  "jwt expired ",
];

/** Texts that are made of one piece over and over, and end in something else: many a search comes to the end and turns back. */
export const HOSTILE: readonly (readonly [name: string, grow: Grow])[] = PIECES.map((piece) => [
  JSON.stringify(piece),
  (length) => `${piece.repeat(Math.ceil(length / piece.length))}x`,
]);
