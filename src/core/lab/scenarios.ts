import algNone from "./scenarios/alg-none.ts";
import algNoneCase from "./scenarios/alg-none-case.ts";
import clientSecretHs from "./scenarios/client-secret-hs.ts";
import decodeNotVerify from "./scenarios/decode-not-verify.ts";
import esHsConfusion from "./scenarios/es-hs-confusion.ts";
import jwkAlgBypass from "./scenarios/jwk-alg-bypass.ts";
import keyByteVariants from "./scenarios/key-byte-variants.ts";
import nullSignature from "./scenarios/null-signature.ts";
import psychicSignature from "./scenarios/psychic-signature.ts";
import pemGuardBypass from "./scenarios/pem-guard-bypass.ts";
import recoveredRsaKey from "./scenarios/recovered-rsa-key.ts";
import rsHsConfusion from "./scenarios/rs-hs-confusion.ts";
import type { Scenario } from "./types.ts";

/** All scenarios in teaching order. A new one is a file in `scenarios/` and a line here; its tests come by themselves. */
export const SCENARIOS: readonly Scenario[] = [
  decodeNotVerify,
  algNone,
  algNoneCase,
  nullSignature,
  rsHsConfusion,
  keyByteVariants,
  esHsConfusion,
  pemGuardBypass,
  recoveredRsaKey,
  clientSecretHs,
  jwkAlgBypass,
  psychicSignature,
];
