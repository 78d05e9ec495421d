import { encodeBase64Url, decodeBase64Url } from "../../text/base64url.ts";
import { CLAUSES } from "../clauses.ts";
import { HARDENED_SEALED, type HasSeal } from "../hardened/index.ts";
import { cast, honestClaims, SECRET } from "../actors.ts";
import { JWE_FIXES } from "../jwe-fixes.ts";
import { verify } from "../naive/short-tag.ts";
import { sealedSetup } from "../setups.ts";
import { splitSealed } from "../toolkit/jwe.ts";
import { defineScenario } from "../types.ts";

/** The known text and its replacement: equally long, since each byte is changed in place. */
const KNOWN = '"role":"viewer"';
const WANTED = '"role":"admin" ';

export default defineScenario<HasSeal>({
  id: "gcm-tag-truncation",
  number: 46,
  family: "encryption",
  title: "A one-byte tag",
  summary: "The tag is compared only as far as it was sent, and one byte is quickly guessed.",
  cve: ["CVE-2018-1000539", "CVE-2023-37464", "CVE-2025-54887"],
  needs: "an honest token of her own",
  situation:
    "Tokens are encrypted with a secret that issuer and API share. Mallory cannot read hers, but she knows what it says about her. GCM encrypts byte by byte: flipping a bit of the ciphertext flips that bit of the content. Only the tag would show it.",
  actors: cast([SECRET], [SECRET], [], { issuer: "encrypts tokens with a secret" }),
  asks: true,
  loosened: null,
  hasNoFreeMode: true,
  naive: {
    file: "naive/short-tag.ts",
    summary: "accepts a tag of any length",
    verify: (setup, token) => verify(token, setup.secret),
    trace: (_, token) => [["tag it compared", octets(decodeBase64Url(splitSealed(token)[4]).bytes.length)]],
  },
  hardened: HARDENED_SEALED,
  consequence: "Mallory is admin now. She never saw the secret, and needed 256 tries at most.",
  lesson: "A tag has 16 bytes. Shorter ones are refused before anything is decrypted.",
  clause: CLAUSES.operations,
  fixes: JWE_FIXES.wholeTag,
  question: {
    text: "What if the API required tags of at least four bytes?",
    answers: [
      "Then it is safe",
      "It takes up to four billion tries, and each success helps with the next",
      "Nothing changes",
    ],
    right: 1,
    why: "Short GCM tags are weaker than their length suggests: each successful forgery reveals something about the authentication key. RFC 7518 section 5.3 requires 128 bits.",
  },
  setup: (environment, variant) => sealedSetup(environment, variant, "dir"),
  forge: async (setup, { target }) => {
    const [header, encryptedKey, iv, ciphertext, tag] = splitSealed(setup.honest);
    const changed = decodeBase64Url(ciphertext).bytes;
    // The claims are the usual ones, so she knows where her role stands.
    const at = JSON.stringify(honestClaims(setup.now)).indexOf(KNOWN);
    for (let index = 0; index < KNOWN.length; index += 1)
      changed[at + index] = (changed[at + index] ?? 0) ^ KNOWN.charCodeAt(index) ^ WANTED.charCodeAt(index);
    const flipped = [header, encryptedKey, iv, encodeBase64Url(changed)].join(".");
    const asks = (token: string): Promise<unknown> =>
      target === "naive" ? verify(token, setup.secret) : HARDENED_SEALED.verify(setup, token);
    const { token, tries } = await guessTag(flipped, asks);
    return {
      steps: [
        {
          title: "Take an honest token",
          text: "Her own. Its content is hidden, its tag has 16 bytes.",
          token: setup.honest,
        },
        {
          title: "Flip the bits between viewer and admin",
          text: "Known text XOR wanted text XOR ciphertext. The old tag no longer matches.",
          token: `${flipped}.${tag}`,
          exhibit: { label: "The change in the content", text: `${KNOWN}\n${WANTED}` },
        },
        {
          title: "Try one-byte tags",
          text: `There are 256. After ${tries} the service ${tries < 256 ? "said yes" : "had only said no"}.`,
          token,
          content: JSON.stringify(honestClaims(setup.now)).replace(KNOWN, WANTED),
        },
      ],
      token,
    };
  },
});

async function guessTag(
  opened: string,
  asks: (token: string) => Promise<unknown>,
): Promise<{ readonly token: string; readonly tries: number }> {
  let token = opened;
  for (let tries = 1; tries <= 256; tries += 1) {
    token = `${opened}.${encodeBase64Url(Uint8Array.of(tries - 1))}`;
    const isTaken = await asks(token).then(
      () => true,
      () => false,
    );
    if (isTaken) return { token, tries };
  }
  return { token, tries: 256 };
}

function octets(count: number): string {
  return `${count} byte${count === 1 ? "" : "s"}`;
}
