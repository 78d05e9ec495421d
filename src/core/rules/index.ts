import { audience, claimTypes, spacedSubject, subject } from "./claims/claim-types.ts";
import { unknownUser } from "./claims/known-user.ts";
import { requiredClaims } from "./claims/required.ts";
import { inQuery, keyInLink, reSigned } from "./debugger/provenance.ts";
import { algorithmName, unsecured } from "./header/algorithm.ts";
import { carriedToken } from "./header/carried.ts";
import { critical, unencodedPayload } from "./header/critical.ts";
import { extension } from "./header/extensions.ts";
import { parameterTypes } from "./header/parameter-types.ts";
import { graphToken } from "./header/graph.ts";
import { ownKey, suspiciousKid } from "./header/trust.ts";
import { foreignCharacter, standardBase64, trailingBits, truncated } from "./input/base64url.ts";
import { duplicateMember, inexactNumber, notJsonObject } from "./input/json.ts";
import { jsonWrapped } from "./input/json-wrapped.ts";
import { jsonForm, jsonSerialization } from "./input/json-form.ts";
import { jsonPolyglot } from "./input/json-polyglot.ts";
import { acmeRequest, otherSeals, unprotectedParameters } from "./input/json-seals.ts";
import { encrypted, jwePractice, jweShape } from "./input/jwe.ts";
import { noScheme, severalTokens } from "./input/request.ts";
import { scheme, strayCharacters, wrapping } from "./input/removals.ts";
import { bindingKey } from "./input/binding-key.ts";
import { disclosureDigests } from "./input/disclosure-digests.ts";
import { disclosableValidity, sdJwtShape, selectiveDisclosure } from "./input/sd-jwt.ts";
import { detached, emptySegment, segmentCount, tooLarge } from "./input/segments.ts";
import { basic, doubleEncoded, notAToken, nothing, percentEncoded } from "./input/text-form.ts";
import { certificate, certificates, otherTime } from "./key/certificates.ts";
import { thumbprints } from "./key/x5t.ts";
import { istioPlaceholder, notAPair, privateInSet, swappedKeys } from "./key/fields.ts";
import { cannotSign, lacking, noneFits, otherKind as otherKindOfKey, pssLimits, smallRsa } from "./key/fit.ts";
import { mendedRules } from "./key/mended.ts";
import { unfitRules } from "./key/unfit.ts";
import { unreadableRules } from "./key/unreadable.ts";
import { degenerateKey } from "./key/degenerate.ts";
import { kidNotInSet } from "./key/kid.ts";
import { noKid } from "./key/no-kid.ts";
import { keysOfIssuer } from "./key/of-issuer.ts";
import { oldFormat } from "./key/old-formats.ts";
import { duplicateKid } from "./key/sets.ts";
import {
  degenerateSignature,
  derSignature,
  ecdsaLength,
  impossibleSignature,
  invalidSignature,
  judgedByOwnKey,
  signatureLength,
} from "./own/signature.ts";
import { hiddenCharacter, letterCase, loneSurrogate, lookAlikeName, markup, prototypeMember } from "./own/text.ts";
import type { Mismatches } from "../policy/types.ts";
import type { OF_NO_RULE } from "./no-rule.ts";
import { withPolicy } from "./policy/policy.ts";
import { verifierConfiguration } from "./policy/verifier.ts";
import { longLived, noEnd, noTyp, replayable, sensitive, unbound } from "./practice/practice.ts";
import { idTokenAsBearer } from "./provider/id-token.ts";
import { entraKeys, otherCluster, supabaseKeyType } from "./provider/keys.ts";
import { appleAssertion, githubAssertion, googleAssertion, webPushAssertion } from "./provider/assertions.ts";
import { w3cCredential } from "./provider/w3c-credential.ts";
import { statusList } from "./provider/status-list.ts";
import { snowflake } from "./provider/snowflake.ts";
import { bound } from "./provider/bound.ts";
import { clientAssertion } from "./provider/client-assertion.ts";
import { oktaOrgToken } from "./provider/okta.ts";
import { dpopProof } from "./provider/dpop.ts";
import { logoutToken } from "./provider/logout.ts";
import { requestObject } from "./provider/request-object.ts";
import { selfIssued } from "./provider/self-issued.ts";
import { tokenHash } from "./provider/token-hash.ts";
import { clientAttestation } from "./provider/client-attestation.ts";
import {
  equivalentSecret,
  firebaseCustom,
  kidOnSecret,
  mojibake,
  nested,
  otherKind,
  signedAroundEncrypted,
  supabaseKey,
  supabaseOpaque,
  supabaseSubject,
  wholeHours,
} from "./provider/tokens.ts";
import { hintRules } from "./secret/hints.ts";
import { emptySecret, notInEncoding, shortSecret } from "./secret/secret.ts";
import { publicKeyAsSecret, wellKnown } from "./secret/well-known.ts";
import type { FoundRule } from "./solve/found.ts";
import type { STANDING } from "./standing/standing.ts";
import { elsewhere, rightKidWrongKey, unsolved, withDiscoveries } from "./solve/discoveries.ts";
import { otherClock } from "./time/clocks.ts";
import { expired, inconsistent, issuedLater, notYet } from "./time/times.ts";
import { milliseconds, relative, wrongType } from "./time/units.ts";
import type { Rule } from "./types.ts";
import { decryption } from "./own/decryption.ts";
import { assertionService } from "./own/assertion-service.ts";

