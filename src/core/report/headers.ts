import { jsonSeals } from "../envelope/json-seals.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonDocument, JsonObject } from "../json/types.ts";
import type { Report, ReportHeader } from "./types.ts";

/** A header of a JSON serialisation, as it is in the token. */
interface HeaderDocument {
  readonly json: JsonDocument;
  /** The index of its signature or recipient; null: it belongs to all of them. */
  readonly of: number | null;
  readonly isProtected: boolean;
}

const known = new WeakMap<ParsedToken, readonly HeaderDocument[]>();

/**
 * The headers of a JSON serialisation in the order of its signatures or recipients, shared ones first: the protected
 * header of a JWE and its shared unprotected one (RFC 7516 section 7.2.1). Empty for a token of another form. The
 * same token gets the same list.
 */
export function headersIn(token: ParsedToken): readonly HeaderDocument[] {
  const all = known.get(token) ?? read(token);
  known.set(token, all);
  return all;
}

function read(token: ParsedToken): readonly HeaderDocument[] {
  const { form, text } = token;
  if (form !== "jws-json" && form !== "jwe-json") return [];
  const { envelope, seals } = jsonSeals(token);
  const documentOf = ({ range }: JsonObject): JsonDocument => parseJson(text.slice(range.start, range.end));
  const shared: HeaderDocument[] = [];
  if (form === "jwe-json" && envelope.protected !== null)
    shared.push({ json: envelope.protected, of: null, isProtected: true });
  if (envelope.unprotected !== null)
    shared.push({ json: documentOf(envelope.unprotected), of: null, isProtected: false });
  const own = seals.flatMap((seal, of): readonly HeaderDocument[] => [
    ...(form === "jws-json" && seal.protected !== null ? [{ json: seal.protected.json, of, isProtected: true }] : []),
    ...[envelope.seals[of]?.unprotected ?? []].flat().map((object) => ({
      json: documentOf(object),
      of,
      isProtected: false,
    })),
  ]);
  return [...shared, ...own];
}

/** The name of a report's header: whether it is protected, and whose it is if there are several. */
export function headerName(
  { of, isProtected }: Pick<ReportHeader, "of" | "isProtected">,
  { verdict, token }: Pick<Report, "verdict" | "token">,
): string {
  if (of === null) return isProtected ? "Protected header" : "Shared unprotected header";
  const name = isProtected ? "Protected header" : "Unprotected header";
  return (verdict.seals?.length ?? 0) > 1 ? `${name} of ${sealName(token.form, of)}` : name;
}

/** The name of one of several signatures or recipients, by its index. */
export function sealName(form: ParsedToken["form"], index: number): string {
  return `${form.startsWith("jwe") ? "recipient" : "signature"} ${index + 1}`;
}
