import { createHolder, type Held } from "../core/verifier/listing.ts";
import type { Presented } from "../core/verifier/types.ts";
import { LIVE_CONFIGURATION, MOST_CONFIGURATION } from "../core/verifier/syntax.ts";
import { changeInWorker, holdInWorker } from "../workers/verifier-client.ts";

export { changeInWorker };

/** A configuration, what it is judged against, and how many of its conditions to list. */
interface HeldQuestion {
  readonly text: string;
  readonly presented: Presented;
  readonly most: number;
}

/**
 * Whether a configuration is read in a worker. One that is too long to be read at all is refused on the main thread.
 */
export const isLongConfiguration = ({ length }: string): boolean =>
  length > LIVE_CONFIGURATION && length <= MOST_CONFIGURATION;

/** How many seconds a clock may differ from one that has kept running since the question. */
const MOST_LAG = 2;
/** After judging again because the clock advanced, a worker rests this many times as long as that took. */
const REST = 4;

/** What a configuration says about the current token. */
interface VerifierTask {
  /** The answer to exactly this text and token: at once if the text is short, otherwise `reading` until it arrives. */
  readonly hold: (question: HeldQuestion) => Held;
  /** Drops the question, and everything that is kept. */
  readonly drop: () => void;
}

/** A question that was asked of the worker, and when, in milliseconds of the page's own time. */
interface AskedQuestion {
  readonly to: HeldQuestion;
  readonly at: number;
}

/**
 * `lane`: who asks; only their latest question is answered. Not a keyed task: the clock advances while a long text is
 * read, and must not make the answer stale every second.
 */
export function createVerifierTask(lane: string, onAnswer: () => void): VerifierTask {
  let holder = createHolder();
  let here: { readonly to: HeldQuestion; readonly held: Held } | null = null;
  let pending: AskedQuestion | null = null;
  let answer: (AskedQuestion & { readonly held: Held; readonly restsUntil: number }) | null = null;

  const ask = (to: HeldQuestion): void => {
    const asked: AskedQuestion = { to, at: performance.now() };
    pending = asked;
    holdInWorker(lane, to.text, to.presented, to.most).then(
      (held) => {
        if (pending !== asked) return;
        const now = performance.now();
        // The first answer included reading the text.
        const took = answer?.to.text === to.text ? now - asked.at : 0;
        pending = null;
        answer = { ...asked, held, restsUntil: now + REST * took };
        onAnswer();
      },
      // The question was superseded, or will be asked again.
      () => {
        if (pending === asked) pending = null;
      },
    );
  };
  return {
    hold(question) {
      const { text, presented, most } = question;
      if (!isLongConfiguration(text)) {
        pending = null;
        answer = null;
        const isSame = here !== null && here.held.is !== "needs-reader" && isSameToken(here.to, question);
        if (!isSame || here?.to.most !== most || here.to.presented.now !== presented.now)
          here = { to: question, held: holder.hold(text, presented, most) };
        return here.held;
      }
      const isFresh =
        answer !== null &&
        isAbout(answer, question) &&
        answer.to.most === most &&
        (answer.to.presented.now === presented.now || performance.now() < answer.restsUntil);
      const isAsked = pending !== null && isAbout(pending, question) && pending.to.most === most;
      if (!isFresh && !isAsked) ask(question);
      return answer !== null && isAbout(answer, question) ? answer.held : { is: "reading" };
    },
    drop() {
      holder = createHolder();
      here = null;
      pending = null;
      answer = null;
    },
  };
}

function isSameToken(one: HeldQuestion, other: HeldQuestion): boolean {
  const [{ header, claims, signature, leeway }, { presented }] = [one.presented, other];
  return (
    one.text === other.text &&
    header === presented.header &&
    claims === presented.claims &&
    signature === presented.signature &&
    leeway === presented.leeway
  );
}

/**
 * Whether an asked question has the same text and token as `question`. A clock that has only advanced since makes no
 * difference; one that was set does.
 */
function isAbout({ to, at }: AskedQuestion, question: HeldQuestion): boolean {
  const moved = question.presented.now - to.presented.now;
  const isRunning = Math.abs(moved - (performance.now() - at) / 1000) <= MOST_LAG;
  return isSameToken(to, question) && (moved === 0 || isRunning);
}
