import { commandsIn } from "../../arrival/command.ts";
import type { RuleContext } from "../types.ts";
import { pastedText } from "./beside.ts";

/** A request in a pasted text: its method, its address, and the text that describes it. */
export interface RequestShown {
  readonly method: string;
  readonly url: URL;
  readonly text: string;
  /** Its header fields, as far as the text gives them; null if it leaves some open. */
  readonly fields: readonly Field[] | null;
}

/** The name of a header field, and its value. */
type Field = readonly [name: string, value: string];

/** At most this many raw requests of one text are read. */
const MOST_REQUESTS = 20;

/** The request of a paste that carries a text; null if it shows none, or not completely. */
export function requestWith(context: RuleContext, carried: string): RequestShown | null {
  const pasted = pastedText(context);
  const commands = commandsIn(pasted).map(({ range, words }) => ofCommand(words, pasted.slice(range.start, range.end)));
  const shown = [...commands, ...rawRequests(pasted), ofFetch(pasted), ofDevTools(pasted)];
  return shown.find((request) => request?.text.includes(carried)) ?? null;
}

/** The only `fetch` of a program, as browsers copy it, or with its options in a variable. */
function ofFetch(pasted: string): RequestShown | null {
  const calls = [...pasted.matchAll(/\bfetch\((?=\s{0,9}["'`](https?:[^"'`\s]{1,4000})["'`](\s{0,9},\s{0,9}[\w$])?)/g)];
  const [call] = calls;
  const address = call?.[1];
  if (address === undefined || calls.length > 1) return null;
  const text = call?.[2] === undefined ? callAt(pasted, call?.index ?? 0) : pasted;
  const method = /["']?\bmethod["']?\s{0,9}:\s{0,9}["'`]([A-Za-z]{3,10})["'`]/.exec(text)?.[1] ?? "GET";
  // fetch writes the usual methods in capitals (Fetch Standard section 2.2.1), but not patch.
  return requestOf(
    /^(?:get|head|post|put|delete|options)$/i.test(method) ? method.toUpperCase() : method,
    address,
    text,
    null,
  );
}

/** The call that begins here, up to the bracket that closes it; brackets in quotes do not count. */
function callAt(text: string, start: number): string {
  let [depth, quote] = [0, ""];
  for (let at = start; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === "\\") at += 1;
    else if (quote !== "") quote = letter === quote ? "" : quote;
    else if (/["'`]/.test(letter)) quote = letter;
    else if (letter === "(") depth += 1;
    else if (letter === ")") depth -= 1;
    if (letter === ")" && depth === 0) return text.slice(start, at + 1);
  }
  return text.slice(start);
}

/** The fields that the network panel of a browser shows above those of the request. */
function ofDevTools(pasted: string): RequestShown | null {
  const address = /^[ \t]{0,9}request url:?\s{1,9}(https?:\S{1,4000})$/im.exec(pasted)?.[1];
  const method = /^[ \t]{0,9}request method:?\s{1,9}([A-Z]{3,10})$/im.exec(pasted)?.[1];
  return address === undefined || method === undefined ? null : requestOf(method, address, pasted, null);
}

/** Options of curl whose value is an address, but not that of the request. */
const OTHER_ADDRESS = /^(?:-e|--referer|-x|--proxy|--preproxy|-H|--header|-d|--data[a-z-]*|--json|-b|--cookie|-A)$/;
const BODY = /^--(?:data|form|json)/;
/** Short options of curl in one word: those without a value, and one that may have its value right after it. */
const SHORT = /^-([^-AbcCdDeEFHKmoPQrtTuUwxXyYz]*)(?:([AbcCdDeEFHKmoPQrtTuUwxXyYz])(.*))?$/s;

/** What curl sends for these words; null if they have no address, or several. */
function ofCommand(words: readonly string[], text: string): RequestShown | null {
  const addresses = words.filter((word, at) => /^https?:\/\//i.test(word) && !OTHER_ADDRESS.test(words[at - 1] ?? ""));
  const [address] = addresses;
  if (address === undefined || addresses.length > 1) return null;
  const named = words.findIndex((word) => word === "--request" || SHORT.exec(word)?.[2] === "X");
  const glued = SHORT.exec(words[named] ?? "")?.[3] ?? "";
  const written = words.find((word) => word.startsWith("--request="))?.slice("--request=".length);
  const method = (glued || (named < 0 ? written : words[named + 1])) ?? implied(words);
  return requestOf(method, address, text, fieldsOf(words));
}

/** Options after which a command sends fields or parameters that its words do not show; -u, -K, -n and -G are four of them. */
const SENDS_MORE = /^--(?:user|oauth2-bearer|config|netrc|get|url-query|variable|expand-|aws-sigv4|header=|cookie=)/;

/** The fields of a curl command; null if it also takes some from elsewhere. */
function fieldsOf(words: readonly string[]): readonly Field[] | null {
  const fields: Field[] = [];
  for (const [at, word] of words.entries()) {
    const [, flags = "", option = "", glued = ""] = SHORT.exec(word) ?? [];
    if (SENDS_MORE.test(word) || /[nG]/.test(flags) || /[uK]/.test(option)) return null;
    const isCookie = option === "b" || word === "--cookie";
    if (!isCookie && option !== "H" && word !== "--header") continue;
    const value = glued || (words[at + 1] ?? "");
    const [, name, text] = FIELD.exec(isCookie ? `Cookie: ${value}` : value) ?? [];
    // A file with fields or cookies, or a variable.
    if (name === undefined || text === undefined || (isCookie && !text.includes("="))) return null;
    fields.push([name, text]);
  }
  return fields;
}

const FIELD = /^([\w.-]{1,200}):([^]*)$/;

function implied(words: readonly string[]): string {
  const short = words.map((word) => SHORT.exec(word));
  const has = (flag: string, long: string): boolean =>
    words.includes(long) || short.some((options) => options?.[1]?.includes(flag) || options?.[2] === flag);
  if (has("I", "--head")) return "HEAD";
  if (has("T", "--upload-file")) return "PUT";
  const isSent = has("d", "--data") || has("F", "--form") || words.some((word) => BODY.test(word));
  return isSent && !has("G", "--get") ? "POST" : "GET";
}

const LINE = /^(?:> )?([A-Z]{3,10}) (\S{1,4000}) HTTP\/\d(?:\.\d)?[ \t]{0,9}$/;
const HOST = /^(?:> )?host:[ \t]{0,9}([\w.:[\]-]{1,300})[ \t]{0,9}$/i;

/** Raw requests (RFC 9112 section 3), also as `curl -v` prints them: their first line, their fields up to a blank line. */
function rawRequests(pasted: string): readonly (RequestShown | null)[] {
  const requests: (RequestShown | null)[] = [];
  let lines: string[] = [];
  const end = (): void => {
    if (lines.length > 0 && requests.length < MOST_REQUESTS) requests.push(ofLines(lines));
    lines = [];
  };
  for (const line of pasted.split(/\r?\n/)) {
    if (LINE.test(line)) end();
    else if (lines.length === 0) continue;
    else if (/^>?\s*$/.test(line)) {
      end();
      continue;
    }
    lines.push(line);
  }
  end();
  return requests;
}

/** A proxy was called, at an address that is not in the first two lines. */
const FORWARDED = /^(?:> )?(?:x-forwarded-(?:host|prefix)|x-original-(?:host|uri)|forwarded):/i;

/** Without a scheme in the text, that of a proof cannot be compared: the address then has the scheme `either`. */
function ofLines(lines: readonly string[]): RequestShown | null {
  const [, method = "", target = ""] = LINE.exec(lines[0] ?? "") ?? [];
  const host = lines.map((line) => HOST.exec(line)?.[1]).find((found) => found !== undefined);
  const fields = lines.slice(1).map((line): Field | null => {
    const [, name, value] = FIELD.exec(line.replace(/^> /, "")) ?? [];
    return name === undefined || value === undefined ? null : [name, value];
  });
  const all = fields.every((field) => field !== null) ? fields : null;
  if (/^https?:\/\//i.test(target)) return requestOf(method, target, lines.join("\n"), all);
  return host === undefined || !target.startsWith("/") || lines.some((line) => FORWARDED.test(line))
    ? null
    : requestOf(method, `either://${host}${target}`, lines.join("\n"), all);
}

function requestOf(method: string, address: string, text: string, fields: RequestShown["fields"]): RequestShown | null {
  // With a variable in it, what is called is not known.
  const isKnown = URL.canParse(address) && !/^[^?#]*(?:[$<>]|\{)/.test(address);
  return isKnown ? { method, url: new URL(address), text, fields } : null;
}
