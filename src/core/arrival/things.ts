import type { KeyReading } from "../keys/types.ts";
import { type Range, trimmed } from "../text/range.ts";
import { decodedToken } from "../token/decoded.ts";
import type { FoundToken, Removal } from "../token/types.ts";
import { loadReader } from "../verifier/load-read.ts";
import { mayBeConfiguration, MOST_CONFIGURATION, syntaxOf } from "../verifier/syntax.ts";
import { blocksOf } from "./blocks.ts";
import { bodyOf, type Command, commandsIn } from "./command.ts";
import { harIn } from "./har.ts";
import type { Exchange } from "./exchange.ts";
import { exchangesIn, requestBodyAt } from "./http.ts";
import { isConfigurationHere, jsonThing } from "./json-thing.ts";
import { keyThing, withKeysJoined } from "./keys.ts";
import { namedThings, withoutVariables } from "./named-values.ts";
import { thingsOfExchanges } from "./refusals.ts";
import type { Thing, ThingKind } from "./types.ts";
import { walletParameters } from "./wallet-link.ts";

/** What recognising things needs: the key reader, and a test for error messages about tokens. */
export interface Recognisers {
  readonly readKeys: (text: string) => Promise<KeyReading>;
  readonly isError: (text: string) => boolean;
  /**
   * Whether a text is a verifier's configuration, decided off the page's thread if it is long; if absent, decided here.
   */
  readonly isConfiguration?: (text: string) => Promise<boolean>;
}

/** At most this many parts of one text are examined. */
const MOST_BLOCKS = 50;
/** Keys, sets and policies are never longer. */
const MOST_LENGTH = 1_000_000;

/**
 * What a text contains besides the tokens found in it: keys (all public ones as one, all private ones as one), a
 * policy, decoded claims, an error message, a server's time; in text order, with the message and the content of
 * responses last. Whatever names or carries a token (`Authorization: Bearer`, the rest of a command) belongs to the
 * token. A text without tokens that is a key as a whole is one thing. Empty if nothing is recognised. Never throws.
 */
export async function thingsIn(
  text: string,
  tokens: readonly FoundToken[],
  { readKeys, isError, isConfiguration = isConfigurationHere }: Recognisers,
): Promise<readonly Thing[]> {
  // An archive consists of exchanges: its other content belongs to the sites visited.
  const archive = harIn(text);
  if (archive) return [...thingsOfExchanges(archive, isError), ...detachedPayload(text, tokens, [], archive)];
  const commands = commandsIn(text);
  const carriers = tokens.flatMap(({ removals }) => removals).filter(({ kind }) => !DOCUMENTS.includes(kind));
  const ofTokens = [...tokens, ...carriers.filter(({ kind }) => kind !== "command")].map(rangeOf);
  const bodies = blanked(text, [...ofTokens, ...commands.map(rangeOf)]);
  const exchanges = exchangesIn(text, bodies);
  const isShown = commands.length > 0 || exchanges.length > 0;
  // Other commands belong to their token as a whole.
  const rest = isShown ? bodies : blanked(bodies, carriers.map(rangeOf));
  const beside = [
    ...thingsOfExchanges(exchanges, isError),
    ...detachedPayload(text, tokens, commands, []),
    ...linkOf(text, tokens),
  ];
  // A Web Push token has its key in the header that carries it.
  const settings = isShown ? "" : blanked(text, [...tokens.map(rangeOf), ...blocksOf(text, MOST_BLOCKS)]);
  const named = await namedThings(text, settings, tokens.length > 0, readKeys);
  if (rest.trim() === "") return [...named, ...beside];
  const thing = (kind: ThingKind, { start, end }: Range): Thing => ({
    kind,
    text: text.slice(start, end),
    range: { start, end },
    count: 1,
  });
  const keys = async (range: Range): Promise<Thing | null> => {
    if (range.end - range.start > MOST_LENGTH) return null;
    const part = text.slice(range.start, range.end);
    const found = keyThing(await readKeys(part), part);
    return found && { ...thing(found.kind, range), ...found };
  };
  // Without it (the page is offline) configurations are not recognised.
  await loadReader().catch(() => undefined);
  // A file is one thing, whatever brackets it contains.
  if (!isShown && mayBeFile(rest) && (await isConfiguration(rest))) {
    const file = thing("verifier", trimmed(rest));
    if (syntaxOf(rest) !== "code") return [file, ...beside];
    // Code has keys in it, and the message that it gave may stand beside it.
    const inside = await Promise.all(blocksOf(rest, MOST_BLOCKS).map(keys));
    const printed = PRINTED.exec(rest)?.[1] ?? "";
    const error = printed !== "" && isError(printed) ? [{ ...thing("error", trimmed(rest)), text: printed }] : [];
    return [...withKeysJoined([file, ...inside.filter((one) => one !== null), ...named]), ...error, ...beside];
  }
  // A header followed by claims is one thing.
  if (tokens.length === 0 && decodedToken(text.trim())?.header) return [thing("claims", trimmed(text))];
  const things: Thing[] = [];
  const blocks = blocksOf(rest, MOST_BLOCKS);
  const around = blocks.filter(({ start, end }) =>
    tokens.some(({ range }) => range.start >= start && range.end <= end),
  );
  for (const block of blocks) {
    // JSON that contains a token is a response or a file, not a policy or claims.
    const kind =
      around.includes(block) || block.end - block.start > MOST_LENGTH
        ? null
        : await jsonThing(rest.slice(block.start, block.end), isConfiguration);
    // A key file names its client as claims do.
    const isKeyFile = kind === "claims" && rest.slice(block.start, block.end).includes("-----BEGIN ");
    const key = kind === null || isKeyFile ? await keys(block) : null;
    const found = key ?? (kind === null ? null : thing(kind, block));
    if (found) things.push(found);
  }
  if (tokens.length === 0 && things.length + named.length + beside.length === 0) {
    const whole = await keys(trimmed(text));
    if (whole) return [whole];
  }
  things.push(...named);
  const prose = exchanges.length > 0 ? "" : withoutVariables(blanked(rest, [...things.map(rangeOf), ...around]));
  if (prose.trim() !== "" && isError(prose)) things.push({ ...thing("error", trimmed(prose)), text: collapsed(prose) });
  return [...withKeysJoined(things), ...beside];
}

