import type { Exchange, Field, Head } from "./exchange.ts";

/** At most this many entries of one file are read. */
const MOST_ENTRIES = 2000;

/**
 * The exchanges of an HTTP archive (HAR 1.2), in order, the first `MOST_ENTRIES` of them; null if the text is not one.
 * Skips incomplete entries.
 */
export function harIn(text: string): readonly Exchange[] | null {
  if (!/^\s{0,99}\{/.test(text) || !/"entries"/.test(text) || !/"log"/.test(text.slice(0, 1000))) return null;
  let har: unknown;
  try {
    har = JSON.parse(text);
  } catch {
    return null;
  }
  const entries = member(member(har, "log"), "entries");
  return Array.isArray(entries) ? entries.slice(0, MOST_ENTRIES).flatMap(exchangeOf) : null;
}

function exchangeOf(entry: unknown): readonly Exchange[] {
  const [request, response] = [member(entry, "request"), member(entry, "response")];
  const status = member(response, "status");
  if (typeof status !== "number" || status < 200) return [];
  const version = string(response, "httpVersion").toUpperCase();
  const line = `${/^HTTP\/\d/.test(version) ? version : "HTTP/1.1"} ${status} ${string(response, "statusText")}`;
  // Without its query, the request's address reveals nothing secret.
  const asked = `${string(request, "method")} ${string(request, "url").split(/[?#]/, 1)[0]} HTTP/1.1`;
  const body = string(member(response, "content"), "text");
  return [
    {
      request:
        request === undefined ? null : { ...head(asked, request), body: string(member(request, "postData"), "text") },
      response: { ...head(line.trimEnd(), response), status, body },
    },
  ];
}

function head(line: string, message: unknown): Head {
  const headers = member(message, "headers");
  const fields = Array.isArray(headers) ? headers.map((one): Field => [string(one, "name"), string(one, "value")]) : [];
  return { line, fields };
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function string(value: unknown, name: string): string {
  const found = member(value, name);
  return typeof found === "string" ? found : "";
}
