import { mediaTypeName } from "../../registry/media-types.ts";
import { comparedInHeader, type PolicyCheck, textIn, valueIn } from "./check.ts";

/** `typ` is one of those expected (RFC 8725 section 3.11). */
export const type: PolicyCheck = ({ policy: { typ: wanted }, header }) => {
  if (!wanted) return [];
  const typ = valueIn(header, "typ");
  const isWanted = wanted.some((each) => mediaTypeName(each) === mediaTypeName(textIn(header, "typ")));
  const mismatch = isWanted ? null : ({ rule: "HDR-04", variant: typ ? "typ" : "typ-missing" } as const);
  return [comparedInHeader("typ", header, wanted, mismatch)];
};
