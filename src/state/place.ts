import { betterField, fieldsOf } from "../core/arrival/better-field.ts";
import { isDottedName } from "../core/token/dotted-name.ts";
import { isErrorMessage } from "../core/arrival/error-message.ts";
import { pageLink } from "../core/arrival/page-link.ts";
import { thingsIn } from "../core/arrival/things.ts";
import { foreignOf } from "../core/content/foreign.ts";
import { FIELD_OF, type FieldName, type TextPlace, type Thing, type ThingKind } from "../core/arrival/types.ts";
import { readKeys } from "../core/keys/read.ts";
import { readConfiguration } from "../core/verifier/load-read.ts";
import { isConfigurationInWorker } from "../workers/verifier-client.ts";
import type { Address } from "../core/share/address.ts";
import { decodedToken, tokenOf } from "../core/token/decoded.ts";
import type { FoundToken } from "../core/token/types.ts";
import type { DetectTokens } from "../core/token/load-detect.ts";
import { changeTo, type Texts, textsOf } from "./field-texts.ts";
import { givenBy } from "./from-link.ts";
import { openDetected, openWhole } from "./search.ts";
import { openFile, openLink } from "./open-shared.ts";
import type { Notice } from "./types.ts";
import { isLongConfiguration } from "./verifier-task.ts";
import type { Changes } from "./workbench.ts";

/** Text without white space but with dots: taken as a token, however broken, if none is open and it is not a name. */
const isDotted = (text: string): boolean => /^[^\s{}".:]+\./.test(text) && !/[\s{}"]/.test(text);

const isConfiguration = (text: string): Promise<boolean> =>
  isLongConfiguration(text)
    ? isConfigurationInWorker(text).catch(() => false)
    : Promise.resolve(readConfiguration(text).is === "read");
const RECOGNISERS = { readKeys, isError: isErrorMessage, isConfiguration };

/** The field where a text fits better than in its own; null if it may stay. */
export function fieldFor(text: string, field: TextPlace, detect: DetectTokens): Promise<FieldName | null> {
  return betterField(text, field, detect, RECOGNISERS);
}

/** The fields for the things in a text. */
export function fieldsFor(text: string, detect: DetectTokens): Promise<ReadonlySet<FieldName>> {
  return fieldsOf(text, detect, RECOGNISERS);
}

/**
 * Places the contents of a text that arrived outside any field: a token opens; keys, a policy and an error message go to their
 * fields and never take the place of a token. All of it is one step of Undo, and the notice says what went where. Claims are
 * offered as a new token. Unrecognised text changes nothing. `mark` belongs to this arrival only; `opened`: its token is
 * already open.
 */
export async function placeText(
  changes: Changes,
  detect: DetectTokens,
  text: string,
  mark: string,
  opened: boolean,
): Promise<void> {
  if (openFile(changes, text, mark)) return;
  const link = pageLink(text);
  if (link !== null) return placeLink(changes, link, mark, opened);
  const isEmpty = changes.inputs().base === "";
  const isName = isDotted(text.trim()) && isDottedName(text.trim());
  const { tokens } = detect(text);
  const whole = opened || openWhole(changes, detect, text, mark);
  if (!whole && placeForeign(changes, text, mark, isEmpty)) return;
  const before = textsOf(changes);
  const things = await thingsIn(text, whole ? tokens : [], RECOGNISERS);
  // Half a token may open on its own, but never replaces a token because of what surrounds it.
  const isPart = things.length === 0 || (isEmpty && tokens.length > 0);
  const hasKey = things.some(({ kind }) => kind.endsWith("key"));
  const part = !whole && !hasKey && isPart && (tokens.length > 0 || (isEmpty && isDotted(text.trim()) && !isName));
  if (part) openDetected(changes, text, { tokens }, mark);
  if (!whole && !part && things.length === 0 && foreignOf(text) !== null)
    return changes.notify("foreign", offer(text, mark));
  putThings(changes, things, before, mark, whole || part ? Math.max(1, tokens.length) : 0);
}

/**
 * Handles a text that is recognised as something other than a JOSE token: if nothing is open it opens, so its content
 * is visible; otherwise it is named and offered. Returns whether it was handled. A text that only looks like such a
 * thing is tried as everything else first.
 */
function placeForeign(changes: Changes, text: string, mark: string, isEmpty: boolean): boolean {
  const foreign = foreignOf(text);
  if (foreign === null || !foreign.certain || foreign.isReference) return false;
  if (isEmpty) openDetected(changes, text, { tokens: [] }, mark);
  const { name } = foreign;
  changes.notify(isEmpty ? "placed" : "foreign", isEmpty ? { what: "foreign", name, mark } : offer(text, mark));
  return true;
}

