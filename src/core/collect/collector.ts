import { digestOf } from "../memory/digest.ts";
import { claimsOf, copied } from "./claims-of.ts";
import { isElsewhere } from "./hosts.ts";
import {
  LONGEST,
  MOST_ALL_USES,
  MOST_ANSWERS,
  MOST_CHARACTERS,
  MOST_MARKED,
  MOST_TOKENS,
  MOST_USES,
} from "./limits.ts";
import type { Answer, Batch, CollectedToken, Context, Counts, Found, Problem, Progress, Use } from "./types.ts";

/** What a server answered to a request. */
export interface Refusal {
  readonly text: string;
  readonly status: number;
}

export interface Collector {
  /**
   * Takes the tokens of one request and its response, or of one line. Each place counts once, however often it repeats
   * a token.
   */
  readonly add: (found: readonly Found[], context: Context, refusal: Refusal | null) => void;
  readonly problem: (
    code: Problem["code"],
    file: number,
    place?: { readonly byte: number; readonly line: number },
  ) => void;
  /** New or changed since the last call. */
  readonly take: (progress: Omit<Progress, "tokens" | "places">) => Batch;
}

interface Kept {
  token: Omit<CollectedToken, "uses">;
  readonly uses: Use[];
  marked: number;
}

/** Keeps each token of a file once, with its places, keyed by a digest under the key of this visit. */
export function createCollector(): Collector {
  const indexes = new Map<string, number>();
  const kept: Kept[] = [];
  const answers = new Map<string, Answer>();
  const problems = new Map<string, Problem>();
  let changed = new Set<number>();
  let changedAnswers = new Set<string>();
  let characters = 0;
  /** What was in each file: its tokens, and in how many places. */
  const files = new Map<number, { readonly tokens: Set<number>; places: number }>();
  let uses = 0;

  const problem: Collector["problem"] = (code, file, place) => {
    const name = `${file} ${code}`;
    const before = problems.get(name);
    problems.set(
      name,
      before
        ? { ...before, count: before.count + 1 }
        : { file, code, byte: place?.byte ?? null, line: place?.line ?? null, count: 1 },
    );
  };

  /** The token with this text; null if no more are kept. */
  const keep = (text: string, file: number): Kept | null => {
    const digest = digestOf(text);
    const known = indexes.get(digest);
    if (known !== undefined) return kept[known] ?? null;
    if (text.length > LONGEST) problem("too-long", file);
    else if (kept.length >= MOST_TOKENS || characters + text.length > MOST_CHARACTERS) problem("too-many", file);
    else {
      const own = copied(text);
      const counts: Counts = { all: 0, late: 0, elsewhere: 0, inUrl: 0 };
      const index = kept.length;
      const one: Kept = {
        token: { index, text: own, claims: claimsOf(own), counts, first: null, last: null },
        uses: [],
        marked: 0,
      };
      indexes.set(digest, index);
      kept.push(one);
      characters += text.length;
      return one;
    }
    return null;
  };

  const count = (one: Kept, use: Use): void => {
    const { counts, first, last } = one.token;
    const inUrl = use.place === "query" || use.place === "fragment" || use.place === "path";
    const isMarked = use.late !== null || use.elsewhere || inUrl;
    one.token = {
      ...one.token,
      first: use.at === null ? first : Math.min(first ?? Infinity, use.at),
      last: use.at === null ? last : Math.max(last ?? -Infinity, use.at),
      counts: {
        all: counts.all + 1,
        late: counts.late + Number(use.late !== null),
        elsewhere: counts.elsewhere + Number(use.elsewhere),
        inUrl: counts.inUrl + Number(inUrl),
      },
    };
    const hasRoom = isMarked ? one.marked < MOST_MARKED : one.uses.length - one.marked < MOST_USES;
    // Each token keeps at least one place, whatever the limits.
    if (one.uses.length > 0 && (!hasRoom || uses >= MOST_ALL_USES)) return;
    one.uses.push(use);
    one.marked += Number(isMarked);
    uses += 1;
  };

  const answerOf = (refusal: Refusal, context: Context, hadToken: boolean): number | null => {
    const before = answers.get(refusal.text);
    if (before === undefined && answers.size >= MOST_ANSWERS) return null;
    const answer: Answer = before
      ? { ...before, count: before.count + 1, hadToken: before.hadToken || hadToken }
      : { index: answers.size, text: copied(refusal.text), status: refusal.status, count: 1, context, hadToken };
    answers.set(answer.text, answer);
    changedAnswers.add(answer.text);
    return answer.index;
  };

  return {
    problem,
    add(found, context, refusal) {
      const hadToken = found.some(({ sent }) => sent === true);
      const answer = refusal === null ? null : answerOf(refusal, context, hadToken);
      const seen = new Set<string>();
      for (const { text, place, name, sent, at = context.at } of found) {
        const one = keep(text, context.file);
        if (one === null) continue;
        const key = `${one.token.index} ${place} ${sent}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const own = files.get(context.file) ?? { tokens: new Set(), places: 0 };
        files.set(context.file, own);
        own.tokens.add(one.token.index);
        own.places += 1;
        changed.add(one.token.index);
        const { exp, aud, iss } = one.token.claims;
        const isUse = sent !== false;
        count(one, {
          ...context,
          at,
          place,
          name: copied(name),
          sent,
          late: isUse && exp !== null && at !== null && at >= exp ? at - exp : null,
          elsewhere: sent === true && context.host !== null && isElsewhere(context.host, aud, iss),
          answer: sent === true ? answer : null,
        });
      }
    },
    take(progress) {
      const batch: Batch = {
        progress: {
          ...progress,
          tokens: files.get(progress.file)?.tokens.size ?? 0,
          places: files.get(progress.file)?.places ?? 0,
        },
        tokens: [...changed].flatMap((index) => {
          const one = kept[index];
          return one ? [{ ...one.token, uses: [...one.uses] }] : [];
        }),
        answers: [...changedAnswers].flatMap((text) => answers.get(text) ?? []),
        problems: [...problems.values()],
      };
      changed = new Set();
      changedAnswers = new Set();
      return batch;
    },
  };
}
