import algNoneCase from "./scenarios/alg-none-case.ts";
import algNone from "./scenarios/alg-none.ts";
import audienceSubstitution from "./scenarios/audience-substitution.ts";
import b64Confusion from "./scenarios/b64-confusion.ts";
import base64urlMalleability from "./scenarios/base64url-malleability.ts";
import blankSecret from "./scenarios/blank-secret.ts";
import bleichenbacher from "./scenarios/bleichenbacher.ts";
import clientSecretHs from "./scenarios/client-secret-hs.ts";
import critIgnored from "./scenarios/crit-ignored.ts";
import crossJwtConfusion from "./scenarios/cross-jwt-confusion.ts";
import decodeNotVerify from "./scenarios/decode-not-verify.ts";
import dirDowngrade from "./scenarios/dir-downgrade.ts";
import duplicateMembers from "./scenarios/duplicate-members.ts";
import ecdsaDer from "./scenarios/ecdsa-der.ts";
import ecdsaMalleability from "./scenarios/ecdsa-malleability.ts";
import ecdsaNonceReuse from "./scenarios/ecdsa-nonce-reuse.ts";
import embeddedJwk from "./scenarios/embedded-jwk.ts";
import esHsConfusion from "./scenarios/es-hs-confusion.ts";
import gcmTagTruncation from "./scenarios/gcm-tag-truncation.ts";
import hmacZeroPadding from "./scenarios/hmac-zero-padding.ts";
import invalidCurve from "./scenarios/invalid-curve.ts";
import issuerPartialMatch from "./scenarios/issuer-partial-match.ts";
import jkuSpoofing from "./scenarios/jku-spoofing.ts";
import jsonPolyglot from "./scenarios/json-polyglot.ts";
import jtiReplay from "./scenarios/jti-replay.ts";
import jwkAlgBypass from "./scenarios/jwk-alg-bypass.ts";
import keyByteVariants from "./scenarios/key-byte-variants.ts";
import kidInjection from "./scenarios/kid-injection.ts";
import kidSqlInjection from "./scenarios/kid-sql-injection.ts";
import kidTraversal from "./scenarios/kid-traversal.ts";
import nullSignature from "./scenarios/null-signature.ts";
import parserExhaustion from "./scenarios/parser-exhaustion.ts";
import pbes2Exhaustion from "./scenarios/pbes2-exhaustion.ts";
import pemGuardBypass from "./scenarios/pem-guard-bypass.ts";
import psychicSignature from "./scenarios/psychic-signature.ts";
import recoveredRsaKey from "./scenarios/recovered-rsa-key.ts";
import rsHsConfusion from "./scenarios/rs-hs-confusion.ts";
import selfSignedX5c from "./scenarios/self-signed-x5c.ts";
import signEncryptConfusion from "./scenarios/sign-encrypt-confusion.ts";
import signatureJunk from "./scenarios/signature-junk.ts";
import signatureOracle from "./scenarios/signature-oracle.ts";
import timeTypeJuggling from "./scenarios/time-type-juggling.ts";
import timingCompare from "./scenarios/timing-compare.ts";
import unsignedInJwe from "./scenarios/unsigned-in-jwe.ts";
import weakSecret from "./scenarios/weak-secret.ts";
import x5uSpoofing from "./scenarios/x5u-spoofing.ts";
import zipBomb from "./scenarios/zip-bomb.ts";
import type { Scenario } from "./types.ts";

/** All scenarios in teaching order: family by family, in each by number. A new one is a file in `scenarios/` and a line here; its tests are generated. */
export const SCENARIOS: readonly Scenario[] = [
  algNone,
  algNoneCase,
  nullSignature,
  decodeNotVerify,
  rsHsConfusion,
  esHsConfusion,
  keyByteVariants,
  pemGuardBypass,
  recoveredRsaKey,
  clientSecretHs,
  jwkAlgBypass,
  embeddedJwk,
  jkuSpoofing,
  x5uSpoofing,
  selfSignedX5c,
  kidTraversal,
  kidSqlInjection,
  kidInjection,
  psychicSignature,
  blankSecret,
  weakSecret,
  hmacZeroPadding,
  signatureOracle,
  timingCompare,
  ecdsaMalleability,
  ecdsaDer,
  base64urlMalleability,
  signatureJunk,
  ecdsaNonceReuse,
  critIgnored,
  b64Confusion,
  duplicateMembers,
  jsonPolyglot,
  parserExhaustion,
  signEncryptConfusion,
  unsignedInJwe,
  dirDowngrade,
  bleichenbacher,
  invalidCurve,
  pbes2Exhaustion,
  zipBomb,
  gcmTagTruncation,
  crossJwtConfusion,
  audienceSubstitution,
  issuerPartialMatch,
  jtiReplay,
  timeTypeJuggling,
];
