import { messageOf } from "../../crypto/thrown.ts";
import { encodeBase64Url, decodeBase64Url } from "../../text/base64url.ts";
import { numberOf } from "../../keys/numbers/big-number.ts";
import { CLAUSES } from "../clauses.ts";
import { HARDENED_NESTED, type HasOpener } from "../hardened/index.ts";
import { ADMIN, cast, honestClaims, honestHeader, OPENER, SEALER } from "../actors.ts";
import { JWE_FIXES } from "../jwe-fixes.ts";
import { verify } from "../naive/padding-oracle.ts";
import { nestedSetup } from "../setups.ts";
import { findBlock } from "../toolkit/bleichenbacher.ts";
import { sealCompact, splitSealed } from "../toolkit/jwe.ts";
import { bytesOf } from "../toolkit/rsa-recovery.ts";
import { encryptPkcs1, makeSmallRsa, type SmallRsaKey } from "../toolkit/small-rsa.ts";
import { defineScenario } from "../types.ts";

/** The key's length in bytes: as short as a content key of 16 bytes and its padding allow, with room for 13 more. */
const SIZE = 40;
/** She gives up after this many questions. */
const MOST = 60_000;
/** After this many equal answers in a row there is nothing to learn. */
const PATIENCE = 1_000;

interface HasOracle extends HasOpener {
  readonly weak: SmallRsaKey;
  /** Someone else's token, seen on the wire. */
  readonly captured: string;
}

export default defineScenario<HasOracle>({
  id: "bleichenbacher",
  number: 42,
  family: "encryption",
  title: "A service that reveals whether the padding is right",
  summary: "RSA1_5 and two different errors: enough to decrypt an intercepted token.",
  needs: "someone else's token",
  situation:
    "The API decrypts tokens with RSA1_5. It reports bad padding with one error, and content that does not decrypt with another. Mallory has intercepted Alice's token. RSA lets her multiply the hidden value without seeing it.",
  actors: cast([SEALER], [OPENER], [SEALER], { issuer: "encrypts tokens", attacker: "intercepted Alice's token" }),
  isCapped: true,
  cost: "Capped: the key has 313 bits, and the check looks at two bytes of the padding. Real arithmetic, about a thousand questions. With 2,048 bits it takes ten thousand to a million, and services have answered that many in a night.",
  asks: true,
  loosened: null,
  hasNoFreeMode: true,
  naive: {
    file: "naive/padding-oracle.ts",
    summary: "tells bad padding from a bad key",
    verify: (setup, token) => verify(token, setup.weak),
    trace: () => [
      ["it allows", "RSA1_5"],
      ["errors it has", "two"],
    ],
  },
  hardened: HARDENED_NESTED,
  consequence: "Mallory has the key of Alice's token: she has read and rewritten it. The private key was never stolen.",
  lesson: "Use RSA-OAEP. If RSA1_5 must stay, every failure has to look the same and take the same time.",
  clause: CLAUSES.oaep,
  fixes: JWE_FIXES.pinned("RSA-OAEP-256"),
  question: {
    text: "Would the same error text for both be enough?",
    answers: ["Yes", "Not if one of them comes sooner: timing tells too", "Only over TLS"],
    right: 1,
    why: "RFC 7516 section 11.5 has the recipient continue with a random key when the padding is wrong, so both failures happen in the same place and at the same time.",
  },
  setup: async (environment, variant) => {
    const base = await nestedSetup(environment, variant);
    const weak = environment.keys.keep("weak", () => makeSmallRsa(SIZE));
    const alice = { ...honestClaims(environment.now), sub: "alice", email: "alice@example.com" };
    return {
      ...base,
      weak,
      honest: await sealed(weak, honestClaims(environment.now)),
      hardenedHonest: base.honest,
      captured: await environment.keys.keep(`captured ${environment.now}`, () => sealed(weak, alice)),
      keyTexts: [
        { name: "service's public key", kind: "public", text: jwkText(weak) },
        { name: "service's private key", kind: "private", text: jwkText(weak, true) },
      ],
      workbench: {},
    };
  },
  forge: async (setup, { target }) => {
    const { captured, weak } = setup;
    const [header, encryptedKey, iv, ciphertext, tag] = splitSealed(captured);
    const hidden = numberOf(decodeBase64Url(encryptedKey).bytes);
    const answers = new Set<string>();
    let asked = 0;
    const isPadded = async (multiple: bigint): Promise<boolean> => {
      const question = [header, encodeBase64Url(bytesOf(multiple, SIZE)), iv, ciphertext, tag].join(".");
      const said = await (target === "naive" ? verify(question, weak) : HARDENED_NESTED.verify(setup, question)).then(
        () => "yes",
        messageOf,
      );
      answers.add(said);
      asked += 1;
      return said !== "RSA1_5: bad padding" && target === "naive";
    };
    // Always the same answer reveals nothing.
    const found = await findBlock(weak, hidden, isPadded, target === "naive" ? MOST : PATIENCE);
    const told = [...answers].join("\n");
    const start = {
      title: "Take the intercepted token",
      text: "Alice's. Its content key is encrypted to the service with RSA1_5.",
      token: captured,
    };
    if (found === null) {
      return {
        steps: [
          start,
          {
            title: "Ask",
            text: `${asked} questions, and the same answer to all of them.`,
            token: captured,
            exhibit: { label: "What it said", text: told },
          },
        ],
        token: captured,
      };
    }
    const block = bytesOf(found.block, SIZE);
    const contentKey = block.slice(block.indexOf(0, 2) + 1);
    const wanted = { ...honestClaims(setup.now), sub: "alice", email: "alice@example.com", ...ADMIN };
    const content = JSON.stringify(wanted);
    const token = await sealCompact({ header, encryptedKey, contentKey, content });
    return {
      steps: [
        start,
        {
          title: `Ask ${found.questions.toLocaleString("en")} questions`,
          text: "Each is the same token with another multiple of its encrypted key. Whether the padding is right narrows down the hidden value.",
          token: captured,
          exhibit: { label: "What it said", text: told },
        },
        {
          title: "Read the key, and the token",
          text: "One number is left. After its padding come the 16 bytes of the content key.",
          token: captured,
          content: JSON.stringify({ ...wanted, role: "viewer" }),
          exhibit: { label: "The block", text: hex(block) },
        },
        {
          title: "Rewrite the token",
          text: "The same encrypted key, new claims, and a matching tag.",
          token,
          content,
        },
      ],
      token,
    };
  },
});

function sealed(key: SmallRsaKey, claims: object): Promise<string> {
  const contentKey = crypto.getRandomValues(new Uint8Array(16));
  return sealCompact({
    header: { ...honestHeader("RSA1_5"), enc: "A128GCM" },
    encryptedKey: encodeBase64Url(encryptPkcs1(key, contentKey)),
    contentKey,
    content: JSON.stringify(claims),
  });
}

function jwkText({ n, e, d }: SmallRsaKey, isPrivate = false): string {
  const member = (value: bigint): string => encodeBase64Url(bytesOf(value));
  return JSON.stringify({ kty: "RSA", n: member(n), e: member(e), ...(isPrivate ? { d: member(d) } : {}) }, null, 2);
}

function hex(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join(" ");
}
