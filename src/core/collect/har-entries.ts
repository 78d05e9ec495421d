import { messageOf } from "../arrival/exchange.ts";
import type { Collector, Refusal } from "./collector.ts";
import { copied } from "./claims-of.ts";
import { addressOf, tokensOfField, tokensOfUrl } from "./exchange-places.ts";
import { base64Text, isBase64, mayHoldToken, tokensIn } from "./find.ts";
import type { JsonHandler } from "./json-reader.ts";
import type { Context, Found, PlaceKind } from "./types.ts";
import { createWindows, type Windows } from "./windows.ts";

/** How much of a response's body is read as an error message. */
const MOST_BODY = 2000;
/** At most this many cookies of one request are joined to find a token split over several of them. */
const MOST_COOKIES = 400_000;

/** What is known about an entry while it is being read: its members may be in any order. */
interface Entry {
  at: number | null;
  url: string;
  method: string | null;
  status: number | null;
  statusText: string;
  body: string;
  readonly challenges: string[];
  readonly found: Found[];
  /** `name=value` of the cookies that a request sends or a response sets. */
  readonly cookies: { sent: string; set: string };
}

const EMPTY = (): Entry => ({
  at: null,
  url: "",
  method: null,
  status: null,
  statusText: "",
  body: "",
  challenges: [],
  found: [],
  cookies: { sent: "", set: "" },
});

/** The lists of names and values of an HTTP archive (HAR 1.2). */
export const LISTS: ReadonlySet<string> = new Set(["headers", "cookies", "queryString", "params"]);

interface HarEntries extends JsonHandler {
  /** Ends an entry that the file cuts off. */
  readonly end: () => void;
  readonly count: () => number;
}

/**
 * Reads an HTTP archive (HAR 1.2) from JSON events: the tokens of each entry, wherever they are, with its time, address
 * and response. Holds only one entry at a time, and no bodies.
 */
