import { hostOf } from "./hosts.ts";
import { mayHoldToken, tokensIn } from "./find.ts";
import type { Found, PlaceKind } from "./types.ts";

/** The tokens of a URL, each in its part of it (RFC 3986 section 3). */
export function tokensOfUrl(url: string, sent: boolean | null): readonly Found[] {
  if (!mayHoldToken(url)) return [];
  const { path, query, fragment } = partsOf(url);
  const of = (place: PlaceKind, part: string): readonly Found[] =>
    tokensIn(part).map(({ text, name }) => ({ text, name, place, sent }));
  return [...of("path", path), ...of("query", query), ...of("fragment", fragment)];
}

/** Host and path of a URL without query and fragment; a token in the path is left out. */
export function addressOf(url: string): { readonly host: string | null; readonly path: string | null } {
  const { path } = partsOf(url);
  const host = hostOf(url);
  const below = host === null ? path : path.replace(/^[a-z]{2,5}:\/\/[^/]{0,900}/i, "");
  const told = (below === "" ? "/" : below).slice(0, 300);
  return { host, path: told === "" || !told.startsWith("/") ? null : told.replace(/[\w+=.~%-]{40,}/g, "…") };
}

function partsOf(url: string): { readonly path: string; readonly query: string; readonly fragment: string } {
  const hash = url.indexOf("#");
  const before = hash < 0 ? url : url.slice(0, hash);
  const mark = before.indexOf("?");
  return {
    path: mark < 0 ? before : before.slice(0, mark),
    query: mark < 0 ? "" : before.slice(mark),
    fragment: hash < 0 ? "" : url.slice(hash),
  };
}

/** The tokens of a header field: those of `Cookie` and `Set-Cookie` are cookies, those in a `Location` are in a URL. */
export function tokensOfField(name: string, value: string, sent: boolean): readonly Found[] {
  if (!mayHoldToken(value)) return [];
  switch (name.toLowerCase()) {
    case "cookie":
    case "set-cookie":
      return tokensIn(`Cookie: ${value}`).map(({ text, name }) => ({ text, name, place: "cookie", sent }));
    case "location":
    case "referer":
    case ":path":
      return tokensOfUrl(value, sent);
    case "sec-websocket-protocol":
      // Where a browser cannot set a header, tokens follow a name here: `bearer.<token>`, or Kubernetes' form in
      // Base64.
      return tokensIn(value.replaceAll(/bearer(?:\.authorization\.k8s\.io)?\./gi, " ")).map(({ text }) => ({
        text,
        name,
        place: "header",
        sent,
      }));
    default:
      return tokensIn(value).map(({ text }) => ({ text, name, place: "header", sent }));
  }
}
