import { encodeBase64Url } from "../../text/base64url.ts";
import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import type { HasPair } from "../hardened/index.ts";
import { verify as verifyPinned } from "../hardened/pinned-certificate.ts";
import { ADMIN, cast, dateOf, honestClaims, honestHeader, OWN, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/x5c-unchecked.ts";
import { pairSetup } from "../setups.ts";
import { readCompact, signCompact } from "../toolkit/compact.ts";
import { base64 } from "../toolkit/key-forms.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { selfSigned } from "../toolkit/x509.ts";
import { allows } from "../trace.ts";
import { defineScenario, type Held } from "../types.ts";

interface CertificateSetup extends HasPair {
  readonly own: KeyPair;
  /** Base64 of the certificate that Mallory made. */
  readonly forged: string;
  /** SHA-256 of the issuer's certificate, base64url. */
  readonly pinned: string;
}

const CERTIFICATE: Held = { name: "certificate", kind: "public" };

export default defineScenario<CertificateSetup>({
  id: "self-signed-x5c",
  number: 15,
  family: "key",
  title: "Self-signed x5c",
  summary: "A self-signed certificate in the header, and nobody asks who signed it.",
  needs: "her own key pair",
  situation:
    "The issuer sends its certificate in x5c, so that verifiers can check it. This verifier uses its key and forgets the check.",
  actors: cast([PRIVATE, CERTIFICATE], [], [OWN, PUBLIC]),
  loosened: { headerKey: "x5c" },
  naive: {
    file: "naive/x5c-unchecked.ts",
    summary: "accepts any certificate",
    verify: (setup, token) => verify(token, dateOf(setup)),
    trace: () => [["certificate", "CN=id.example, signed by itself"]],
  },
  hardened: {
    file: "hardened/pinned-certificate.ts",
    summary: "accepts only one certificate",
    verify: (setup, token) => verifyPinned(token, setup.pinned, dateOf(setup)),
    trace: () => [allows("RS256"), ["certificate", "the pinned one, by its SHA-256"]],
  },
  consequence: "Mallory is admin now. The certificate names the issuer; she wrote the name.",
  lesson: "A certificate is a claim too. Check its chain, or pin it.",
  clause: CLAUSES.received,
  fixes: FIXES.ownKey,
  question: {
    text: "What is checked when a self-signed certificate's signature verifies?",
    answers: ["That its owner has the private key", "That an authority knows its owner", "That its name is right"],
    right: 0,
    why: "It was signed with the private half of the key that it contains. Anyone can do that.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const own = await environment.keys.rsa("mallory");
    const certificate = await selfSigned(base.pair, "id.example", base.now);
    const header = { ...honestHeader("RS256"), x5c: [base64(certificate)] };
    return {
      ...base,
      own,
      honest: await signCompact(header, honestClaims(base.now), withPrivateKey(base.pair)),
      forged: base64(await selfSigned(own, "id.example", base.now)),
      pinned: encodeBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", certificate))),
    };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    return tell({
      honest: setup.honest,
      header: {
        title: "Replace the certificate",
        text: "Make a key pair and a certificate for id.example, signed by itself.",
        value: { ...honest.header, x5c: [setup.forged] },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with its key",
        text: "RS256, with the certificate's private key.",
        value: withPrivateKey(setup.own),
      },
    });
  },
});
