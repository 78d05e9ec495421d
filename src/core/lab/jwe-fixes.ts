import type { Fixes } from "./types.ts";

/**
 * How the attacks on encrypted tokens are stopped. PyJWT and golang-jwt support only signed tokens, so their lines
 * are about jwcrypto and go-jose. The important part is between ⟦ and ⟧.
 */
export const JWE_FIXES = {
  apart: {
    jose: `await ⟦jwtVerify⟧(token, key, { algorithms: ["RS256"] }) // rejects encrypted tokens`,
    PyJWT: `⟦jwt.decode⟧(token, key, algorithms=["RS256"]) # rejects encrypted tokens`,
    "golang-jwt": `⟦jwt.Parse⟧(token, keyFunc, jwt.WithValidMethods([]string{"RS256"}))`,
    jjwt: `Jwts.parser().verifyWith(key).build().⟦parseSignedClaims⟧(token) // not parse`,
  },
  verifyInside: {
    jose: `const { plaintext } = await compactDecrypt(token, own); await ⟦jwtVerify⟧(text(plaintext), issuer, options)`,
    PyJWT: `inner = jwe.plaintext.decode(); ⟦jwt.decode⟧(inner, issuer, algorithms=["RS256"])`,
    "golang-jwt": `inner, err := parsed.Decrypt(own); ⟦jwt.Parse⟧(string(inner), keyFunc, options)`,
    jjwt: `⟦parser.parseSignedClaims⟧(new String(jwe.getPayload(), UTF_8))`,
  },
  pinned: (alg: string): Fixes => ({
    jose: `jwtDecrypt(token, key, { ⟦keyManagementAlgorithms: ["${alg}"]⟧, contentEncryptionAlgorithms: ["A256GCM"] })`,
    PyJWT: `jwcrypto: jwe.JWE(⟦algs=["${alg}", "A256GCM"]⟧)`,
    "golang-jwt": `go-jose: jose.ParseEncrypted(token, ⟦[]jose.KeyAlgorithm{"${alg}"}⟧, []jose.ContentEncryption{jose.A256GCM})`,
    jjwt: `Jwts.parser()⟦.key().clear().add(Jwts.KEY.get().forKey("${alg}")).and()⟧`,
  }),
  boundedIterations: {
    jose: `jwtDecrypt(token, password, { ⟦maxPBES2Count: 100_000⟧, keyManagementAlgorithms: ["PBES2-HS256+A128KW"] })`,
    PyJWT: `jwcrypto: ⟦jwcrypto.jwa.default_max_pbkdf2_iterations⟧`,
    "golang-jwt": `⟦a current go-jose⟧ has a limit of its own`,
    jjwt: `refuse ⟦header.getPbes2Count() > 100_000⟧ in the key locator`,
  },
  boundedSize: {
    jose: `compactDecrypt(token, key, { ⟦maxDecompressedLength: 250_000⟧ }) // the default`,
    PyJWT: `jwcrypto ⟦1.5.6 or newer⟧ limits what it unpacks`,
    "golang-jwt": `go-jose ⟦3.0.3, 4.0.1 or newer⟧ limits what it unpacks`,
    jjwt: `Jwts.parser()⟦.zip().clear().and()⟧ // no compression at all`,
  },
  current: {
    jose: `jwtDecrypt(token, key, { keyManagementAlgorithms: [⟦"ECDH-ES"⟧] }) // WebCrypto refuses such a point`,
    PyJWT: `jwcrypto ⟦on a current cryptography⟧, which checks the point`,
    "golang-jwt": `⟦a current go-jose⟧ checks the point`,
    jjwt: `⟦jjwt 0.12⟧ checks that the point is on the key's curve`,
  },
  wholeTag: {
    jose: `await ⟦jwtDecrypt⟧(token, key, options) // a tag of 16 bytes, or nothing`,
    PyJWT: `⟦jwcrypto⟧ checks the whole tag; do not cut it yourself`,
    "golang-jwt": `⟦cipher.NewGCM⟧(block) // never NewGCMWithTagSize from the token`,
    jjwt: `⟦new GCMParameterSpec(128, iv)⟧ // never tag.length * 8`,
  },
} as const;
