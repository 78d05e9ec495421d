import { audience, claimTypes, spacedSubject, subject } from "./claims/claim-types.ts";
import { inQuery, reSigned } from "./debugger/provenance.ts";
import { algorithmName, unsecured } from "./header/algorithm.ts";
import { critical, unencodedPayload } from "./header/critical.ts";
import { parameterTypes } from "./header/parameter-types.ts";
import { graphToken } from "./header/graph.ts";
import { ownKey, suspiciousKid } from "./header/trust.ts";
import { foreignCharacter, standardBase64, trailingBits, truncated } from "./input/base64url.ts";
import { duplicateMember, inexactNumber, notJsonObject } from "./input/json.ts";
import { jsonForm, jsonSerialization } from "./input/json-form.ts";
import { encrypted, jweShape } from "./input/jwe.ts";
import { scheme, strayCharacters, wrapping } from "./input/removals.ts";
import { sdJwtShape, selectiveDisclosure } from "./input/sd-jwt.ts";
import { detached, emptySegment, segmentCount, tooLarge } from "./input/segments.ts";
import { basic, doubleEncoded, notAToken, nothing, percentEncoded } from "./input/text-form.ts";
import {
  certificates,
  istioPlaceholder,
  mendedRules,
  notAPair,
  privateInSet,
  swappedKeys,
  unreadableRules,
} from "./key/fields.ts";
import { cannotSign, kidNotInSet, lacking, noneFits, smallRsa, unfitRules } from "./key/fit.ts";
import {
  derSignature,
  ecdsaLength,
  impossibleSignature,
  invalidSignature,
  judgedByOwnKey,
  signatureLength,
} from "./own/signature.ts";
import { hiddenCharacter, loneSurrogate, lookAlikeName, markup, prototypeMember } from "./own/text.ts";
import { withPolicy } from "./policy/policy.ts";
import { longLived, noEnd, replayable, sensitive, unbound } from "./practice/practice.ts";
import {
  assertionRules,
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
import { rightKidWrongKey, unsolved, withDiscoveries } from "./solve/discoveries.ts";
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
    truncated,
    standardBase64,
    foreignCharacter,
    strayCharacters,
    trailingBits,
    notJsonObject,
    jweShape,
    jsonForm,
    sdJwtShape,
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
    smallRsa,
    kidNotInSet,
    noneFits,
    lacking,
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
    // claims
    subject,
    audience,
    claimTypes,
    spacedSubject,
    supabaseKey,
    supabaseSubject,
    supabaseOpaque,
    firebaseCustom,
    otherKind,
    bound,
    ...assertionRules,
    // what good practice asks of a token that verifies
    sensitive,
    replayable,
    noEnd,
    longLived,
    unbound,
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
    jsonSerialization,
    selectiveDisclosure,
    detached,
    tooLarge,
    certificates,
    ...mendedRules,
    mojibake,
    markup,
  ]),
);
