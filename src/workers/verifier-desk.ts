import type { Held } from "../core/verifier/listing.ts";
import type { VerifierQuestion, VerifierReply, VerifierRequest } from "./verifier-protocol.ts";

/** Reading a text is given up after this time. */
export const MOST_SECONDS = 30;
/**
 * A text must be unchanged for this long before it is read, so that typing is not held up and the machine not kept
 * busy.
 */
export const PAUSE_MS = 150;

/** What a desk asks: a worker, or a stand-in in tests. */
interface Asked {
  readonly post: (request: VerifierRequest) => void;
  readonly end: () => void;
}

/** Starts an instance, which reports its replies and its failure. Throws if it cannot. */
export type StartAsked = (told: { readonly reply: (reply: VerifierReply) => void; readonly fail: () => void }) => Asked;

interface VerifierDesk {
  /**
   * Asks about a configuration. In each lane only the latest question counts, and a new text ends the reading of the
   * previous one, whoever asked about it: older questions reject with an `AbortError`. A text that takes too long, or
   * crashes its reader, is given up and not read again.
   */
  readonly ask: (lane: string, text: string, question: VerifierQuestion) => Promise<VerifierReply>;
  /**
   * Asks once about another text, between the others: it waits for the current question, and the next question about
   * the desk's own text sends that text again. A text that takes too long, or crashes its reader, is given up without
   * ending any other question.
   */
  readonly askBetween: (text: string, question: VerifierQuestion) => Promise<VerifierReply>;
  /** Starts the worker, so that the first question causes no request. */
  readonly warm: () => void;
  /** Ends all questions, and the worker with everything it keeps. */
  readonly end: () => void;
}

interface Waiting {
  /** Null: a question in between, about `other`. */
  readonly lane: string | null;
  readonly other: string;
  readonly question: VerifierQuestion;
  readonly resolve: (reply: VerifierReply) => void;
  readonly reject: (reason: unknown) => void;
}

/** A desk with one worker, which keeps the text it has read: only the first question about a long text takes long. */
export function createVerifierDesk(start: StartAsked): VerifierDesk {
  let asked: Asked | null = null;
  let text: string | null = null;
  /** What the worker has read, or is reading. */
  let sent: string | null = null;
  let current: Waiting | null = null;
  let queue: Waiting[] = [];
  let givenUp: Held | null = null;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;

  const stop = (): void => {
    clearTimeout(limit);
    asked?.end();
    asked = null;
    sent = null;
  };
  /** Removes the matching questions, the current one included, and returns them. */
  const taken = (isTaken: (one: Waiting) => boolean): readonly Waiting[] => {
    const all = [...(current === null ? [] : [current]), ...queue].filter(isTaken);
    if (current !== null && isTaken(current)) current = null;
    queue = queue.filter((one) => !isTaken(one));
    return all;
  };
  const giveUp = (why: string, isFor: (one: Waiting) => boolean): void => {
    const reason: Held = { is: "given-up", why };
    if (current !== null && isFor(current)) stop();
    const all = taken(isFor);
    if (all.some(isOwn)) givenUp = reason;
    for (const { question, resolve } of all) resolve(question.kind === "hold" ? reason : null);
    next();
  };
  /** Gives up the current question, and with it all others about its text. */
  const giveUpCurrent = (why: string): void => {
    const failed = current;
    giveUp(why, failed === null || isOwn(failed) ? isOwn : (one) => one === failed);
  };
  const begin = (): Asked => {
    const started = start({
      reply(reply) {
        if (asked !== started) return;
        clearTimeout(limit);
        const answered = current;
        current = null;
        answered?.resolve(reply);
        next();
      },
      fail() {
        if (asked !== started) return;
        // Nobody is waiting: the next question starts a new one.
        if (current === null) stop();
        else giveUpCurrent("The reader did not start, or stopped unexpectedly");
      },
    });
    return started;
  };
  const next = (): void => {
    if (current !== null) return;
    const at = pause === undefined ? 0 : queue.findIndex((one) => !isOwn(one));
    const [first = null] = at < 0 ? [] : queue.splice(at, 1);
    current = first;
    if (first === null) return;
    const wanted = isOwn(first) ? text : first.other;
    try {
      asked ??= begin();
    } catch {
      return giveUp("The reader cannot be started here", () => true);
    }
    limit = setTimeout(() => giveUpCurrent(`Not finished within ${MOST_SECONDS} seconds`), MOST_SECONDS * 1000);
    asked.post({ text: sent === wanted ? null : wanted, question: first.question });
    sent = wanted;
  };
  return {
    ask(lane, wanted, question) {
      if (wanted !== text) {
        if (current !== null && isOwn(current)) stop();
        for (const { reject } of taken(isOwn)) reject(noLongerWanted());
        text = wanted;
        givenUp = null;
        clearTimeout(pause);
        pause = setTimeout(() => {
          pause = undefined;
          next();
        }, PAUSE_MS);
      }
      if (givenUp !== null) return Promise.resolve(question.kind === "hold" ? givenUp : null);
      for (const one of queue) if (one.lane === lane) one.reject(noLongerWanted());
      queue = queue.filter((one) => one.lane !== lane);
      return new Promise((resolve, reject) => {
        queue.push({ lane, other: "", question, resolve, reject });
        next();
      });
    },
    askBetween(other, question) {
      return new Promise((resolve, reject) => {
        queue.push({ lane: null, other, question, resolve, reject });
        next();
      });
    },
    warm() {
      try {
        asked ??= begin();
      } catch {
        // The first question reports it.
      }
    },
    end() {
      clearTimeout(pause);
      pause = undefined;
      stop();
      for (const { reject } of taken(() => true)) reject(noLongerWanted());
      text = null;
      givenUp = null;
    },
  };
}

/** Whether a question is about the desk's own text. */
const isOwn = ({ lane }: Waiting): boolean => lane !== null;

const noLongerWanted = (): DOMException => new DOMException("no longer wanted", "AbortError");
