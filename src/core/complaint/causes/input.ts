import type { Cause } from "../types.ts";

/** Causes that lie in what the text is. */
export const inputCauses: Readonly<Record<string, Cause>> = {
  "IN-01": {
    topic: "shape",
    title: "The scheme went along with the token",
    why: "The code gave the whole field, “Bearer …”, to the verifier, which takes the token alone.",
    todo: "Split the field at its first space and verify what follows. Few libraries do it for you.",
  },
  "IN-02": {
    topic: "shape",
    title: "White space or quotes are part of the text",
    why: "Quotes of JSON.stringify, a line break of a file, or a space of a copy travelled with the token.",
    todo: "Strip them where the token is stored or read, once.",
  },
  "IN-03": {
    topic: "no-token",
    title: "There was no token: a variable was empty",
    why: "The client sent nothing, or the words null, undefined or [object Object], because it had no token yet.",
    todo: "Send the field only once there is a token; await the promise that brings it.",
  },
  "IN-04": {
    topic: "shape",
    title: "User name and password instead of a token",
    why: "The field is of the Basic scheme, which holds no token.",
    todo: "Get a token first, and send it as Bearer.",
  },
  "IN-05": {
    topic: "shape",
    title: "The token is percent-encoded",
    why: "A cookie or query value was not decoded, so that its dots read %2E.",
    todo: "Decode the value exactly once before it is verified.",
  },
  "IN-06": {
    topic: "encoding",
    title: "Base64 with + / = in place of base64url",
    why: "A JWT uses - and _ and no padding (RFC 7515 section 2). A part was written with the plain alphabet, or the reader expects it.",
    todo: "Write and read with the URL-safe codec, without padding.",
  },
  "IN-07": {
    topic: "shape",
    title: "The token is encoded twice",
    why: "It is wrapped in one more layer: Base64, a JSON string, or a secret store that encodes on its own.",
    todo: "Take out the layer that was added; decode once on reading.",
  },
  "IN-08": {
    topic: "shape",
    title: "It has not three parts",
    why: "A signed token is header, payload and signature with two dots between. A part is missing, or something else was given.",
    todo: "Compare the length with what was issued: a cut copy, a missing last part, or not a token at all.",
  },
  "IN-09": {
    topic: "encrypted",
    title: "It is an encrypted token",
    why: "Five parts make a JWE. A verifier of signed tokens can not read it, nor can a decryptor with another key.",
    todo: "Ask for a signed token (at Auth0: name an audience), or decrypt it first with the recipient’s key.",
  },
  "IN-10": {
    topic: "shape",
    title: "It is an opaque token or an API key",
    why: "The text is a reference that its issuer alone can look up; it has no claims to read.",
    todo: "Ask for a token for this API, send API keys in their own field, or use the introspection endpoint.",
  },
  "IN-11": {
    topic: "json",
    title: "The token is cut off",
    why: "The end is missing, so that the last part does not decode or its JSON does not end.",
    todo: "Look for a limit on the way: cookies of 4096 bytes, VARCHAR columns, header buffers, log lines.",
  },
  "IN-12": {
    topic: "encoding",
    title: "An invisible or look-alike character is in it",
    why: "Chats and word processors replace hyphens and dots, and add spaces that nobody sees.",
    todo: "Copy it again from where it was issued, such as the network panel.",
  },
  "IN-14": {
    topic: "encoding",
    title: "The last character carries spare bits",
    why: "Base64 of this length leaves bits over. Strict decoders want them zero (RFC 4648 section 3.5), others do not look.",
    todo: "It is no forgery. Fix the encoder, and do not use the text of a token as its identity.",
  },
  "IN-16": {
    topic: "json",
    title: "Header or payload is not a JSON object",
    why: "What the part decodes to is a string, a list, compressed or binary data, or JSON with a mistake.",
    todo: "Look at the decoded text: encoded twice, compressed, or not a JWT at all.",
  },
  "IN-17": {
    topic: "shape",
    title: "It is the JSON form of a signature",
    why: "RFC 7515 has a form of a JSON object beside the three parts; most JWT libraries take the parts alone.",
    todo: "Take protected, payload and one signature and join them with dots, or use a library for this form.",
  },
  "IN-18": {
    topic: "shape",
    title: "The payload is apart from the token",
    why: "A detached payload, or b64=false (RFC 7797), is signed over bytes that travel elsewhere.",
    todo: "Give the library those bytes, exactly as they were sent.",
  },
  "IN-19": {
    topic: "shape",
    title: "It is an SD-JWT",
    why: "Disclosures follow after the first ~; only what stands before it is a JWT.",
    todo: "Split at the first ~, or use a library for selective disclosure.",
  },
  "IN-20": {
    topic: "size",
    title: "The token is too large for a header field",
    why: "Servers and proxies take 4 to 16 KB of header fields; groups and roles in the token are what grows.",
    todo: "Leave groups out of the token or issue references; else raise the limit of every hop.",
  },
  "IN-21": {
    topic: "several",
    title: "Two tokens came with one request",
    why: "A header field, a cookie and a query parameter each had one, and the gateway does not choose.",
    todo: "Send exactly one, and see which hop adds the other.",
  },
  "IN-22": {
    topic: "no-token",
    title: "The scheme is missing",
    why: "The field has the bare token, or another word in front, where “Bearer ” is expected.",
    todo: "Send “Authorization: Bearer <token>”.",
  },
  "IN-23": {
    topic: "unsigned",
    title: "The signature is missing",
    why: "The last part is empty, or was blacked out for a ticket or a log.",
    todo: "Take the token from where it was issued, not from a log.",
  },
  "IN-24": {
    topic: "subject",
    title: "A large number lost its last digits",
    why: "JavaScript reads integers beyond 2^53 inexactly: an id ends in zeros that were never issued.",
    todo: "Issue ids as strings.",
  },
};
