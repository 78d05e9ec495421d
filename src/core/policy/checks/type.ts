import { comparedInHeader, type PolicyCheck, textIn, valueIn } from "./check.ts";

/** `typ` is one of those expected (RFC 8725 section 3.11). */
export const type: PolicyCheck = ({ policy: { typ: wanted }, header }) => {
  if (!wanted) return [];
  const typ = valueIn(header, "typ");
  const isWanted = wanted.some((each) => mediaType(each) === mediaType(textIn(header, "typ")));
  const mismatch = isWanted ? null : ({ rule: "HDR-04", variant: typ ? "typ" : "typ-missing" } as const);
  return [comparedInHeader("typ", header, wanted, mismatch)];
};

/** `typ` without case and without `application/` (RFC 7515 section 4.1.9). */
function mediaType(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, "");
}
