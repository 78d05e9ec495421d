import { audience, claimTypes, spacedSubject, subject } from "./claims/claim-types.ts";
import { unknownUser } from "./claims/known-user.ts";
import { inQuery, reSigned } from "./debugger/provenance.ts";
import { algorithmName, unsecured } from "./header/algorithm.ts";
import { critical, unencodedPayload } from "./header/critical.ts";
import { parameterTypes } from "./header/parameter-types.ts";
import { graphToken } from "./header/graph.ts";
import { ownKey, suspiciousKid } from "./header/trust.ts";
import { foreignCharacter, standardBase64, trailingBits, truncated } from "./input/base64url.ts";
import { duplicateMember, inexactNumber, notJsonObject } from "./input/json.ts";
import { jsonForm, jsonSerialization } from "./input/json-form.ts";
import { encrypted, jwePractice, jweShape } from "./input/jwe.ts";
import { noScheme, severalTokens } from "./input/request.ts";
import { scheme, strayCharacters, wrapping } from "./input/removals.ts";
import { sdJwtShape, selectiveDisclosure } from "./input/sd-jwt.ts";
import { detached, emptySegment, segmentCount, tooLarge } from "./input/segments.ts";
import { basic, doubleEncoded, notAToken, nothing, percentEncoded } from "./input/text-form.ts";
import { certificate, certificates, otherTime } from "./key/certificates.ts";
import { istioPlaceholder, mendedRules, notAPair, privateInSet, swappedKeys, unreadableRules } from "./key/fields.ts";
import {
  cannotSign,
  kidNotInSet,
  lacking,
  noneFits,
  otherKind as otherKindOfKey,
  pssLimits,
  smallRsa,
  unfitRules,
} from "./key/fit.ts";
import { noKid } from "./key/no-kid.ts";
import { oldFormat } from "./key/old-formats.ts";
import {
  derSignature,
  ecdsaLength,
  impossibleSignature,
  invalidSignature,
  judgedByOwnKey,
  signatureLength,
} from "./own/signature.ts";
import { hiddenCharacter, letterCase, loneSurrogate, lookAlikeName, markup, prototypeMember } from "./own/text.ts";
import { withPolicy } from "./policy/policy.ts";
import { longLived, noEnd, noTyp, replayable, sensitive, unbound } from "./practice/practice.ts";
import { idTokenAsBearer } from "./provider/id-token.ts";
import { entraKeys, otherCluster, supabaseKeyType } from "./provider/keys.ts";
import { assertionRules } from "./provider/assertions.ts";
import {
  bound,
  equivalentSecret,
  firebaseCustom,
  kidOnSecret,
  mojibake,
  nested,
  otherKind,
  supabaseKey,
  supabaseOpaque,
  supabaseSubject,
  wholeHours,
} from "./provider/tokens.ts";
import { emptySecret, hintRules, notInEncoding, shortSecret } from "./secret/secret.ts";
import { publicKeyAsSecret, wellKnown } from "./secret/well-known.ts";
import { elsewhere, rightKidWrongKey, unsolved, withDiscoveries } from "./solve/discoveries.ts";
import { otherClock } from "./time/clocks.ts";
import { expired, inconsistent, issuedLater, milliseconds, notYet, relative, wrongType } from "./time/times.ts";
import type { Rule } from "./types.ts";

/** Every rule, in the order in which findings of one severity are listed. A new rule is one line here. */
export const RULES: readonly Rule[] = withDiscoveries(
  withPolicy([
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
    sdJwtShape,
    severalTokens,
    noScheme,
    // header
    unsecured,
    algorithmName,
    critical,
    unencodedPayload,
    parameterTypes,
    graphToken,
    nested,
    // signature
    derSignature,
    ecdsaLength,
    signatureLength,
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
    ...unreadableRules,
    ...unfitRules,
    pssLimits,
    smallRsa,
    kidNotInSet,
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
    ...assertionRules,
    // what good practice asks of a token that verifies
    sensitive,
    replayable,
    noEnd,
    longLived,
    unbound,
    noTyp,
    // what readers may be misled by
    duplicateMember,
    ownKey,
    suspiciousKid,
    prototypeMember,
    lookAlikeName,
    hiddenCharacter,
    loneSurrogate,
    inexactNumber,
    inQuery,
    // notes
    scheme,
    wrapping,
    encrypted,
    jwePractice,
    jsonSerialization,
    selectiveDisclosure,
    detached,
    tooLarge,
    certificate,
    certificates,
    oldFormat,
    ...mendedRules,
    mojibake,
    markup,
  ]),
);
