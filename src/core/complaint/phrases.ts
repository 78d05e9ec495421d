export const NOT =
  "not|isnt|doesnt|cannot|couldnt|no|wrong|invalid|incorrect|unexpected|mismatch|mismatched|mismatches|rejected";
export const WRONG =
  "wrong|invalid|incorrect|unexpected|mismatch|mismatched|mismatches|rejected|differs|different|disallowed|unknown|unrecognized|expected";
export const MISMATCH = `${NOT}|differs|different|disallowed|unauthorized|forbidden|bad|expected|unknown|unrecognized|untrusted|doesnt equal|not equal`;
export const FAILS =
  "failed|fails|failure|unable|cannot|couldnt|could not|can not|error|timeout|timed out|refused|unreachable|404";
export const GONE =
  "missing|absent|not present|not found|not provided|not set|required but|is required|lacks|without|has no|no";
export const KEYS =
  "jwks|jwk set|jwks uri|jwkset|key set|keyset|openid configuration|discovery|remote jwk|openidconnect provider metadata";
export const KEY_ID =
  "kid|key id|keyid|signature key|signing key|verification key|public key|matching key|signing keys|jwk|keys";
export const USER = "user|usr|users|subject|account";
export const NO_USER =
  "does not exist|doesnt exist|dosnt exist|not exist|not found|no longer exists|unknown|deleted|was deleted|error loading|no such";
