/**
 * Whether a text is about tokens at all:
 * - `yes`: it has a JOSE word, the name of a library or gateway for tokens, or one of their codes;
 * - `no`: it has none of these, and a word of another field (TLS, SSH, SAML, packages, compilers …);
 * - `maybe`: neither.
 */
export type Evidence = "yes" | "maybe" | "no";

/** Words that are only used for tokens. Each is enough alone; `\w*` within compounds: InvalidJwtSignatureException. */
const JOSE = new RegExp(
  [
    String.raw`\w*(?:jwt|jwks?|jose4j|jose2go|jsonwebtoken)\w*`,
    String.raw`(?:jws|jwe|jose)(?:\w*(?:error|exception|signature|invalid|object|header|verif|decrypt)\w*)?`,
    String.raw`\w*oidc\w*`,
    String.raw`openid(?:connect\w*)?|at_hash|dpop|jkt|x5t|idtoken|id_token|sd-?jwt|secretor(?:private|public)key|authnkey|c_nonce`,
    String.raw`id[ -]token|json web token|bearer token|\w*webidentity\w*|\w*identitytoken\w*|openidconnect`,
    String.raw`bearer(?= (?:error|realm)=)|authorization: bearer`,
    "['\"]?(?:exp|jti|sub|iss|aud|nbf|iat)['\"]? claim|joken|guardian|unexpected signing method",
    "sub claim|claim[s]? sub|[(]sub[)]|missing claim",
    String.raw`idx\d{5}|akv10\d{3}|vapid|actions_id_token_request_\w+|id-token permission|pgrst30\d|idw\d{5}|cwwks\d{4}\w|srjwt\d{5}`,
    "user_not_found|session_not_found|insufficient_scope|token_not_valid|no_valid_keys_or_signatures|consent_required",
    "invalid_token|invalid_client_assertion|client[ _-]assertion|mod_auth_openidc|openid-configuration",
    "pyjwt|gotrue|postgrest|keycloak|oauth2-?proxy|strimzi|id ?tokenverifier",
  ]
    .map((part) => `(?:${part})`)
    .join("|")
    .replace(/^(.*)$/s, String.raw`(?<!\w)(?:$1)(?!\w)`),
  "i",
);

/** Names of claims and parameters that programs also use for other things, with the words that accompany them in a message. */
const NAMES = /(?<!\w)(?:kid|aud|iss|nbf|iat|azp|alg|jti)(?!\w)/i;
const BESIDE_NAMES =
  /(?:token|claim|sign|issue|audience|header|verif|bearer|valid|expect|algorithm|missing|match|assertion|json|key|future|past|expired|before|(?<!\w)exp(?!\w))/i;

/** A compiler's message about source code, or a parser's about a configuration: a place, an error code, a name. */
const COMPILERS =
  /\.\w{1,5}[:(]\d{1,6}[:,]\d{1,6}\)?:? {0,2}-? {0,2}(?:fatal )?(?:error|warning)|(?<!\w)error (?:TS|CS|C)\d{4}(?!\w)|(?<!\w)error\[E\d{4}\]|(?<!\w)undefined: \w|cannot find symbol|unknown field ["'`]/i;

/** Whether it is a compiler's message: never a service's, whatever names it contains. */
export function isOfCompilers(printed: string): boolean {
  return COMPILERS.test(printed);
}

/** Two words that are common alone but together are about tokens. */
const TOKEN = /\btokens?\b/i;
const OF_A_TOKEN = /\b(?:issuer|audience|claims?|bearer|signing key|subject|not before|lifetime)\b/i;
const MAYBE_OF_A_TOKEN =
  /\b(?:signature|msal|nonce|authorization header|scopes?|refresh token|clock skew|issued|invalid_grant|user (?:identified|named|referenced) by)\b/i;

/** The status of a request whose credentials were refused (RFC 9110 section 15.5.2). */
const REFUSED = /\b401\b/;

/** Words of other fields. */
const OTHERS =
  /(?<!\w)(?:saml|csrf|xsrf|webhooks?|stripe|fcm|registration token|device token|captcha|recaptcha|gpg|pgp|keyring|public ?key\)|publickey|ssh|ssh-rsa|id_rsa|host key|checksum|integrity|npm|pip|apt|yum|repomd|git|docker|registry|ssl|tls|x509|handshake|certificates?|cert_\w+|dns|licen[cs]e|product key|activation|verification code|password|syntaxerror|parseerror|unexpected token|scannerror|scannererror|context length|token indices|design tokens?|cuda|erc20|execution reverted|kerberos|ldap\w*|krb5\w*|huggingface\w*|personal access token|hub-signature|signaturedoesnotmatch|request signature|session|login|log in|definer|directory)(?!\w)/i;

/** Tells what a text is about, by words only, in linear time. */
export function evidenceOf(printed: string): Evidence {
  if (isOfCompilers(printed)) return "no";
  if (JOSE.test(printed)) return "yes";
  if (NAMES.test(printed) && BESIDE_NAMES.test(printed)) return "yes";
  if (TOKEN.test(printed) && OF_A_TOKEN.test(printed) && !/\bsaml\b/i.test(printed)) return "yes";
  if (OTHERS.test(printed)) return "no";
  return TOKEN.test(printed) && (MAYBE_OF_A_TOKEN.test(printed) || REFUSED.test(printed)) ? "yes" : "maybe";
}
