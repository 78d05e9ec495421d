import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { benchOf } from "../free/bench.ts";
import { HARDENED_KEY_SET, type HasKeySet } from "../hardened/index.ts";
import { ADMIN, cast, dateOf, OWN, PRIVATE, PUBLIC } from "../actors.ts";
import { verify } from "../naive/x5u-any.ts";
import { jwksOf, pairSetup } from "../setups.ts";
import { readCompact } from "../toolkit/compact.ts";
import { pem } from "../toolkit/key-forms.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import { withPrivateKey } from "../toolkit/signers.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { selfSigned } from "../toolkit/x509.ts";
import { defineScenario } from "../types.ts";
import { createNetwork, type Network } from "../world/network.ts";

interface NetworkSetup extends HasKeySet {
  readonly own: KeyPair;
  readonly certificate: string;
  readonly network: Network;
}

const X5U = "https://evil.example/cert.pem";

export default defineScenario<NetworkSetup>({
  id: "x5u-spoofing",
  number: 14,
  family: "key",
  title: "Certificate from any address: x5u",
  summary: "The same with a certificate, which looks official and takes a second to make.",
  needs: "a key pair and a web server",
  situation:
    "The header's x5u is the address of a certificate. The verifier fetches it and uses its key. It neither checks the address nor asks who issued the certificate.",
  actors: cast([PRIVATE], [PUBLIC], [OWN], { attacker: "has a web server" }),
  loosened: { keyUrl: "any" },
  naive: {
    file: "naive/x5u-any.ts",
    summary: "fetches any certificate",
    verify: (setup, token) => verify(token, setup.network, dateOf(setup)),
    trace: (_, token) => [["certificate from", String(readCompact(token).header["x5u"])]],
  },
  hardened: HARDENED_KEY_SET,
  consequence: "Mallory is admin now, with a certificate that says id.example because she wrote it.",
  lesson: "Neither an address nor a name in a certificate proves anything by itself.",
  clause: CLAUSES.received,
  fixes: FIXES.ownKey,
  question: {
    text: "The certificate's subject is CN=id.example. Who may have made it?",
    answers: ["Only the owner of id.example", "Only a public authority", "Anyone"],
    right: 2,
    why: "A self-signed certificate names whatever its maker likes. Only a chain to a trusted root, for the expected name, says more.",
  },
  setup: async (environment, variant) => {
    const base = await pairSetup(environment, variant);
    const own = await environment.keys.rsa("mallory");
    const certificate = pem("CERTIFICATE", await selfSigned(own, "id.example", base.now));
    const network = createNetwork({
      "https://id.example/cert.pem": pem("CERTIFICATE", await selfSigned(base.pair, "id.example", base.now)),
      [X5U]: certificate,
    });
    return {
      ...base,
      own,
      certificate,
      network,
      keySet: JSON.parse(jwksOf(base.pair)),
      world: [network],
      bench: benchOf(base.pair, base.now, { network }),
    };
  },
  forge: (setup) => {
    const honest = readCompact(setup.honest);
    return tell({
      honest: setup.honest,
      header: {
        title: "Name your own certificate",
        text: `x5u: ${X5U}. Self-signed, for the issuer's name.`,
        value: { ...honest.header, x5u: X5U },
        exhibit: { label: "What that URL returns", text: setup.certificate },
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