/** What a text is, or looks like, with the text to open. */
function offer(text: string, mark: string): Notice["args"] {
  const foreign = foreignOf(text);
  return foreign === null ? {} : { name: foreign.name, certain: Number(foreign.certain), open: text, mark };
}

/** Opens what a pasted link would open as the page's address: its token with its keys, its clock and its editors. */
function placeLink(changes: Changes, link: Address, mark: string, opened: boolean): void {
  const { token, publicKey, secret, shared, now, editor, bad } = link;
  if (token === null) return void openLink(changes, shared ?? "", mark);
  if (!opened) openDetected(changes, token, { tokens: [] }, mark);
  const given = givenBy(link, changes.inputs());
  if (given) changes.step(given, mark);
  if (now !== null) changes.setSettings({ clock: { kind: "stopped", at: now } });
  if (editor !== null) changes.setSettings({ editor });
  const what = ["token", ...(publicKey === null ? [] : ["public-key"]), ...(secret === null ? [] : ["shared-key"])];
  changes.notify("placed", { what: what.join(" "), mark, ...(bad.length > 0 && { left: "link-value" }) });
}

/**
 * For text inserted over a token in the token pane that contains no token: recognised things go to their places, and
 * the token is restored. `mark` belongs to the insertion; after any other action the text stays.
 */
export async function placeInstead(changes: Changes, text: string, mark: string): Promise<void> {
  const things = await thingsIn(text, [], RECOGNISERS);
  if (things.length === 0 || changes.lastMark() !== mark) return;
  changes.undo();
  putThings(changes, things, textsOf(changes), `${mark}-placed`, 0);
}

/**
 * For text inserted into the token pane that contains a token: its other things go to their places, within the step
 * of this mark, unless something else was done since. Claims beside a token are the token's own.
 */
export async function placeBeside(
  changes: Changes,
  text: string,
  tokens: readonly FoundToken[],
  mark: string,
): Promise<void> {
  const before = textsOf(changes);
  const things = (await thingsIn(text, tokens, RECOGNISERS)).filter(({ kind }) => kind !== "claims");
  if (things.length > 0 && changes.lastMark() === mark) putThings(changes, things, before, mark, tokens.length);
}

/** Puts things into their fields as one step with this mark, and reports what went where, what did not, and what is offered. */
function putThings(changes: Changes, things: readonly Thing[], before: Texts, mark: string, tokens: number): void {
  const { texts, placed, left } = placement(things, before, textsOf(changes));
  const decoded = decodedToken(things.find(({ kind }) => kind === "claims")?.text ?? "");
  const offered = {
    ...(decoded && { token: tokenOf(decoded) }),
    ...(left.length > 0 && { left: left.join(" ") }),
    ...argsOf(things, "clock", (text) => ({ clock: Number(text), skew: Number(text) - changes.view().realTime })),
    mark,
  };
  if (placed.length > 0) changes.step(changeTo(changes, texts), mark);
  const what = [...(tokens > 0 ? ["token"] : []), ...placed.map(({ kind }) => kind)];
  if (what.length > 0) {
    const keys = placed.find(({ kind }) => kind === "public-key")?.count ?? 1;
    return changes.notify("placed", { what: what.join(" "), keys, tokens, ...offered });
  }
  if (decoded) return changes.notify("claims", offered);
  changes.notify("nothing-known", { ...offered, ...argsOf(things, "link", (link) => ({ link })) });
}

function argsOf(things: readonly Thing[], kind: ThingKind, args: (text: string) => Notice["args"]): Notice["args"] {
  const thing = things.find((one) => one.kind === kind);
  return thing === undefined ? {} : args(thing.text);
}

const OFFERED: readonly ThingKind[] = ["clock", "link"];

interface Placement {
  readonly texts: Partial<Texts>;
  readonly placed: readonly Thing[];
  /** What was not placed: a second thing of a kind, and things for a field changed since the text arrived. */
  readonly left: readonly ThingKind[];
}

function placement(things: readonly Thing[], before: Texts, now: Texts): Placement {
  let texts: Partial<Texts> = {};
  const placed: Thing[] = [];
  const left: ThingKind[] = [];
  const isFirst = new Set<ThingKind>();
  for (const thing of things) {
    const { kind, text } = thing;
    const field = FIELD_OF[kind];
    const isSecond = isFirst.has(kind);
    isFirst.add(kind);
    if (OFFERED.includes(kind) || (kind === "claims" && !isSecond)) continue;
    if (field === undefined || isSecond || now[field] !== before[field]) left.push(kind);
    else {
      texts = { ...texts, [field]: text };
      placed.push(thing);
    }
  }
  return { texts, placed, left };
}
