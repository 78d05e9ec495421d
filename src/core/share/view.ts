import type { JWK } from "jose";
import { VERDICT_STATES } from "./states.ts";

/** A value for each layer of a token that has one, by path; "" is the outermost. */
export type ByLayer<Value> = Readonly<Record<string, Value>>;

/** A finding as the sender had it: its rule, severity and title. */
interface ClaimedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly title: string;
}

/**
 * What a shared view says about its token. Anyone can write it, so it is shown as a claim, and nothing is concluded
 * from it.
 */
export interface Claimed {
  /** The verdict on each layer. */
  readonly states: ByLayer<string>;
  readonly findings: readonly ClaimedFinding[];
}

/** The content of an encrypted token. */
export interface Content {
  readonly of: string;
  readonly text: string;
}

/** The entire content of a link or file of a view. Every text in it has been scrubbed by `hide.ts`. */
export interface SharedView {
  /** The outermost token, without signatures unless `signed`; an encrypted one without its encrypted parts. */
  readonly token: string;
  /** It includes the signatures. */
  readonly signed: boolean;
  /** Some of its claims were hidden, so no signature fits the rest. */
  readonly hidden: boolean;
  /** The displayed layer. */
  readonly layer: string;
  /** The content of encrypted layers, each with the text that stands for it in its token. */
  readonly content: ByLayer<Content>;
  /** Detached payloads. */
  readonly detached: ByLayer<string>;
  /** Public keys, asymmetric ones only. */
  readonly keys: ByLayer<readonly JWK[]>;
  /** Both in seconds; null: the receiver's own clock applies. */
  readonly clock: { readonly at: number; readonly leeway: number } | null;
  /** What was typed next to the token, by field name; for absent ones the receiver's values apply. */
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

/** Names the layout of the file; changes only if readers of the old one would be misled. */
export const SCHEMA = "jotscope-view/1";

/** At most this many are read from a link or file: no page writes more. */
const MOST_FINDINGS = 100;
const MOST_LAYERS = 64;
const MOST_KEYS = 20;
const MOST_TITLE = 300;

/** A view as plain data, without absent members. */
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

/**
 * Reads a view from plain data, ignoring anything that is not part of the layout; null if it is not a view. Never
 * throws.
 */
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

/** Keys from a link are keys like those in any field, which reports their problems. Private ones are never written. */
function keysOf(value: unknown): readonly JWK[] | null {
  const keys = list(value)
    .slice(0, MOST_KEYS)
    .flatMap((one) => publicHalf(one) ?? []);
  return keys.length === 0 ? null : keys;
}

/** The members of an asymmetric public key and its names, by `kty`; everything else is left out. */
const PUBLIC: Readonly<Record<string, readonly string[]>> = {
  RSA: ["n", "e"],
  EC: ["crv", "x", "y"],
  OKP: ["crv", "x"],
  AKP: ["pub"],
};
const NAMING = ["kid", "alg", "use"] as const;

/** The public half of an asymmetric key, with its own members only; null if it is not one. */
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
