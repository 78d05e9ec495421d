import type { JWK } from "jose";
import { VERDICT_STATES } from "./states.ts";

/** A value for each layer of a token that has one, by its path; "" is the outermost. */
export type ByLayer<Value> = Readonly<Record<string, Value>>;

/** A finding as whoever shared the view had it: its rule, how grave it is, and its title. */
interface ClaimedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly title: string;
}

/** What a shared view says of its token. Anyone can write it: it is shown as a claim, and nothing is concluded from it. */
export interface Claimed {
  /** The verdict on each layer. */
  readonly states: ByLayer<string>;
  readonly findings: readonly ClaimedFinding[];
}

/** What an encrypted token holds. */
export interface Content {
  readonly of: string;
  readonly text: string;
}

/** What a link or file of a view holds, and all that it holds. Every text in it has gone through the scrubbing of `hide.ts`. */
export interface SharedView {
  /** The outermost token, without signatures unless `signed`; an encrypted one without its encrypted parts. */
  readonly token: string;
  /** The signatures are in it. */
  readonly signed: boolean;
  /** Claims of it were hidden, so no signature fits what is left. */
  readonly hidden: boolean;
  /** The layer that is shown. */
  readonly layer: string;
  /** What encrypted layers hold, each with the text of its token that stands for it. */
  readonly content: ByLayer<Content>;
  /** Payloads that travel alongside their token. */
  readonly detached: ByLayer<string>;
  /** Public keys, asymmetric ones alone. */
  readonly keys: ByLayer<readonly JWK[]>;
  /** Both in seconds; null: the receiver's own clock counts. */
  readonly clock: { readonly at: number; readonly leeway: number } | null;
  /** What was typed alongside the token, by the name of its field; absent ones are as the receiver has them. */
  readonly notes: Partial<Readonly<Record<NoteName, string>>>;
  readonly claimed: Claimed;
}

export const NOTE_NAMES = [
  "policy",
  "errorMessage",
  "verifier",
  "accountChanged",
  "lastSync",
  "workingToken",
  "knownIds",
] as const;
export type NoteName = (typeof NOTE_NAMES)[number];

/** Names the layout of the file; it changes only where a reader of the old one would be misled. */
export const SCHEMA = "jotscope-view/1";

/** More is not taken from a link or file: no page made so many. */
const MOST_FINDINGS = 100;
const MOST_LAYERS = 64;
const MOST_KEYS = 20;
const MOST_TITLE = 300;

/** A view as plain data, what it lacks left out. */
export function plainView(view: SharedView): Readonly<Record<string, unknown>> {
  const { token, signed, hidden, layer, content, detached, keys, clock, notes, claimed } = view;
  const some = (values: object): object | undefined => (Object.keys(values).length > 0 ? values : undefined);
  return {
    token,
    ...(signed && { signed }),
    ...(hidden && { hidden }),
    ...(layer !== "" && { layer }),
    ...withoutAbsent({
      content: some(
        Object.fromEntries(
          Object.entries(content).map(([path, { of, text }]) => [path, of === token ? [text] : [text, of]]),
        ),
      ),
      detached: some(detached),
      keys: some(keys),
      clock: clock ?? undefined,
      notes: some(notes),
    }),
    claimed: {
      states: claimed.states,
      findings: claimed.findings.map(({ rule, severity, title }) => [rule, severity, title]),
    },
  };
}

const withoutAbsent = (object: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

type Data = Readonly<Record<string, unknown>>;

/** The view that plain data says, with whatever is not of the layout left out; null where it is none. Never throws. */
export function viewOf(data: unknown): SharedView | null {
  if (!isData(data)) return null;
  const { token } = data;
  if (typeof token !== "string" || token === "") return null;
  const clock = isData(data["clock"]) ? data["clock"] : {};
  const { at, leeway } = clock;
  const claimed = isData(data["claimed"]) ? data["claimed"] : {};
  const notes = texts(data["notes"]);
  return {
    token,
    signed: data["signed"] === true,
    hidden: data["hidden"] === true,
    layer: typeof data["layer"] === "string" ? data["layer"] : "",
    content: byLayer(data["content"], (one) => contentOf(one, token)),
    detached: texts(data["detached"]),
    keys: byLayer(data["keys"], keysOf),
    clock:
      isSeconds(at) && at >= 0 ? { at, leeway: isSeconds(leeway) && leeway >= 0 && leeway < 1e6 ? leeway : 0 } : null,
    notes: Object.fromEntries(NOTE_NAMES.flatMap((name) => (notes[name] === undefined ? [] : [[name, notes[name]]]))),
    claimed: {
      states: byLayer(claimed["states"], (state) => VERDICT_STATES.find((one) => one === state) ?? null),
      findings: list(claimed["findings"]).slice(0, MOST_FINDINGS).flatMap(findingOf),
    },
  };
}

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);
const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && Math.abs(Number(value)) < 1e12;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function byLayer<Value>(value: unknown, read: (one: unknown) => Value | null): ByLayer<Value> {
  if (!isData(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_LAYERS)
      .flatMap(([path, one]) => {
        const is = read(one);
        return is === null ? [] : [[path, is] as const];
      }),
  );
}

const texts = (value: unknown): ByLayer<string> => byLayer(value, (one) => (typeof one === "string" ? one : null));

function contentOf(value: unknown, token: string): Content | null {
  const [text, of = token] = list(value);
  return typeof text === "string" && typeof of === "string" ? { of, text } : null;
}

/** Keys of a link are keys like those of any field: what is wrong with one is said there. A private one was never written. */
function keysOf(value: unknown): readonly JWK[] | null {
  const keys = list(value)
    .slice(0, MOST_KEYS)
    .flatMap((one) => publicHalf(one) ?? []);
  return keys.length === 0 ? null : keys;
}

/** The members of an asymmetric public key and what names it, by `kty`; everything else is left out. */
const PUBLIC: Readonly<Record<string, readonly string[]>> = {
  RSA: ["n", "e"],
  EC: ["crv", "x", "y"],
  OKP: ["crv", "x"],
  AKP: ["pub"],
};
const NAMING = ["kid", "alg", "use"] as const;

/** The public half of an asymmetric key, of its own members alone; null where it is none. */
export function publicHalf(value: unknown): JWK | null {
  if (!isData(value) || typeof value["kty"] !== "string") return null;
  const names = Object.hasOwn(PUBLIC, value["kty"]) ? PUBLIC[value["kty"]] : undefined;
  if (names === undefined || !names.every((name) => typeof value[name] === "string")) return null;
  const all = ["kty", ...names, ...NAMING].filter((name) => typeof value[name] === "string");
  return Object.fromEntries(all.map((name) => [name, value[name]]));
}

function findingOf(value: unknown): readonly ClaimedFinding[] {
  const [rule, severity, title] = list(value);
  if (typeof rule !== "string" || typeof title !== "string" || !/^[A-Za-z][\w-]{0,40}$/.test(rule)) return [];
  const known = ["error", "security", "warn", "info", "ok"].find((one) => one === severity);
  return known === undefined ? [] : [{ rule, severity: known, title: title.slice(0, MOST_TITLE) }];
}
