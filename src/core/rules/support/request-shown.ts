import { commandsIn } from "../../arrival/command.ts";
import type { RuleContext } from "../types.ts";
import { pastedText } from "./beside.ts";

/** A request in a pasted text: its method, its address, and the text that describes it. */
export interface RequestShown {
  readonly method: string;
  readonly url: URL;
  readonly text: string;
}

/** At most this many raw requests of one text are read. */
const MOST_REQUESTS = 20;

/** The request of a paste that carries a text; null if it shows none, or not completely. */
export function requestWith(context: RuleContext, carried: string): RequestShown | null {
  const pasted = pastedText(context);
  const commands = commandsIn(pasted).map(({ range, words }) => ofCommand(words, pasted.slice(range.start, range.end)));
  const shown = [...commands, ...rawRequests(pasted), ofFetch(pasted), ofDevTools(pasted)];
  return shown.find((request) => request?.text.includes(carried)) ?? null;
}

/** The only `fetch` of a program, as browsers copy it. */
function ofFetch(pasted: string): RequestShown | null {
  const calls = [...pasted.matchAll(/\bfetch\(\s{0,9}["'`](https?:[^"'`\s]{1,4000})["'`]/g)];
  const address = calls[0]?.[1];
  if (address === undefined || calls.length > 1) return null;
  const method = /["']?\bmethod["']?\s{0,9}:\s{0,9}["'`]([A-Za-z]{3,10})["'`]/.exec(pasted)?.[1] ?? "GET";
  // fetch writes the usual methods in capitals (Fetch Standard section 2.2.1), but not patch.
  return requestOf(
    /^(?:get|head|post|put|delete|options)$/i.test(method) ? method.toUpperCase() : method,
    address,
    pasted,
  );
}

/** The fields that the network panel of a browser shows above those of the request. */
function ofDevTools(pasted: string): RequestShown | null {
  const address = /^[ \t]{0,9}request url:?\s{1,9}(https?:\S{1,4000})$/im.exec(pasted)?.[1];
  const method = /^[ \t]{0,9}request method:?\s{1,9}([A-Z]{3,10})$/im.exec(pasted)?.[1];
  return address === undefined || method === undefined ? null : requestOf(method, address, pasted);
}

/** Options of curl whose value is an address, but not that of the request. */
const OTHER_ADDRESS = /^(?:-e|--referer|-x|--proxy|--preproxy|-H|--header|-d|--data[a-z-]*|--json|-b|--cookie|-A)$/;
const BODY = /^(?:-d|--data|-F|--form|--json)/;

/** What curl sends for these words; null if they have no address, or several. */
function ofCommand(words: readonly string[], text: string): RequestShown | null {
  const addresses = words.filter((word, at) => /^https?:\/\//i.test(word) && !OTHER_ADDRESS.test(words[at - 1] ?? ""));
  const [address] = addresses;
  if (address === undefined || addresses.length > 1) return null;
  const named = words.findIndex((word) => word === "-X" || word === "--request");
  const glued = words.find((word) => /^-X[A-Z]|^--request=/.test(word))?.replace(/^-X|^--request=/, "");
  const method = (named < 0 ? glued : words[named + 1]) ?? implied(words);
  return requestOf(method, address, text);
}

function implied(words: readonly string[]): string {
  if (words.some((word) => word === "-I" || word === "--head")) return "HEAD";
  if (words.some((word) => word === "-T" || word === "--upload-file")) return "PUT";
  const isGet = words.some((word) => word === "-G" || word === "--get");
  return !isGet && words.some((word) => BODY.test(word)) ? "POST" : "GET";
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

/** Without a scheme in the text, that of a proof cannot be compared: the address then has the scheme `either`. */
function ofLines(lines: readonly string[]): RequestShown | null {
  const [, method = "", target = ""] = LINE.exec(lines[0] ?? "") ?? [];
  const host = lines.map((line) => HOST.exec(line)?.[1]).find((found) => found !== undefined);
  if (/^https?:\/\//i.test(target)) return requestOf(method, target, lines.join("\n"));
  return host === undefined || !target.startsWith("/")
    ? null
    : requestOf(method, `either://${host}${target}`, lines.join("\n"));
}

function requestOf(method: string, address: string, text: string): RequestShown | null {
  try {
    return { method, url: new URL(address), text };
  } catch {
    // A variable in it, for example.
    return null;
  }
}
