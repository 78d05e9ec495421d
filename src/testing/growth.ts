import { readFileSync } from "node:fs";

/** Makes a text of about that many characters. */
export type Grow = (length: number) => string;

/** The sizes compared: four times the text may take four times as long, but not sixteen times. */
const SMALL = 10_000;
const TIMES = 4;
const MOST_GROWTH = 9;
/** Shorter times show what else the machine did. Milliseconds. */
const NOISE = 5;
const ATTEMPTS = 6;

/**
 * Milliseconds that this thread has worked, so that other load counts little; wall-clock time if the system has no such
 * counter.
 */
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
 * How much longer `run` takes for four times the text: the minimum of a few attempts, since a busy machine slows
 * attempts down but never speeds them up. Stops at the first attempt that is at most proportional.
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

/** Whether the time of `run` grows faster than its text. */
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

/** Texts of one repeated piece with a different ending: many searches reach the end and backtrack. */
export const HOSTILE: readonly (readonly [name: string, grow: Grow])[] = PIECES.map((piece) => [
  JSON.stringify(piece),
  (length) => `${piece.repeat(Math.ceil(length / piece.length))}x`,
]);
