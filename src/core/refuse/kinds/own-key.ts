import { toBase64 } from "../../keys/asn1/der.ts";
import { selfSigned } from "../../lab/toolkit/x509.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import type { Bench } from "../bench.ts";
import { type Changes, changed } from "../json-edits.ts";
import type { Faults, Kind } from "../types.ts";

/** A name that resolves nowhere (RFC 2606 section 2), so a service that follows it reaches nobody. */
const NOWHERE = "https://keys.invalid";
/** The secret that the SQL in a hostile `kid` would return. */
const MARKER = "jotscope";

const TRUSTS = "The token brings or names its own key: anyone can sign any claims.";

/**
 * Tokens signed with the attacker's own key, which the header brings, points to or looks up (RFC 8725 section 3.10).
 */
export function ownKey(bench: Bench): readonly Kind[] {
  const isHmac = bench.row.family === "HMAC";
  const notHmac = isHmac ? { unfit: "a shared secret is not published" } : {};
  const forged = (...header: readonly string[]): Faults => ({ header, payload: [], signature: "forged" });
  const own = (changes: Changes) => bench.signedOwn(changed(bench.header, changes), bench.forged);
  const base = {
    rule: "HDR-07",
    clause: "RFC 8725 section 3.10",
    needs: "nothing",
    accepted: TRUSTS,
  } as const;
  const kid = {
    rule: "HDR-08",
    clause: "RFC 8725 section 3.10",
    needs: "nothing",
    faults: forged("kid"),
  } as const;
  return [
    {
      label: "other-key",
      title: "Signed with another key",
      rule: "signature",
      clause: "RFC 7515 section 5.2",
      needs: "nothing",
      change: "signed with another key, header unchanged",
      accepted: "The signature is not checked, or not with your key.",
      scenario: "decode-not-verify",
      faults: forged(),
      make: () => own({}),
    },
    {
      label: "unknown-kid",
      title: "An unknown kid, signed with another key",
      rule: "signature",
      clause: "RFC 8725 section 3.10",
      needs: "nothing",
      change: "unknown kid, signed with another key",
      accepted: "An unknown kid turns the check off.",
      scenario: null,
      faults: forged("kid"),
      make: () => own({ kid: `must-refuse-${bench.fresh(4)}` }),
    },
    {
      ...base,
      label: "embedded-jwk",
      title: "Key inside the token: jwk",
      change: "jwk added, signed with its private half",
      scenario: "embedded-jwk",
      faults: forged("jwk"),
      make: async () => own({ jwk: (await bench.own()).publicJwk }),
    },
    ...(["jku", "x5u"] as const).map((name): Kind => ({
      ...base,
      label: name,
      title: `Key from any address: ${name}`,
      change: `${name} to ${NOWHERE}, signed with another key`,
      accepted: `The service fetches keys from wherever the token says. Even if it only tried to reach ${NOWHERE}, a token can send it anywhere in your network.`,
      scenario: `${name}-spoofing`,
      faults: forged(name),
      ...notHmac,
      make: () => own({ [name]: `${NOWHERE}/${name === "jku" ? "jwks.json" : "chain.pem"}` }),
    })),
    {
      ...base,
      label: "self-signed-x5c",
      title: "Self-signed certificate: x5c",
      change: "x5c added, signed with the certificate's key",
      scenario: "self-signed-x5c",
      faults: forged("x5c"),
      ...(isHmac
        ? notHmac
        : bench.row.kty === "RSA" || bench.alg === "ES256"
          ? {}
          : { unfit: "this page cannot make a certificate for this kind of key" }),
      make: async () => {
        const { pair } = await bench.own();
        return pair && own({ x5c: [toBase64(await selfSigned(pair, "must-refuse", bench.now))] });
      },
    },
    {
      ...kid,
      label: "kid-path",
      title: "kid as a path",
      change: isHmac ? "kid /dev/null, signed with no bytes" : "kid /dev/null, signed with another key",
      accepted: "kid is opened as a file, so a file with known content can be the key.",
      scenario: "kid-traversal",
      make: () => {
        const header = changed(bench.header, { kid: "../../../../../../../../dev/null" });
        return isHmac
          ? bench.signedWith(new Uint8Array(), header, bench.forged)
          : bench.signedOwn(header, bench.forged);
      },
    },
    {
      ...kid,
      label: "kid-sql",
      title: "kid in an SQL statement",
      change: isHmac ? `kid with a UNION, signed with “${MARKER}”` : "kid with a UNION, signed with another key",
      accepted: "kid becomes part of an SQL statement, which the token can complete.",
      scenario: "kid-sql-injection",
      make: () => {
        const header = changed(bench.header, { kid: `x' UNION SELECT '${MARKER}'-- ` });
        return isHmac
          ? bench.signedWith(encodeUtf8(MARKER), header, bench.forged)
          : bench.signedOwn(header, bench.forged);
      },
    },
  ];
}
