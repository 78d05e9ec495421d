import { dateOf, type Exchange, messageOf, refusesToken } from "./exchange.ts";
import type { Thing } from "./types.ts";

/** At most this many failed responses are checked for an error, and at most this many are reported. */
const MOST_READ = 50;
const MOST_TOLD = 3;

/**
 * What exchanges contain: the error messages of refused ones, each once, and the server's time in the last response.
 */
export function thingsOfExchanges(
  exchanges: readonly Exchange[],
  isError: (text: string) => boolean,
): readonly Thing[] {
  const failed = exchanges.filter(({ response }) => response.status >= 400).slice(0, MOST_READ);
  const told = failed.map((exchange) => ({ text: messageOf(exchange), isRefusal: refusesToken(exchange) }));
  const messages = new Set(told.filter(({ text, isRefusal }) => isRefusal || isError(text)).map(({ text }) => text));
  const dates = exchanges.map(dateOf).filter((date) => date !== null);
  const thing = (kind: Thing["kind"], text: string): Thing => ({ kind, text, range: { start: 0, end: 0 }, count: 1 });
  return [
    ...(messages.size === 0 ? [] : [thing("error", [...messages].slice(0, MOST_TOLD).join("\n\n"))]),
    ...dates.slice(-1).map((date) => thing("clock", String(date))),
  ];
}
