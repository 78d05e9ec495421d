/** What a verifier was doing when it complained. */
export type Topic =
  | "no-token"
  | "shape"
  | "encoding"
  | "json"
  | "encrypted"
  | "size"
  | "several"
  | "signature"
  | "signature-form"
  | "unsigned"
  | "secret"
  | "key-text"
  | "key-kind"
  | "key-use"
  | "key-missing"
  | "key-set"
  | "key-small"
  | "algorithm"
  | "header"
  | "expired"
  | "not-yet"
  | "from-future"
  | "time-type"
  | "lifetime"
  | "issuer"
  | "audience"
  | "claim"
  | "claim-type"
  | "replay"
  | "permission"
  | "token-kind"
  | "subject"
  | "session"
  | "consumer"
  | "tool";

/** What a message means, in a sentence. */
export const MEANINGS: Readonly<Record<Topic, string>> = {
  "no-token": "The verifier found no token in the request.",
  shape: "The verifier could not split the text into a token’s three parts.",
  encoding: "A part of the token could not be decoded from base64url.",
  json: "A part of the token was decoded, and is not a JSON object.",
  encrypted: "The token is encrypted, and the reader expects a signed one or has no key for it.",
  size: "The token, or the header that carries it, is larger than a server on the way accepts.",
  several: "The request has more than one token, and the verifier does not choose.",
  signature: "The token could be read, but the verifier’s key does not verify its signature.",
  "signature-form": "The signature’s form or length does not match its algorithm.",
  unsigned: "The token has no signature, and the verifier requires one.",
  secret: "The shared secret cannot be used as given; the token may not even have been read.",
  "key-text": "The key could not be read as given; the token may not even have been read.",
  "key-kind": "The key’s type does not fit the token’s algorithm.",
  "key-use": "The key is not allowed for this operation.",
  "key-missing": "None of the verifier’s keys fits this token.",
  "key-set": "The verifier could not fetch the issuer’s keys.",
  "key-small": "The key is smaller than its algorithm allows.",
  algorithm: "The verifier does not accept or support the token’s algorithm.",
  header: "Something in the token’s header is missing, or is not what the verifier accepts.",
  expired: "The verifier’s clock is at or past the token’s exp.",
  "not-yet": "The verifier’s clock is still before the token’s nbf.",
  "from-future": "The token was issued at a time that the verifier’s clock has not reached.",
  "time-type": "A time in the token is not a number of seconds, as the verifier requires.",
  lifetime: "The token’s lifetime or age is beyond the verifier’s limits.",
  issuer: "The token is not from the issuer that the verifier expects.",
  audience: "The token is meant for another service or client than the verifier expects.",
  claim: "A claim that the verifier requires is missing, or does not meet its rules.",
  "claim-type": "A claim has a JSON type that the verifier does not accept.",
  replay: "The verifier expected a token of this one login, not used before.",
  permission: "The token is valid, but does not allow this request: 403 rather than 401.",
  "token-kind": "The token is not of the expected kind.",
  subject: "The token itself was accepted, but the service does not know or allow its subject.",
  session: "The token itself was accepted, but the session behind it has ended.",
  consumer: "The gateway found no entry for whoever the token belongs to.",
  tool: "Two tools disagree about one token; this is not one library’s message.",
};
