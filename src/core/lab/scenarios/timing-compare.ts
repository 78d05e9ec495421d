import { encodeBase64Url } from "../../text/base64url.ts";
import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_HS256, type HasSecret } from "../hardened/index.ts";
import { ADMIN, cast, SECRET } from "../actors.ts";
import { verify } from "../naive/early-exit.ts";
import { secretSetup } from "../setups.ts";
import { readCompact, split } from "../toolkit/compact.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";
import { createStopWatch, type StopWatch } from "../world/clock.ts";

interface TimedSetup extends HasSecret {
  readonly watch: StopWatch;
}

export default defineScenario<TimedSetup>({
  id: "timing-compare",
  number: 24,
  family: "signature",
  title: "How long a comparison takes",
  summary: "The answer takes longer with each correct byte.",
  needs: "precise timing",
  situation:
    "The API compares byte by byte and stops at the first difference. From outside, that shows as time. The clock here is simulated, four nanoseconds a byte and no noise; on a network it takes many measurements of each guess.",
  actors: cast([SECRET], [SECRET], [], { attacker: "measures" }),
  cost: "Without noise it takes about 4,100 guesses, while blind guessing would take 2²⁵⁵. On a noisy network each guess must be measured thousands of times.",
  asks: true,
  loosened: null,
  tells: { compare: "early-exit" },
  naive: {
    file: "naive/early-exit.ts",
    summary: "stops at the first difference",
    verify: (setup, token) => verify(token, setup.secret, setup.watch),
    trace: () => [["signature", "found byte by byte"]],
  },
  hardened: HARDENED_HS256,
  consequence: "Mallory is admin now. The clock told her the signature.",
  lesson: "Compare in time that does not depend on the values.",
  clause: CLAUSES.operations,
  fixes: FIXES.library,
  question: {
    text: "How many guesses does one byte take at most, if its timing can be measured?",
    answers: ["256", "2²⁵⁶", "32"],
    right: 0,
    why: "Each byte is found separately: 32 times at most 256 guesses, instead of 256 to the power of 32.",
  },
  setup: async (environment, variant) => {
    const base = await secretSetup(environment, variant);
    const watch = createStopWatch();
    return { ...base, watch, world: [watch] };
  },
  forge: async (setup, { target }) => {
    const honest = readCompact(setup.honest);
    const { steps, token } = await tell({
      honest: setup.honest,
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
    });
    const [header, payload] = split(token);
    const guess = new Uint8Array(32);
    const withGuess = (): string => `${header}.${payload}.${encodeBase64Url(guess)}`;
    const ask = (text: string): Promise<unknown> =>
      target === "naive" ? verify(text, setup.secret, setup.watch) : HARDENED_HS256.verify(setup, text);
    let asked = 0;
    /** Nanoseconds until the answer; -1 if accepted. */
    const measure = async (): Promise<number> => {
      const before = setup.watch.read();
      asked += 1;
      const isTaken = await ask(withGuess()).then(
        () => true,
        () => false,
      );
      return isTaken ? -1 : setup.watch.read() - before;
    };
    const log: string[] = [];
    for (let at = 0; at < guess.length; at += 1) {
      const found = await longest(guess, at, measure);
      if (found === null) {
        log.push("every answer takes the same time: there is nothing to measure");
        break;
      }
      guess[at] = found;
      log.push(`byte ${at + 1}: ${found.toString(16).padStart(2, "0")}`);
    }
    const measured = {
      title: "Measure each byte",
      text: `${asked.toLocaleString("en")} guesses. The value whose answer takes longer is the right one.`,
      token: withGuess(),
      exhibit: { label: "What the stopwatch measured", text: log.join("\n") },
    };
    return { steps: [...steps, measured], token: withGuess() };
  },
});

/** The value of a byte whose answer takes longer than the others (or is yes); null if all take the same time. */
async function longest(guess: Uint8Array, at: number, measure: () => Promise<number>): Promise<number | null> {
  let first: number | null = null;
  for (let value = 0; value < 256; value += 1) {
    guess[at] = value;
    const time = await measure();
    if (time === -1) return value;
    first ??= time;
    if (time > first) return value;
    // The first value was already right: all others take less time.
    if (time < first) return 0;
  }
  return null;
}