/**
 * Whether a text may be a configuration as a whole: text that is not JSON, or JSON longer than anything else
 * recognised.
 */
const mayBeFile = (text: string): boolean =>
  mayBeConfiguration(text) || (text.length > MOST_LENGTH && text.length <= MOST_CONFIGURATION && /^\s*[[{]/.test(text));

/** A line that a program printed: the name of an error, and what it says. */
const PRINTED = /^[ \t>*`]{0,9}((?:[\w.]{0,80}(?:Error|Exception)|IDX\d{5}): \S[^\n]{0,2000})$/m;

/** JSON and prose around a token may be a separate document, such as a key set above it. */
const DOCUMENTS: readonly Removal["kind"][] = ["json", "text", "white-space"];

/**
 * The content that a request sends along with a detached token (RFC 7515 appendix F): of a command, raw HTTP, or an
 * archive.
 */
function detachedPayload(
  text: string,
  tokens: readonly FoundToken[],
  commands: readonly Command[],
  archive: readonly Exchange[],
): readonly Thing[] {
  const token = tokens.find((one) => /^[\w-]+\.\.[\w-]+$/.test(one.text));
  if (token === undefined) return [];
  const { start } = token.range;
  const command = commands.find(({ range }) => range.start <= start && start < range.end);
  const sent = archive.find(({ request }) => request?.fields.some(([, value]) => value.includes(token.text)));
  const body = sent?.request?.body ?? (command === undefined ? requestBodyAt(text, start) : bodyOf(command));
  return body === null || body === "" ? [] : [{ kind: "detached-payload", text: body, range: token.range, count: 1 }];
}

/** A wallet link without a token in it. */
function linkOf(text: string, tokens: readonly FoundToken[]): readonly Thing[] {
  const names = tokens.length === 0 ? walletParameters(text) : null;
  return names === null ? [] : [{ kind: "link", text: names.join(" "), range: trimmed(text), count: 1 }];
}

const rangeOf = ({ range }: { readonly range: Range }): Range => range;

/** The text with the ranges replaced by spaces, so offsets stay the same. */
function blanked(text: string, ranges: readonly Range[]): string {
  let blank = "";
  let done = 0;
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    if (end <= done) continue;
    blank += text.slice(done, Math.max(done, start)) + " ".repeat(end - Math.max(done, start));
    done = end;
  }
  return blank + text.slice(done);
}

/** Closes the gaps that blanked tokens and keys leave in a message. */
function collapsed(prose: string): string {
  return prose.replaceAll(/ {3,}/g, " … ").trim();
}
