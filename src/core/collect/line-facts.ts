import { MONTHS } from "../arrival/exchange.ts";
import { hostOf } from "./hosts.ts";
import { addressOf } from "./exchange-places.ts";

/** What a log line says about its request. */
export interface LineFacts {
  /** In seconds since the epoch. */
  readonly at: number | null;
  /** The time has no zone, so it was read as UTC. */
  readonly isZoneless: boolean;
  readonly host: string | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly status: number | null;
}

/** A line's time is searched for this far; beyond it, only members named as a time count. */
const REACH = 400;
const FAR = 20_000;
const ISO =
  /(?<!\d)(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ?(Z|UTC|[+-]\d\d:?\d\d)?(?![\d:])/;
/** The time of the Common Log Format: `[29/Nov/2026:10:21:00 +0100]`. */
const COMMON = /(?<!\d)(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})/;
const EPOCH = /^\D{0,3}(1\d{9})(?:\.(\d{1,9})|(\d{3}|\d{6}|\d{9}))?(?!\d)/;
const METHOD = /(?<![\w-])(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|QUERY)(?![\w-])/;
const REQUEST =
  /(?<![\w-])(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|QUERY)["']?\s{1,4}["']?((?:https?:\/\/|\/)[^\s"']{0,4000})/;
const PATH_MEMBER = /"(?:request_uri|uri|path|request_path|requestPath)"\s{0,3}:\s{0,3}"(\/[^\s"']{0,4000})"/;
const STATUS =
  /(?:HTTP\/\d(?:\.\d)?"?\s{1,3}|(?<![\w-])status(?:[ _-]?code)?["']?\s{0,3}[:=]\s{0,3}"?)([1-5]\d\d)(?!\d)/i;
const URL_IN = /(?<![\w-])(?:https?|wss?):\/\/[^\s"'<>\\]{3,4000}/i;
const HOST_IN =
  /(?<![\w-])(?:host|authority|server_name)["']?\s{0,3}[:=]\s{0,3}"?([a-z\d][a-z\d.-]{1,250}(?::\d{1,5})?)/i;

/**
 * What a log line says about its request: the first time in it (RFC 3339 and its relatives, the Common Log Format, seconds or
 * milliseconds since the epoch at its beginning or in a member named so), method, address and status. Absent facts are null.
 */
export function lineFacts(line: string): LineFacts {
  const time = timeOf(line);
  const begin = line.slice(0, FAR);
  const request = REQUEST.exec(begin)?.[1] ?? PATH_MEMBER.exec(begin)?.[1];
  const address = addressOf(request ?? URL_IN.exec(line.slice(0, 20_000))?.[0] ?? "");
  const status = STATUS.exec(line)?.[1];
  return {
    at: time?.at ?? null,
    isZoneless: time?.isZoneless ?? false,
    host: address.host ?? hostIn(line),
    method: METHOD.exec(line.slice(0, 20_000))?.[1] ?? null,
    path: request === undefined && address.host === null ? null : address.path,
    status: status === undefined ? null : Number(status),
  };
}

function hostIn(line: string): string | null {
  const host = HOST_IN.exec(line.slice(0, 20_000))?.[1];
  return host === undefined ? null : hostOf(`https://${host}`);
}

function timeOf(line: string): { readonly at: number; readonly isZoneless: boolean } | null {
  const start = line.slice(0, REACH);
  const isDated = ISO.test(start) || COMMON.test(start);
  const named = isDated ? null : NAMED.exec(line.slice(0, FAR));
  const epoch = EPOCH.exec(start) ?? MEMBER.exec(isDated || named ? start : line.slice(0, FAR));
  if (epoch) {
    const [, seconds = "", fraction = "", milliseconds = ""] = epoch;
    return { at: Number(`${seconds}.${fraction}${milliseconds}0`), isZoneless: false };
  }
  const iso = ISO.exec(named === null ? start : line.slice(named.index));
  if (iso) {
    const [, year, month, day, hours, minutes, seconds, fraction = "0", zone] = iso;
    const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes), Number(seconds));
    return { at: utc / 1000 + Number(`0.${fraction}`) - offsetOf(zone), isZoneless: zone === undefined };
  }
  const common = COMMON.exec(start);
  const month = MONTHS.indexOf(common?.[2] ?? "");
  if (!common || month < 0) return null;
  const [, day, , year, hours, minutes, seconds, zone] = common;
  const utc = Date.UTC(Number(year), month, Number(day), Number(hours), Number(minutes), Number(seconds));
  return { at: utc / 1000 - offsetOf(zone), isZoneless: false };
}

/** Members with the time as a number: those of common loggers, nginx (`msec`) and journald (in microseconds). */
const MEMBER =
  /"(?:ts|time|timestamp|epoch|msec|timeMillis|@timestamp|__REALTIME_TIMESTAMP)"\s{0,3}:\s{0,3}"?(1\d{9})(?:\.(\d{1,9})|(\d{3}|\d{6}|\d{9}))?(?!\d)/;
/** Members with the time as text: Docker puts it after the line, Envoy and nginx where their format says. */
const NAMED =
  /(?<="(?:ts|time|timestamp|date|datetime|start_time|eventTime|time_iso8601|time_local|@timestamp)"\s{0,3}:\s{0,3}")\d{4}-\d\d-\d\dT/;

/** Of `+01:00`, in seconds. */
function offsetOf(zone = "Z"): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}
