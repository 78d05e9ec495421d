import { CLAIMS } from "../registry/claims.ts";
import { EXTENSIONS } from "../registry/extensions.ts";
import { HEADER_PARAMETERS } from "../registry/header-parameters.ts";
import { isPersonalName } from "../report/personal.ts";
import { STANDARD_WORDS } from "./words.ts";

/** How a value is treated, by its name. */
type Treatment =
  /** It tells the kind of token or key, and nothing personal: kept. */
  | "keep"
  /** A time in any form. */
  | "time"
  /** Common words are kept. */
  | "words"
  /** Nothing is kept. */
  | "secret";

/** Parameters that name algorithms, kinds and forms, whose values are not personal. */
const FORM = new Set(
  (
    "alg enc zip crv kty use key_ops b64 ppt p2c _sd_alg ver version token_type expires_in expires ttl exi max_age bits lst " +
    "email_verified phone_number_verified htm code_challenge_method response_type response_mode grant_type appidacr azpacr " +
    "httpversion mimetype encoding samesite httponly secure"
  ).split(" "),
);

const TIMES = new Set(
  (
    "exp nbf iat auth_time updated_at toe created_at createdat updatedat modified_at expires_at expiresat expiry expiration " +
    "issued_at issuedat not_before notbefore valid_from valid_until validfrom validuntil issuancedate expirationdate issuance_date " +
    "expiry_date ts timestamp time date datetime starteddatetime @timestamp pwd_exp xms_tdbr nbf_time refresh_exp orig_iat " +
    "last_login lastlogin signin_time rat"
  ).split(" "),
);

/** Numbers of messages, sizes and durations, as in an HTTP archive. */
const MEASURES = new Set(
  (
    "status _status bodysize headerssize size compression blocked dns connect send wait receive ssl onload oncontentload " +
    "_transfersize _blocked_queueing startdatetime duration elapsed line column port level count limit offset"
  ).split(" "),
);

/** Objects whose members are named by their owner: clients, tenants, identities. */
const NAMED_BY_OWNER = new Set(
  "resource_access identities metadata properties tenants organizations projects user_metadata".split(" "),
);

/** How a member's value is treated. The form of the value decides if it says more than the name. */
export function treatmentOf(name: string, value: string): Treatment {
  const plain = name.toLowerCase();
  if (TIMES.has(plain)) return looksLikeTime(value) ? "time" : "words";
  if (FORM.has(plain)) return value.length <= 80 ? "keep" : "words";
  if (MEASURES.has(plain) && /^[\d.+-]{1,20}$/.test(value)) return "keep";
  if (plain === "sub") return /[|:/]|@clients$/.test(value) ? "words" : "secret";
  return isPersonalName(name) ? "secret" : "words";
}

/** Whether a number is kept as it is. */
export function numberStays(name: string, raw: string): boolean {
  const plain = name.toLowerCase();
  return TIMES.has(plain) || FORM.has(plain) || MEASURES.has(plain) || /^-?\d$/.test(raw);
}

export function isTimeName(name: string): boolean {
  return TIMES.has(name.toLowerCase());
}

/**
 * Whether the name of a member is kept: it is registered, or a plain word. A name with a host, a URL or an id is
 * personal, and so are the names in an object of such names.
 */
export function nameStays(name: string, parent: string): boolean {
  if (EXTENSIONS.has(name) || CLAIMS.has(name) || HEADER_PARAMETERS.has(name) || STANDARD_WORDS.has(name.toLowerCase()))
    return true;
  if (NAMED_BY_OWNER.has(parent.toLowerCase())) return false;
  if (/[@/\s]|\d{4}/.test(name) || name.length > 48) return false;
  return !/[\w-]\.[\w-]{1,30}\.[a-z]{2}/i.test(name) && !/^[\da-f-]{16,}$/i.test(name);
}

/** Whether a value is a number, a date or a span of time, in digits or common words. */
function looksLikeTime(value: string): boolean {
  if (value.length > 64 || value.includes("@")) return false;
  return value
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .every((word) => word.length < 2 || STANDARD_WORDS.has(word) || SPANS.has(word));
}

const SPANS = new Set(
  "never today tomorrow yesterday now second seconds sec minute minutes min hour hours hr day days week weeks month months year years ms am pm january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split(
    " ",
  ),
);
