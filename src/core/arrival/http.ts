import { type Exchange, type Field, type Head, MOST_BODY } from "./exchange.ts";

const REQUEST = /^[A-Z]{3,10} \S{1,8000} HTTP\/\d(?:\.\d)?$/;
const RESPONSE = /^HTTP\/\d(?:\.\d)? (\d{3})(?: .{0,200})?$/;
const FIELD = /^([\w!#$%&'*+.^|~-]{1,100}):[ \t]{0,9}(.{0,16000})$/;
/** What curl prints beside the exchange itself. */
const CHATTER = /^(?:\* |[{}] \[\d)/;

/** No more requests and responses of one text are read. */
const MOST_MESSAGES = 200;

interface Message {
  readonly line: string;
  readonly fields: Field[];
  /** Null for a request. */
  readonly status: number | null;
  isInHead: boolean;
  body: string;
}

/**
 * The responses in a text with the requests that they answer, in its order: what `curl -v` and `curl -i` print, and raw HTTP
 * (RFC 9112). Bodies are taken from `bodies`, the same text with its tokens blanked. Interim responses (1xx) are left out.
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
