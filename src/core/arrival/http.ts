import { encodeUtf8 } from "../text/utf8.ts";
import { type Exchange, type Field, type Head, MOST_BODY } from "./exchange.ts";

const REQUEST = /^[A-Z]{3,10} \S{1,8000} HTTP\/\d(?:\.\d)?$/;
const RESPONSE = /^HTTP\/\d(?:\.\d)? (\d{3})(?: .{0,200})?$/;
const FIELD = /^([\w!#$%&'*+.^|~-]{1,100}):[ \t]{0,9}(.{0,16000})$/;
/** The lines curl prints besides the exchange itself. */
const CHATTER = /^(?:\* |[{}] \[\d)/;

/** At most this many requests and responses of one text are read. */
const MOST_MESSAGES = 200;

/** The length of the body in bytes, according to its head. */
const LENGTH = /^content-length:[ \t]{0,9}(\d{1,9})[ \t]{0,9}$/im;

/**
 * The body of the raw HTTP request (RFC 9112 section 6) whose head contains a place of a text: everything below the
 * head, up to a response. If the head gives the length, restores line ends and a final line break that copying changed.
 * Null if the place is not in such a head, or nothing is below it.
 */
export function requestBodyAt(text: string, at: number): string | null {
  const above = Math.max(text.lastIndexOf("\n\n", at) + 2, text.lastIndexOf("\n\r\n", at) + 3, 0);
  const start = above <= 3 && !/^\s/.test(text) ? 0 : above;
  const [line = ""] = text.slice(start, start + 9000).split(/\r?\n/, 1);
  const gap = /\r?\n\r?\n/g;
  gap.lastIndex = at;
  const end = gap.exec(text);
  if (!REQUEST.test(line) || end === null) return null;
  const below = text.slice(gap.lastIndex);
  const body = below.slice(0, /^HTTP\/\d(?:\.\d)? \d{3}/m.exec(below)?.index ?? below.length);
  if (body === "") return null;
  const length = Number(LENGTH.exec(text.slice(start, end.index))?.[1] ?? Number.NaN);
  const lines = body.replace(/\r\n/g, "\n").replace(/\n{1,3}$/, "");
  const crlf = lines.replaceAll("\n", "\r\n");
  const copies = [body, body.replace(/(?:\r?\n){1,3}$/, ""), lines, `${lines}\n`, crlf, `${crlf}\r\n`];
  return copies.find((copy) => encodeUtf8(copy).length === length) ?? body;
}

interface Message {
  readonly line: string;
  readonly fields: Field[];
  /** Null for a request. */
  readonly status: number | null;
  isInHead: boolean;
  body: string;
}

/**
 * The responses in a text with the requests that they answer, in order: the output of `curl -v` and `curl -i`, and raw
 * HTTP (RFC 9112). Bodies come from `bodies`, the same text with its tokens blanked. Skips interim responses (1xx).
 * Linear time.
 */
export function exchangesIn(text: string, bodies = text): readonly Exchange[] {
  if (!/HTTP\/\d/.test(text)) return [];
  const messages: Message[] = [];
  let start = 0;
  while (start < text.length && messages.length < MOST_MESSAGES) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    readLine(messages, text.slice(start, end).trimEnd(), bodies.slice(start, end));
    start = end + 1;
  }
  return paired(messages);
}

function readLine(messages: Message[], line: string, body: string): void {
  if (CHATTER.test(line)) return;
  const content = line.replace(/^[<>](?: |$)/, "");
  const status = RESPONSE.exec(content)?.[1];
  if (status !== undefined || REQUEST.test(content)) {
    const code = status === undefined ? null : Number(status);
    messages.push({ line: content, fields: [], status: code, isInHead: true, body: "" });
    return;
  }
  const message = messages.at(-1);
  if (message === undefined) return;
  const field = message.isInHead ? FIELD.exec(content) : null;
  if (field) message.fields.push([field[1] as string, field[2] as string]);
  else if (message.isInHead && content === "") message.isInHead = false;
  else {
    message.isInHead = false;
    if (message.body.length <= MOST_BODY) message.body += `${body.trimEnd()}\n`;
  }
}

function paired(messages: readonly Message[]): readonly Exchange[] {
  const exchanges: Exchange[] = [];
  let request: Head | null = null;
  for (const { line, fields, status, body } of messages) {
    if (status === null) request = { line, fields };
    else if (status >= 200) {
      exchanges.push({ request, response: { line, fields, status, body } });
      request = null;
    }
  }
  return exchanges;
}
