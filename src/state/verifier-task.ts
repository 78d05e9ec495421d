import { createHolder, type Held } from "../core/verifier/listing.ts";
import type { Presented } from "../core/verifier/types.ts";
import { LIVE_CONFIGURATION, MOST_CONFIGURATION } from "../core/verifier/syntax.ts";
import { changeInWorker, holdInWorker } from "../workers/verifier-client.ts";

export { changeInWorker };

/** A configuration, what it is held against, and how many of its conditions are wanted. */
interface HeldQuestion {
  readonly text: string;
  readonly presented: Presented;
  readonly most: number;
}

/** Whether a configuration is read in a worker. One that is not read at all is refused here. */
export const isLongConfiguration = ({ length }: string): boolean =>
  length > LIVE_CONFIGURATION && length <= MOST_CONFIGURATION;

/** So many seconds a clock may differ from one that has run since the question. */
const MOST_LAG = 2;
/** Of the time of a worker that judges anew because the clock goes on, one part in so many is taken. */
const REST = 4;

/** What a configuration says of the token at hand. */
interface VerifierTask {
  /** The answer to exactly this text and token, at once where the text is short; else `reading` until it is there. */
  readonly hold: (question: HeldQuestion) => Held;
  /** Nothing is wanted any more, and nothing is kept. */
  readonly drop: () => void;
}

/** A question that was asked of the worker, and when, in milliseconds of the page's own time. */
interface AskedQuestion {
  readonly to: HeldQuestion;
  readonly at: number;
}

/**
 * `lane`: who asks, of whom the latest question alone is answered. No keyed task: the clock goes on while a long text is read,
 * and must not make the answer unwelcome each second.
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
        // The first answer took the reading as well.
        const took = answer?.to.text === to.text ? now - asked.at : 0;
        pending = null;
        answer = { ...asked, held, restsUntil: now + REST * took };
        onAnswer();
      },
      // It is no longer wanted, or will be asked for again.
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
 * Whether what was asked speaks of the text and token of a question. That the clock went on meanwhile makes it no other; that
 * somebody set it does.
 */
function isAbout({ to, at }: AskedQuestion, question: HeldQuestion): boolean {
  const moved = question.presented.now - to.presented.now;
  const isRunning = Math.abs(moved - (performance.now() - at) / 1000) <= MOST_LAG;
  return isSameToken(to, question) && (moved === 0 || isRunning);
}
