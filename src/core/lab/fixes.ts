import type { Fixes } from "./types.ts";

/** The same one-line fix in four libraries, shared by the scenarios that it stops. The important part is between ⟦ and ⟧. */
export const FIXES = {
  pin: (alg: string): Fixes => ({
    jose: `jwtVerify(token, key, { ⟦algorithms: ["${alg}"]⟧ })`,
    PyJWT: `jwt.decode(token, key, ⟦algorithms=["${alg}"]⟧)`,
    "golang-jwt": `jwt.Parse(token, keyFunc, ⟦jwt.WithValidMethods([]string{"${alg}"})⟧)`,
    jjwt: `Jwts.parser().⟦verifyWith(publicKey)⟧.build().parseSignedClaims(token)`,
  }),
  typedKey: (alg: string): Fixes => ({
    jose: `const key = ⟦await importSPKI(pem, "${alg}")⟧ // a CryptoKey, not bytes`,
    PyJWT: `jwt.decode(token, ⟦load_pem_public_key(pem)⟧, ⟦algorithms=["${alg}"]⟧)`,
    "golang-jwt": `key, err := ⟦jwt.ParseRSAPublicKeyFromPEM(pem)⟧ // with WithValidMethods`,
    jjwt: `Jwts.parser().verifyWith(⟦(PublicKey) publicKey⟧).build()`,
  }),
  verify: {
    jose: `const { payload } = await ⟦jwtVerify⟧(token, key, options) // not decodeJwt`,
    PyJWT: `jwt.decode(token, key, algorithms=["RS256"]) // never ⟦verify_signature: False⟧`,
    "golang-jwt": `⟦jwt.Parse⟧(token, keyFunc) // not ParseUnverified`,
    jjwt: `parser.⟦parseSignedClaims⟧(token) // not parseUnsecuredClaims`,
  },
  ownKey: {
    jose: `jwtVerify(token, ⟦createRemoteJWKSet(new URL("https://id.example/jwks.json"))⟧, options)`,
    PyJWT: `⟦PyJWKClient("https://id.example/jwks.json")⟧.get_signing_key_from_jwt(token)`,
    "golang-jwt": `func(t *jwt.Token) (any, error) { return ⟦keys[t.Header["kid"].(string)]⟧, nil }`,
    jjwt: `Jwts.parser().keyLocator(⟦header -> keys.get(header.get("kid"))⟧).build()`,
  },
  kidMap: {
    jose: `const key = ⟦keys.get(header.kid)⟧; if (!key) throw new Error("unknown kid")`,
    PyJWT: `key = ⟦KEYS[jwt.get_unverified_header(token)["kid"]]⟧`,
    "golang-jwt": `key, ok := ⟦keys[kid]⟧; if !ok { return nil, errUnknownKid }`,
    jjwt: `keyLocator(header -> ⟦KEYS.get(header.get("kid"))⟧) // a map, made at start`,
  },
  randomSecret: {
    jose: `const secret = ⟦crypto.getRandomValues(new Uint8Array(32))⟧`,
    PyJWT: `secret = ⟦secrets.token_bytes(32)⟧`,
    "golang-jwt": `secret := make([]byte, 32); ⟦rand.Read(secret)⟧ // crypto/rand`,
    jjwt: `SecretKey key = ⟦Jwts.SIG.HS256.key().build()⟧`,
  },
  library: {
    jose: `await ⟦jwtVerify⟧(token, key, options) // compares all bytes, in constant time, and reveals nothing`,
    PyJWT: `⟦jwt.decode⟧(token, key, algorithms=["HS256"]) // hmac.compare_digest inside`,
    "golang-jwt": `⟦jwt.Parse⟧(token, keyFunc) // hmac.Equal inside`,
    jjwt: `⟦Jwts.parser().verifyWith(key).build()⟧ // MessageDigest.isEqual inside`,
  },
  upToDate: {
    jose: `jwtVerify(token, key, { ⟦algorithms: ["ES256"]⟧ }) // WebCrypto checks r and s`,
    PyJWT: `jwt.decode(token, key, algorithms=["ES256"]) # with ⟦an OpenSSL of this decade⟧`,
    "golang-jwt": `jwt.WithValidMethods([]string{"ES256"}) // ⟦crypto/ecdsa checks r and s⟧`,
    jjwt: `⟦Java 17.0.3, 18.0.1 or newer⟧; jjwt 0.11.3 checks as well`,
  },
  strictText: {
    jose: `if (!⟦/^[\\w-]+\\.[\\w-]+\\.[\\w-]+$/.test(token)⟧) throw …; and key stores by ⟦payload.jti⟧`,
    PyJWT: `claims = jwt.decode(…, ⟦options={"require": ["jti"]}⟧) # remember claims["jti"]`,
    "golang-jwt": `jwt.NewParser(⟦jwt.WithStrictDecoding()⟧) // and remember the ID claim`,
    jjwt: `seen.add(⟦claims.getId()⟧) // the claim, not the token's text`,
  },
  rememberJti: {
    jose: `jwtVerify(token, key, { ⟦requiredClaims: ["jti"]⟧ }); if (seen.has(⟦payload.jti⟧)) throw …`,
    PyJWT: `jwt.decode(…, options={⟦"require": ["jti", "exp"]⟧}); seen.add(claims["jti"])`,
    "golang-jwt": `claims := token.Claims.(*jwt.RegisteredClaims); ⟦seen.Add(claims.ID)⟧`,
    jjwt: `Jwts.parser()…; if (!⟦seen.add(claims.getId())⟧) throw …`,
  },
  crit: {
    jose: `jwtVerify(token, key, options) // refuses unknown names; list known ones in ⟦crit: {}⟧`,
    PyJWT: `⟦PyJWT 2.12 or newer⟧ refuses unknown names`,
    "golang-jwt": `if _, ok := ⟦token.Header["crit"]⟧; ok { return nil, errUnknownExtension }`,
    jjwt: `Jwts.parser()⟦.critical().add("known").and()⟧ // 0.12: everything else is refused`,
  },
  oneReading: {
    jose: `read ⟦the payload that jwtVerify returned⟧, never token.split(".") yourself`,
    PyJWT: `claims = ⟦jwt.decode(…)⟧ # use these, and parse nothing twice`,
    "golang-jwt": `claims := ⟦parsed.Claims⟧ // of the token that was verified`,
    jjwt: `⟦Jws<Claims> jws = parser.parseSignedClaims(token)⟧; jws.getPayload()`,
  },
  typ: {
    jose: `jwtVerify(token, key, { ⟦typ: "at+jwt"⟧, audience, issuer })`,
    PyJWT: `assert ⟦jwt.get_unverified_header(token)["typ"] == "at+jwt"⟧ # after decode`,
    "golang-jwt": `if ⟦token.Header["typ"] != "at+jwt"⟧ { return nil, errWrongType }`,
    jjwt: `if (!⟦"at+jwt".equals(jws.getHeader().getType())⟧) throw …`,
  },
  audience: {
    jose: `jwtVerify(token, key, { ⟦audience: "https://orders.example"⟧ })`,
    PyJWT: `jwt.decode(token, key, algorithms=…, ⟦audience="https://orders.example"⟧)`,
    "golang-jwt": `jwt.Parse(token, keyFunc, ⟦jwt.WithAudience("https://orders.example")⟧)`,
    jjwt: `Jwts.parser()⟦.requireAudience("https://orders.example")⟧`,
  },
  issuer: {
    jose: `jwtVerify(token, key, { ⟦issuer: "https://id.example"⟧ })`,
    PyJWT: `jwt.decode(token, key, algorithms=…, ⟦issuer="https://id.example"⟧) # 2.10.1 or newer`,
    "golang-jwt": `jwt.Parse(token, keyFunc, ⟦jwt.WithIssuer("https://id.example")⟧)`,
    jjwt: `Jwts.parser()⟦.requireIssuer("https://id.example")⟧`,
  },
  time: {
    jose: `jwtVerify(token, key, { ⟦requiredClaims: ["exp"], maxTokenAge: "1h"⟧ })`,
    PyJWT: `jwt.decode(…, options={⟦"require": ["exp", "iat"]⟧})`,
    "golang-jwt": `jwt.Parse(token, keyFunc, ⟦jwt.WithExpirationRequired()⟧)`,
    jjwt: `parser.parseSignedClaims(token).getPayload().⟦getExpiration()⟧ // and refuse null`,
  },
  limit: {
    jose: `if (⟦token.length > 8192⟧) throw new Error("too long")`,
    PyJWT: `if ⟦len(token) > 8192⟧: raise ValueError("too long")`,
    "golang-jwt": `if ⟦len(token) > 8192⟧ { return errTooLong }`,
    jjwt: `if (⟦token.length() > 8192⟧) throw new IllegalArgumentException()`,
  },
} as const;
