/**
 * Names of members, parameters, fields and cookies whose values give access to something, or identify a signed-in user.
 */
const NAMES =
  /pass(?:word|wd|phrase|code)|^pwd$|^pass$|^pin$|[_-]pin$|(?:^|[_-])[th]?otp(?:$|[_-])|^cv[cv]2?$|secret|token|assertion|credential|api[_-]?key|access[_-]?key|private[_-]?key|^key$|[_-]key$|^auth|authorization|authentication|session|^sid$|[_-]sid$|jsessionid|phpsessid|cookie|csrf|xsrf|^code$|[_-]code$|(?:recovery|backup|scratch)[_-]?codes?$|code[_-]verifier|^state$|^nonce$|signature|^sig$|^ticket$|^saml|jwt|^dpop$|x-amz-security|^x-amz-credential$/i;

/** Names that contain one of those but only give a type or a lifetime. */
const HARMLESS =
  /^(?:token_type|tokentype|expires_in|token_endpoint|subject_token_type|requested_token_type|issued_token_type|(?:status|error|response|result|exit|reason|country|postal|zip|area|language|lang|locale|currency|region|product|http)_?code|(?:public|partition|sort|row|cache|idempotency|primary|foreign|surrogate|sec-websocket|message|routing|i18n|translation)[_-]?key|authenticated|author|authority|sec-fetch-.*|access-control-.*|.*_endpoint|.*_supported|www-authenticate|proxy-authenticate|x-content-type-options|cookie-?(?:policy|consent|banner).*|token_endpoint_auth_method|code_challenge(?:_method)?)$/i;

/** Whether the value of a name is removed from a sanitised copy. */
export function isSensitive(name: string): boolean {
  const short = name.slice(0, 200);
  return NAMES.test(snake(short)) && !HARMLESS.test(short) && !HARMLESS.test(snake(short));
}

/** `verificationCode`, `user[otp]` and `Input.Code` as `verification_Code`, `user_otp` and `Input_Code`. */
function snake(name: string): string {
  return name
    .replaceAll("[]", "")
    .replace(/\]$/, "")
    .replace(/[[\].:$]/g, "_")
    .replace(/([a-z\d])(?=[A-Z])/g, "$1_");
}

const MEASURES =
  /(?:_in|_at|_on|_time|_?ttl|timeout|lifetime|max_?age|counts?|length|size|limit|version|level|type|index|expir[a-z]{0,20})$/i;

/** Whether a number is likely to be a credential: at least four digits, and not a time, span or count. */
export function isSensitiveNumber(name: string, raw: string): boolean {
  return raw.replace(/\D/g, "").length >= 4 && !MEASURES.test(snake(name.slice(0, 200)));
}

const CLAIMS = /pass(?:word|wd|phrase)|secret|api[_-]?key|private[_-]?key|(?:access|refresh)[_-]?token|cookie/i;

/** The same for a claim in a token: session ids and nonces stay, since they show what belongs together. */
export function isSensitiveClaim(name: string): boolean {
  return CLAIMS.test(name.slice(0, 200));
}

/** The secret members of a private or symmetric JWK (RFC 7517, RFC 7518 section 6). */
const KEY_MEMBERS: ReadonlySet<string> = new Set(["d", "p", "q", "dp", "dq", "qi", "k", "priv"]);

/** Whether a member's value is likely a part of a private key. */
export function isKeyMember(name: string, value: string): boolean {
  return KEY_MEMBERS.has(name) && /^[\w-]{20,20000}={0,2}$/.test(value);
}
