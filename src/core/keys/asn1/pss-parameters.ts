import { HASH_NAMES, MGF1 } from "./pss.ts";
import type { PssParameters } from "../types.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { type Asn1, misshapen, smallNumber } from "./asn1.ts";
import { type Refusal, refuse } from "../found.ts";

/** What an RSA key's object identifier allows: anything, only PSS, or PSS with fixed parameters. */
interface PssLimits {
  readonly pssOnly?: true;
  readonly pss?: PssParameters;
}

/**
 * The limits of a key with id-RSASSA-PSS (RFC 4055 section 3.1): only the scheme if the parameters are absent,
 * otherwise those of RSASSA-PSS-params (RFC 8017 appendix A.2.3), with SHA-1 and a salt of 20 bytes as defaults.
 * Refuses anything else, since an unknown limit cannot be enforced.
 */
export function readPssLimits(parameters: Asn1 | undefined, format: KeyFormat): PssLimits | Refusal {
  // The standard does not allow NULL here, but some writers use it to mean "absent".
  if (parameters === undefined || parameters.tag === 0x05) return { pssOnly: true };
  const wrong = (why: string): Refusal => misshapen(format, `Its RSASSA-PSS parameters are invalid: ${why}`);
  if (parameters.tag !== 0x30) return wrong("they are not a sequence");
  let [hash, maskHash, leastSalt] = ["SHA-1", "SHA-1", 20];
  let last = 0x9f;
  for (const { tag, items } of parameters.items) {
    const [value] = items;
    if (tag <= last || items.length !== 1 || !value) return wrong("their fields are out of order");
    last = tag;
    const number = smallNumber(value);
    if (tag === 0xa0) {
      const name = hashOf(value);
      if (name === null) return wrong("the hash is not named");
      hash = name;
    } else if (tag === 0xa1) {
      const [mask, inner] = value.items;
      if (mask?.oid !== MGF1) {
        return refuse("type-unsupported", format, { what: "an RSA key with a mask function other than MGF1" });
      }
      const name = hashOf(inner);
      if (name === null) return wrong("the hash of the mask is not named");
      maskHash = name;
    } else if (tag === 0xa2) {
      if (number === null) return wrong("the salt length is not a number");
      leastSalt = number;
    } else if (tag !== 0xa3 || number !== 1) return wrong("the trailer field is not 1");
  }
  return { pssOnly: true, pss: { hash, maskHash, leastSalt } };
}

/** The hash of an AlgorithmIdentifier, as its object identifier if unknown; null if there is none. */
function hashOf(identifier: Asn1 | undefined): string | null {
  const oid = identifier?.items[0]?.oid ?? "";
  return oid === "" ? null : (HASH_NAMES.get(oid) ?? oid);
}
