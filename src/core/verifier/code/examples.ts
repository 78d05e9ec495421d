import type { ExampleRow } from "../examples.ts";

const tenant = {
  iss: "https://blue-yard.eu.auth0.com/",
  sub: "auth0|64f1e0a2b7",
  aud: "https://orders.blue-yard.example",
};
const realm = {
  iss: "https://login.blue-yard.example/realms/shop",
  sub: "6f1c2c0e-5d0b-4a57-9d0f-2f4b6a1e9c11",
  aud: "account",
  azp: "shop-web",
};

/** Code that refuses a token, one for each library. */
export const CODE_ROWS: readonly ExampleRow[] = [
  {
    kind: "jsonwebtoken",
    title: "jsonwebtoken: the issuer without its slash",
    claims: tenant,
    configuration: `jwt.verify(token, getKey, {
  algorithms: ["RS256"],
  audience: "https://orders.blue-yard.example",
  issuer: "https://blue-yard.eu.auth0.com",
}, (error, payload) => {
  // …
});
`,
  },
  {
    kind: "express-jwt",
    title: "express-jwt: Keycloak’s aud is account",
    claims: realm,
    configuration: `app.use(
  expressjwt({
    secret: expressJwtSecret({ jwksUri: "https://login.blue-yard.example/realms/shop/protocol/openid-connect/certs" }),
    audience: "shop-api",
    issuer: "https://login.blue-yard.example/realms/shop",
    algorithms: ["RS256"],
  }),
);
`,
  },
  {
    kind: "passport-jwt",
    title: "passport-jwt: another audience",
    claims: tenant,
    configuration: `super({
  jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
  secretOrKeyProvider: passportJwtSecret({ jwksUri: "https://blue-yard.eu.auth0.com/.well-known/jwks.json" }),
  issuer: "https://blue-yard.eu.auth0.com/",
  audience: "https://orders.blue-yard.example/",
  algorithms: ["RS256"],
});
`,
  },
  {
    kind: "jose",
    title: "jose: typ is JWT, not at+jwt",
    claims: tenant,
    configuration: `const { payload } = await jwtVerify(token, JWKS, {
  issuer: "https://blue-yard.eu.auth0.com/",
  audience: "https://orders.blue-yard.example",
  typ: "at+jwt",
});
`,
  },
  {
    kind: "express-oauth2-jwt-bearer",
    title: "express-oauth2-jwt-bearer: the audience with a slash",
    claims: tenant,
    configuration: `const checkJwt = auth({
  audience: "https://orders.blue-yard.example/",
  issuerBaseURL: "https://blue-yard.eu.auth0.com",
});
`,
  },
  {
    kind: "simplejwt",
    title: "Simple JWT: a refresh token as access token",
    alg: "HS256",
    claims: { token_type: "refresh", jti: "5f1d0c", user_id: 4 },
    configuration: `SIMPLE_JWT = {
    "ALGORITHM": "HS256",
    "SIGNING_KEY": SECRET_KEY,
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=5),
}
`,
  },
  {
    kind: "python-jose",
    title: "python-jose: aud without an audience",
    claims: tenant,
    configuration: `from jose import jwt

payload = jwt.decode(token, key, algorithms=["RS256"], issuer="https://blue-yard.eu.auth0.com/")
`,
  },
  {
    kind: "pyjwt",
    title: "PyJWT: the issuer without its slash",
    claims: tenant,
    configuration: `import jwt

payload = jwt.decode(
    token,
    key,
    algorithms=["RS256"],
    audience="https://orders.blue-yard.example",
    issuer="https://blue-yard.eu.auth0.com",
)
`,
  },
  {
    kind: "golang-jwt",
    title: "golang-jwt: another audience",
    claims: tenant,
    configuration: `token, err := jwt.Parse(tokenString, jwks.Keyfunc,
	jwt.WithValidMethods([]string{"RS256"}),
	jwt.WithIssuer("https://blue-yard.eu.auth0.com/"),
	jwt.WithAudience("https://orders.blue-yard.example/"),
)
`,
  },
  {
    kind: "ruby-jwt",
    title: "ruby-jwt: the issuer without its slash",
    claims: tenant,
    configuration: `payload, header = JWT.decode(token, key, true, {
  algorithm: "RS256",
  iss: "https://blue-yard.eu.auth0.com",
  verify_iss: true,
  aud: "https://orders.blue-yard.example",
  verify_aud: true,
})
`,
  },
  {
    kind: "php-jwt",
    title: "php-jwt: a key for another algorithm",
    claims: tenant,
    configuration: `JWT::$leeway = 60;
$payload = JWT::decode($token, new Key($publicKey, "ES256"));
`,
  },
  {
    kind: "java-jwt",
    title: "java-jwt: one of two audiences",
    claims: tenant,
    configuration: `JWTVerifier verifier = JWT.require(Algorithm.RSA256(publicKey, null))
    .withIssuer("https://blue-yard.eu.auth0.com/")
    .withAudience("https://orders.blue-yard.example", "https://admin.blue-yard.example")
    .build();
`,
  },
];