export function createHarEntries(collector: Collector, file: number): HarEntries {
  /** The path from the root to the current position, as names and indexes. */
  const path: string[] = [];
  const kinds: ("object" | "array")[] = [];
  const counts: number[] = [];
  let entry = EMPTY();
  let entries = 0;
  let pair: { name: string; value: string } | null = null;
  /** The current WebSocket frame: `send` or `receive`, and when. */
  let frame: { type: string; at: number | null } = { type: "", at: null };
  /** The current string, if it comes in more than one part. */
  let text: { readonly plain: Windows; readonly encoded: Windows | null; rest: string } | null = null;

  const isInEntry = (): boolean => path[0] === "log" && path[1] === "entries" && path.length > 2;
  const side = (): boolean | null => (path[3] === "request" ? true : path[3] === "response" ? false : null);
  const at = (offset: number): string => path[path.length - offset] ?? "";

  /** A value begins: within an array it has the next index. */
  const step = (): void => {
    if (kinds.at(-1) !== "array") return;
    counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    path[path.length - 1] = String(counts.at(-1));
  };

  const find = (part: string, place: PlaceKind, sent: boolean | null, named: string | null = null): void => {
    if (!mayHoldToken(part)) return;
    const time = place === "message" && frame.at !== null ? { at: frame.at } : {};
    for (const { text, name } of tokensIn(part)) entry.found.push({ text, place, sent, name: name ?? named, ...time });
  };

  const placeOf = (): { readonly place: PlaceKind; readonly sent: boolean | null } => {
    if (path.includes("_webSocketMessages") || path.includes("_eventSourceMessages"))
      return { place: "message", sent: null };
    const sent = side();
    return { place: sent === null ? "line" : "body", sent };
  };

  const finish = (): void => {
    entries += 1;
    const { host, path: below } = addressOf(entry.url);
    const context: Context = {
      file,
      entry: entries,
      at: entry.at,
      host: copied(host),
      method: copied(entry.method),
      path: copied(below),
      status: entry.status,
    };
    for (const [cookies, sent] of [
      [entry.cookies.sent, true],
      [entry.cookies.set, false],
    ] as const)
      entry.found.push(...tokensOfField("cookie", cookies, sent));
    collector.add(entry.found, context, refusalOf(entry));
    entry = EMPTY();
  };

  /** Takes a complete short string at a known place; returns whether it did. */
  const take = (value: string): boolean => {
    const sent = side();
    const list = at(3);
    if (LISTS.has(list) && pair !== null) {
      if (at(1) === "name") pair.name = value;
      else if (at(1) === "value") pair.value = value;
      else return false;
      return true;
    }
    if (path.length === 4 && at(1) === "startedDateTime") {
      const time = Date.parse(value);
      entry.at = Number.isNaN(time) ? null : time / 1000;
      return true;
    }
    if (path.length === 5 && sent === true && at(1) === "url") {
      entry.url = value;
      entry.found.push(...tokensOfUrl(value, true));
      return true;
    }
    if (path.length === 5 && sent === true && at(1) === "method") entry.method = value.slice(0, 20);
    if (path.length === 5 && sent === false && at(1) === "statusText") entry.statusText = value.slice(0, 200);
    if (path.length === 5 && sent === false && at(1) === "redirectURL") {
      entry.found.push(...tokensOfUrl(value, false));
      return true;
    }
    if (path.length === 6 && sent === false && at(2) === "content" && at(1) === "text" && value.length <= MOST_BODY)
      entry.body = value;
    return false;
  };

  /** A header, cookie or parameter, once its name and value are both known. */
  const takePair = (list: string, { name, value }: { readonly name: string; readonly value: string }): void => {
    const sent = side();
    const short = copied(name.slice(0, 100));
    if (list === "headers" && sent !== null) {
      if (/^www-authenticate$/i.test(name)) entry.challenges.push(value.slice(0, MOST_BODY));
      if (/^(?:set-)?cookie$/i.test(name)) addCookie(sent, value);
      else entry.found.push(...tokensOfField(short, value, sent));
    } else if (list === "cookies" && sent !== null) addCookie(sent, `${name}=${value}`);
    else find(value, list === "queryString" ? "query" : "body", sent, short);
  };
  const addCookie = (sent: boolean, cookie: string): void => {
    const side = sent ? "sent" : "set";
    // A server sets each cookie in its own field, with its attributes after a semicolon.
    const bare = sent ? cookie : (cookie.split(";", 1)[0] as string);
    const before = entry.cookies[side];
    if (before.length + bare.length <= MOST_COOKIES && !`; ${before}; `.includes(`; ${bare}; `))
      entry.cookies[side] = before === "" ? bare : `${before}; ${bare}`;
  };

  return {
    open(kind) {
      step();
      kinds.push(kind);
      if (kind === "array") counts.push(-1);
      path.push("");
      if (kind === "object" && LISTS.has(at(3)) && isInEntry()) pair = { name: "", value: "" };
      if (kind === "object" && at(3) === "_webSocketMessages") frame = { type: "", at: null };
    },
    close() {
      const kind = kinds.pop();
      if (kind === "array") counts.pop();
      path.pop();
      if (kind === "object" && pair !== null && LISTS.has(at(2))) {
        takePair(at(2), pair);
        pair = null;
      }
      if (kind === "object" && path.length === 3 && isInEntry()) finish();
    },
    name(name) {
      path[path.length - 1] = name.length < 13 ? name : copied(name.slice(0, 200));
      if (!mayHoldToken(name) || !isInEntry()) return;
      const { place, sent } = placeOf();
      find(name, place, sent);
    },
    text(piece, isLast) {
      if (text === null) step();
      if (text === null && isLast) {
        if (at(1) === "type" && at(3) === "_webSocketMessages") frame.type = piece;
        if (isInEntry() ? take(piece) : false) return;
      }
      const { place, sent } = placeOf();
      const toServer =
        place === "message" ? (frame.type === "send" ? true : frame.type === "receive" ? false : null) : sent;
      const named = place === "line" || place === "message" ? null : at(1) === "text" ? null : at(1);
      if (text === null && isLast) {
        if (!mayHoldToken(piece) && piece.length < 40) return;
        find(piece, place, toServer, named);
        const plain = base64Text(piece);
        if (plain !== null) find(plain, place, toServer, named);
        return;
      }
      text ??= {
        plain: createWindows(
          (part) => find(part, place, toServer, named),
          () => collector.problem("too-long", file),
        ),
        // Base64 only ends with the last piece, so the first piece decides whether it is Base64.
        encoded: !isBase64(piece.replace(/\s/g, ""))
          ? null
          : createWindows(
              (part) => find(part, place, toServer, named),
              () => {},
            ),
        rest: "",
      };
      if (text.encoded === null) text.plain.push(piece);
      else {
        const all = text.rest + piece.replace(/\s/g, "");
        const whole = isLast ? all.length : all.length - (all.length % 4);
        text.encoded.push(base64Text(all.slice(0, whole)) ?? "");
        text.rest = all.slice(whole);
      }
      if (!isLast) return;
      text.plain.end();
      text.encoded?.end();
      text = null;
    },
    value(raw) {
      step();
      if (at(3) === "_webSocketMessages" && at(1) === "time") frame.at = timeOf(Number(raw));
      if (path.length === 5 && side() === false && at(1) === "status") {
        const status = Number(raw);
        entry.status = status >= 100 && status <= 999 ? status : null;
      }
    },
    end() {
      if (path.length < 4 || !isInEntry()) return;
      if (pair !== null) takePair(LISTS.has(at(3)) ? at(3) : at(2), pair);
      finish();
    },
    count: () => entries,
  };
}

/** Seconds since the epoch; null outside the years in which tokens are used. */
function timeOf(seconds: number): number | null {
  return seconds > 1e8 && seconds < 1e11 ? seconds : null;
}

/** The error in a response that refuses a request. */
function refusalOf({ status, statusText, challenges, body }: Entry): Refusal | null {
  if (status !== 401 && status !== 403) return null;
  const line = `HTTP/1.1 ${status} ${statusText}`.trimEnd();
  const fields = challenges.map((value) => ["WWW-Authenticate", value] as const);
  return { status, text: messageOf({ request: null, response: { line, fields, status, body } }) };
}
