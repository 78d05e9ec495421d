/** A header field as sent; names are case-insensitive. */
export type Field = readonly [name: string, value: string];

/** The beginning of a request or response: its first line and its header fields. */
export interface Head {
  /** `GET /me HTTP/1.1`, `HTTP/1.1 401 Unauthorized`. */
  readonly line: string;
  readonly fields: readonly Field[];
}

/** A response, and the request it answers if that is shown. */
export interface Exchange {
  readonly request: (Head & { readonly body?: string }) | null;
  readonly response: Head & { readonly status: number; readonly body: string };
}

/** The values of a header field, in the order sent. */
function valuesOf(head: Head, name: string): readonly string[] {
  return head.fields.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
}

/** Longer bodies, in characters, are not read as an error. */
export const MOST_BODY = 2000;

/** A challenge that asks for a token (RFC 6750 section 3, RFC 9449 section 7.1), not for other credentials. */
const TOKEN_CHALLENGE = /^\s{0,9}(?:Bearer|DPoP)\b/i;
const CREDENTIALS =
  /^(?:authorization|cookie|x-[\w-]{0,40}(?:token|key|auth|jwt)[\w-]{0,40}|apikey|[\w-]{1,40}-jwt(?:-[\w-]{1,40})?)$/i;

/** Whether a response refuses a token, or asks for one. */
export function refusesToken({ response }: Exchange): boolean {
  const challenges = valuesOf(response, "www-authenticate");
  if (challenges.some((value) => TOKEN_CHALLENGE.test(value))) return true;
  return challenges.length === 0 && response.status === 401;
}

/** Whether a token was required and the request shown sent no credentials at all. */
export function sentNothing(exchange: Exchange): boolean {
  const { request } = exchange;
  return request !== null && refusesToken(exchange) && !request.fields.some(([name]) => CREDENTIALS.test(name));
}

/** The error message of a refused exchange: the request if it matters, the status line, the challenge, the body. */
export function messageOf(exchange: Exchange): string {
  const { request, response } = exchange;
  const asked = request !== null && sentNothing(exchange) ? [...headLines(request), ""] : [];
  const challenges = response.fields.filter(([name]) => /^www-authenticate$/i.test(name));
  const body = response.body.trim();
  const said = body === "" || body.length > MOST_BODY || body.startsWith("<") ? [] : [body];
  return [...asked, ...headLines({ line: response.line, fields: challenges }), ...said].join("\n");
}

function headLines({ line, fields }: Head): readonly string[] {
  return [line, ...fields.map(([name, value]) => `${name}: ${value}`)];
}

/** The names of the months in an HTTP date, and in the Common Log Format. */
export const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/** The server's time in a response (RFC 9110 section 6.6.1), in seconds since the epoch; null if not given. */
export function dateOf({ response }: Exchange): number | null {
  const [, day, month = "", year, hours, minutes, seconds] = HTTP_DATE.exec(valuesOf(response, "date")[0] ?? "") ?? [];
  const at = MONTHS.indexOf(month);
  if (at < 0) return null;
  return Date.UTC(Number(year), at, Number(day), Number(hours), Number(minutes), Number(seconds)) / 1000;
}