/** Every rule, in the order in which findings of one severity are listed. A new rule is one line here. */
const LISTED = [
  reSigned,
  // input: what the text is
  nothing,
  basic,
  percentEncoded,
  doubleEncoded,
  notAToken,
  segmentCount,
  emptySegment,
  letterCase,
  truncated,
  standardBase64,
  foreignCharacter,
  strayCharacters,
  trailingBits,
  notJsonObject,
  jweShape,
  jsonForm,
  jsonPolyglot,
  otherSeals,
  sdJwtShape,
  disclosureDigests,
  disclosableValidity,
  bindingKey,
  severalTokens,
  noScheme,
  // header
  unsecured,
  algorithmName,
  critical,
  unencodedPayload,
  extension,
  parameterTypes,
  graphToken,
  nested,
  signedAroundEncrypted,
  // signature
  derSignature,
  ecdsaLength,
  signatureLength,
  degenerateSignature,
  impossibleSignature,
  invalidSignature,
  unsolved,
  rightKidWrongKey,
  elsewhere,
  judgedByOwnKey,
  // secret
  notInEncoding,
  emptySecret,
  publicKeyAsSecret,
  wellKnown,
  ...hintRules,
  shortSecret,
  kidOnSecret,
  equivalentSecret,
  // keys
  cannotSign,
  degenerateKey,
  ...unreadableRules,
  ...unfitRules,
  pssLimits,
  smallRsa,
  kidNotInSet,
  thumbprints,
  duplicateKid,
  noKid,
  otherTime,
  entraKeys,
  otherCluster,
  supabaseKeyType,
  noneFits,
  lacking,
  otherKindOfKey,
  istioPlaceholder,
  privateInSet,
  swappedKeys,
  notAPair,
  // time
  expired,
  notYet,
  wrongType,
  milliseconds,
  relative,
  inconsistent,
  wholeHours,
  issuedLater,
  otherClock,
  // claims
  snowflake,
  subject,
  audience,
  claimTypes,
  spacedSubject,
  unknownUser,
  supabaseKey,
  supabaseSubject,
  supabaseOpaque,
  firebaseCustom,
  otherKind,
  idTokenAsBearer,
  bound,
  dpopProof,
  logoutToken,
  requestObject,
  selfIssued,
  tokenHash,
  clientAssertion,
  oktaOrgToken,
  clientAttestation,
  statusList,
  carriedToken,
  requiredClaims,
  w3cCredential,
  keysOfIssuer,
  googleAssertion,
  githubAssertion,
  appleAssertion,
  // what good practice asks of a token that verifies
  sensitive,
  replayable,
  noEnd,
  longLived,
  unbound,
  noTyp,
  // what may mislead readers
  duplicateMember,
  ownKey,
  suspiciousKid,
  prototypeMember,
  lookAlikeName,
  hiddenCharacter,
  loneSurrogate,
  inexactNumber,
  inQuery,
  keyInLink,
  // notes
  scheme,
  wrapping,
  encrypted,
  jwePractice,
  jsonSerialization,
  unprotectedParameters,
  acmeRequest,
  selectiveDisclosure,
  detached,
  tooLarge,
  certificate,
  certificates,
  oldFormat,
  ...mendedRules,
  mojibake,
  markup,
  decryption,
  verifierConfiguration,
  webPushAssertion,
  assertionService,
  jsonWrapped,
] as const;

export const RULES: readonly Rule[] = withDiscoveries(withPolicy(LISTED));

type Listed = (typeof LISTED)[number] | (typeof STANDING)[number];

/** The ids of all rules: detections, policy checks, discoveries by trial, and standing notes. */
export type RuleId = Listed["id"] | keyof Mismatches | FoundRule | keyof typeof OF_NO_RULE;
