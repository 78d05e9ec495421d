import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { benchOf } from "../free/bench.ts";
import { HARDENED_KEY_SET, type HasKeySet } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, OWN, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/jku-any.ts";
import { verify as verifyPrefix } from "../naive/jku-prefix.ts";
import { jwksOf, pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario, type Verifier } from "../types.ts";
import { createNetwork, type Network, REDIRECTOR } from "../world/network.ts";

interface NetworkSetup extends HasKeySet {
  readonly own: KeyPair;
  readonly network: Network;
}

const URLS: Readonly<Record<string, string>> = {
  any: "https://evil.example/jwks.json",
  userinfo: "https://id.example@evil.example/jwks.json",
  prefix: "https://id.example.evil.example/jwks.json",
  redirect: "https://id.example/go?to=https://evil.example/jwks.json",
};

const prefix: Verifier<NetworkSetup> = {
  file: "naive/jku-prefix.ts",
  summary: "compares the start of the address",
  verify: (setup, token) => verifyPrefix(token, setup.network, dateOf(setup)),
  trace: (_, token) => [["keys it used", String(readCompact(token).header["jku"])]],
};

export default defineScenario<NetworkSetup>({
  id: "jku-spoofing",
  number: 13,
  family: "key",
  title: "Key from any address: jku",
  summary: "The token says where its keys are, and the service fetches them.",
  needs: "a key pair and a web server",
  situation:
    "The header's jku is the address of a JWK Set. One verifier fetches it from anywhere. Another first checks that it starts like the issuer's, which compares text, not hosts.",
  actors: cast([PRIVATE], [PUBLIC], [OWN], { attacker: "has a web server" }),
  variants: [
    { id: "any", label: "any address", note: "no check at all" },
    { id: "userinfo", label: "user information", note: "the part before @ is not the host" },
    { id: "prefix", label: "longer host name", note: "id.example.evil.example belongs to evil.example" },
    { id: "redirect", label: "open redirect", note: "the issuer's own site redirects anywhere" },
  ],
  loosened: { keyUrl: "prefix" },
  loosenedFor: { any: { keyUrl: "any" } },
  naive: {
    file: "naive/jku-any.ts",
    summary: "fetches from anywhere",
    verify: (setup, token) => verify(token, setup.network, dateOf(setup)),
    trace: (_, token) => [["keys it used", String(readCompact(token).header["jku"])]],
  },
  naiveFor: { userinfo: prefix, prefix, redirect: prefix },
  hardened: HARDENED_KEY_SET,
  consequence: "Mallory is admin now, and the service sent a request where she wanted.",
  lesson: "Know your issuers' addresses beforehand. A token does not get to name one.",
  clause: CLAUSES.received,
  fixes: FIXES.ownKey,
  question: {
    text: "Which host does https://id.example@evil.example/ name?",
    answers: ["id.example", "evil.example", "Both"],
    right: 1,
    why: "The part before @ is user information (RFC 3986, section 3.2.1). Compare whole URLs with a list, or parsed parts; never prefixes.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const own = await environment.keys.rsa("mallory");
    const set = jwksOf(base.pair);
    const network = createNetwork({
      "https://id.example/jwks.json": set,
      "https://id.example/go": REDIRECTOR,
      "https://evil.example/jwks.json": jwksOf(own),
      "https://id.example.evil.example/jwks.json": jwksOf(own),
    });
    return {
      ...base,
      own,
      network,
      keySet: JSON.parse(set),
      world: [network],
      bench: benchOf(base.pair, base.now, { network }),
    };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    const jku = URLS[setup.variant] ?? "https://evil.example/jwks.json";
    return tell({
      honest: setup.honest,
      header: {
        title: "Name your own key set",
        text: `jku: ${jku}. The set there has a key with the issuer's kid, but it is Mallory's.`,
        value: { ...honest.header, jku },
        exhibit: { label: "What that URL returns", text: jwksOf(setup.own) },
      },
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
      signature: {
        title: "Sign with your own key",
        text: "RS256, with the private half.",
        value: withPrivateKey(setup.own),
      },
    });
  },
});
