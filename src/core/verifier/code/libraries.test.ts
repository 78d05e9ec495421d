import { describe, expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader, readConfiguration } from "../load-read.ts";

await loadReader();

/** A call as it is read, with a token and what becomes of it. */
type Row = readonly [what: string, code: string, claims: object, outcome: string, about?: string];

const verify = (options: string, key = "publicKey") => `const payload = jwt.verify(token, ${key}, ${options});\n`;
const jwtVerify = (options: string) => `const { payload } = await jwtVerify(jwt, JWKS, ${options});\n`;
const strategy = (options: string) =>
  `super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: key, ${options} });\n`;
const middleware = (options: string) =>
  `const { auth } = require("express-oauth2-jwt-bearer");\napp.use(auth({ ${options} }));\n`;
const decode = (more: string) => `import jwt\n\npayload = jwt.decode(token, key, ${more})\n`;
const joseDecode = (more: string) => `from jose import jwt\n\npayload = jwt.decode(token, key, ${more})\n`;
const simple = (more = "") => `SIMPLE_JWT = {"SIGNING_KEY": KEY, "ALGORITHM": "RS256", ${more}}\n`;
const parse = (options: string, key = "keyfunc") => `token, err := jwt.Parse(tokenString, ${key}, ${options})\n`;
const ruby = (options: string) => `payload, = JWT.decode(token, key, true, ${options})\n`;
const java = (links: string) => `JWTVerifier verifier = JWT.require(Algorithm.RSA256(key, null))${links}.build();\n`;
const access = { token_type: "access", jti: "a", user_id: 1 };

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  jsonwebtoken: [
    ["nothing is compared without options", "jwt.verify(token, key);\n", idp, "accepted"],
    ["another issuer", verify('{ issuer: "https://idp.example/" }'), idp, "refused", "issuer"],
    ["one of several issuers", verify('{ issuer: ["https://a.example", "https://idp.example"] }'), idp, "accepted"],
    ["one of several audiences", verify("{ audience: ['x', 'orders'] }"), idp, "accepted"],
    ["a token without aud", verify("{ audience: 'orders' }"), { ...idp, aud: undefined }, "refused", "audience"],
    ["an empty text is not compared", verify("{ audience: '' }"), idp, "accepted"],
    ["an algorithm", verify("{ algorithms: ['ES256'] }"), idp, "refused", "algorithms"],
    ["a secret in the code means HMAC", verify("{}", "'s3cret'"), idp, "refused", "alg"],
    ["a secret elsewhere may be a key", verify("{}", "process.env.JWT_SECRET"), idp, "accepted"],
    ["a variable of the environment", verify("{ audience: process.env.AUD }"), idp, "unknown", "audience"],
    ["a regular expression", verify("{ audience: /^ord/ }"), idp, "unknown", "audience"],
    ["an option that is not known", verify("{ allowedTenants: ['x'] }"), idp, "unknown", "allowedTenants"],
    ["options from elsewhere", verify("verifyOptions"), idp, "unknown", "further options"],
    ["options that may be replaced", verify("{ audience: 'orders', ...common }"), idp, "unknown", "audience"],
    ["options in a variable", `const options = { issuer: "x" };\n${verify("options")}`, idp, "refused", "issuer"],
    [
      "a variable with two values",
      `let aud = "x";\nif (test) aud = "orders";\n${verify("{ audience: aud }")}`,
      idp,
      "unknown",
      "audience",
    ],
    ["a comment is not code", verify("{\n  // audience: 'x',\n  /* issuer: 'y' */\n}"), idp, "accepted"],
    ["an age", verify("{ maxAge: '30s' }"), idp, "refused", "maxAge"],
    ["an age as a product", verify("{ maxAge: 60 * 60 }"), idp, "accepted"],
    ["a number alone in a text is milliseconds", verify("{ maxAge: '30000' }"), idp, "refused", "maxAge"],
    ["an expired token", verify("{}"), { ...idp, exp: 5 }, "refused", "exp"],
    ["which is ignored", verify("{ ignoreExpiration: true }"), { ...idp, exp: 5 }, "accepted"],
    ["slack", verify("{ clockTolerance: 120 }"), { ...idp, exp: presented({}).now - 60 }, "accepted"],
    ["no exp", verify("{}"), { ...idp, exp: undefined }, "accepted"],
    ["promisified", "const p = await promisify(jwt.verify)(token, key, { issuer: 'x' });\n", idp, "refused", "issuer"],
    [
      "the function alone",
      "import { verify } from 'jsonwebtoken';\nverify(t, key, { issuer: 'x' });\n",
      idp,
      "refused",
    ],
    ["Nest", "await this.jwtService.verifyAsync(token, { secret, issuer: 'x' });\n", idp, "refused", "issuer"],
    ["two calls that agree", `${verify("{ issuer: 'x' }")}${verify("{ issuer: 'y' }")}`, idp, "refused"],
    ["two calls that differ", `${verify("{ issuer: 'x' }")}${verify("{}")}`, idp, "unknown", "calls"],
    [
      "a callback in the place of options",
      "jwt.verify(token, key, (err, user) => {\n  if (err) return res.sendStatus(403);\n});\n",
      idp,
      "accepted",
    ],
    [
      "a post in Markdown",
      `I don't get it:\n\n\`\`\`js\n${verify("{ issuer: 'x' }")}\`\`\`\n\nIt's always 401.\n`,
      idp,
      "refused",
      "issuer",
    ],
    [
      "a parameter of that name",
      `const options = { issuer: "x" };\nconst check = (token, options) => {\n  ${verify("options")}};\n`,
      idp,
      "unknown",
    ],
    [
      "a pattern of that name",
      `const { audience } = load();\nthis.audience = "x";\n${verify("{ audience }")}`,
      idp,
      "unknown",
      "audience",
    ],
    [
      "a default of a pattern",
      `const { AUD = "x" } = process.env;\n${verify("{ audience: AUD }")}`,
      idp,
      "unknown",
      "audience",
    ],
    [
      "another function's variable",
      `function other() {\n  const aud = "x";\n}\n${verify("{ audience: aud }")}`,
      idp,
      "unknown",
      "audience",
    ],
    [
      "a value in some cases",
      `let aud;\nif (test) {\n  aud = "x";\n}\n${verify("{ audience: aud }")}`,
      idp,
      "unknown",
      "audience",
    ],
    [
      "the same without braces",
      `let aud;\nif (test) aud = "x";\n${verify("{ audience: aud }")}`,
      idp,
      "unknown",
      "audience",
    ],
    [
      "a list that grows",
      `const auds = ["x"];\nauds.push("orders");\n${verify("{ audience: auds }")}`,
      idp,
      "unknown",
      "audience",
    ],
    ["a member by its index", `const options = {};\noptions["issuer"] = "x";\n${verify("options")}`, idp, "unknown"],
    [
      "members from a call",
      `const options = {};\nObject.assign(options, { issuer: "x" });\n${verify("options")}`,
      idp,
      "unknown",
    ],
    [
      "a member that is removed",
      `const options = { issuer: "x" };\ndelete options.issuer;\n${verify("options")}`,
      idp,
      "unknown",
    ],
    [
      "a variable in the same function",
      `function check(token) {\n  const aud = "x";\n  ${verify("{ audience: aud }")}}\n`,
      idp,
      "refused",
      "audience",
    ],
    [
      "several in one declaration, minified",
      `function a(b){const c="x",d="y";return jwt.verify(b,k,{audience:d})}`,
      idp,
      "refused",
      "audience",
    ],
    ["types", "const p = jwt.verify<Claims>(token, key, { issuer: 'x' }) as Claims;\n", idp, "refused", "issuer"],
    [
      "words of another file",
      `export const server = { middlewares: [] };\n${verify("{ issuer: 'x' }")}`,
      idp,
      "refused",
      "issuer",
    ],
    ["code that ends early", "jwt.verify(token, key, { audience: 'orders',", idp, "unknown"],
  ],
  "express-jwt": [
    [
      "an audience",
      "app.use(expressjwt({ secret, algorithms: ['RS256'], audience: 'x' }));\n",
      idp,
      "refused",
      "audience",
    ],
    ["no algorithms", "app.use(expressJwt({ secret: getKey }));\n", idp, "unknown", "algorithms"],
    [
      "imported under another name",
      "import { expressjwt as jwt } from 'express-jwt';\nconst check = jwt({ secret, algorithms: ['RS256'] }).unless({ path: ['/'] });\n",
      idp,
      "accepted",
    ],
  ],
  "passport-jwt": [
    ["its own options", strategy("audience: 'orders', issuer: 'https://idp.example'"), idp, "accepted"],
    ["those of jsonwebtoken", strategy("jsonWebTokenOptions: { subject: 'u2' }"), idp, "refused", "subject"],
    ["its own count, though not given", strategy("jsonWebTokenOptions: { audience: 'x' }"), idp, "accepted"],
    [
      "options that are given one by one",
      "const opts = {};\nopts.jwtFromRequest = ExtractJwt.fromHeader('x');\nopts.secretOrKey = key;\nopts.issuer = 'x';\npassport.use(new JwtStrategy(opts, check));\n",
      idp,
      "refused",
      "issuer",
    ],
  ],
  jose: [
    ["issuer and audience", jwtVerify("{ issuer: 'https://idp.example', audience: ['a', 'orders'] }"), idp, "accepted"],
    ["typ without its prefix", jwtVerify("{ typ: 'application/jwt' }"), idp, "accepted"],
    ["another typ", jwtVerify("{ typ: 'at+jwt' }"), idp, "refused", "typ"],
    ["a required claim", jwtVerify("{ requiredClaims: ['scope'] }"), idp, "refused", "requiredClaims"],
    ["an age", jwtVerify("{ maxTokenAge: '30 seconds' }"), idp, "refused", "maxTokenAge"],
    ["an age with slack", jwtVerify("{ maxTokenAge: 30, clockTolerance: '1m' }"), idp, "accepted"],
    ["the same, from its namespace", "await jose.jwtVerify(jwt, key, { issuer: 'x' })\n", idp, "refused", "issuer"],
  ],
  "express-oauth2-jwt-bearer": [
    [
      "the issuer's own address",
      middleware("issuerBaseURL: 'https://idp.example/', audience: 'orders'"),
      idp,
      "accepted",
    ],
    [
      "which its metadata may differ from",
      middleware("issuerBaseURL: 'https://x.example', audience: 'orders'"),
      idp,
      "unknown",
    ],
    ["the environment", middleware(""), idp, "unknown"],
    [
      "no exp",
      middleware("issuer: 'https://idp.example', audience: 'orders'"),
      { ...idp, exp: undefined },
      "refused",
      "exp",
    ],
    ["strict", middleware("issuer: 'https://idp.example', audience: 'orders', strict: true"), idp, "refused", "strict"],
  ],
  pyjwt: [
    ["aud without an audience", decode('algorithms=["RS256"]'), idp, "refused", "audience"],
    ["no aud and no audience", decode('algorithms=["RS256"]'), { ...idp, aud: undefined }, "accepted"],
    [
      "no aud where one is asked for",
      decode('["RS256"], audience="x"'),
      { ...idp, aud: undefined },
      "refused",
      "audience",
    ],
    ["aud is not checked", decode('algorithms=["RS256"], options={"verify_aud": False}'), idp, "accepted"],
    ["one of several", decode('algorithms=["RS256"], audience=["x", "orders"]'), idp, "accepted"],
    [
      "an issuer",
      decode('algorithms=["RS256"], audience="orders", issuer="https://idp.example/"'),
      idp,
      "refused",
      "issuer",
    ],
    ["no algorithms", `import jwt\n\njwt.decode(token, "s3cret", audience="orders")\n`, idp, "refused", "algorithms"],
    [
      "a required claim",
      decode('["RS256"], audience="orders", options={"require": ["jti"]}'),
      idp,
      "refused",
      "require",
    ],
    ["issued later", decode('["RS256"], audience="orders"'), { ...idp, iat: 9e9 }, "refused", "iat"],
    ["a sub that is a number", decode('["RS256"], audience="orders"'), { ...idp, sub: 5 }, "unknown", "sub"],
    ["the signature is not verified", decode('options={"verify_signature": False}'), { ...idp, exp: 5 }, "accepted"],
    ["the switch of version 1", "import jwt\njwt.decode(token, verify=False)\n", idp, "unknown"],
    ["the switch of version 1 by its place", "import jwt\njwt.decode(token, key, False)\n", idp, "unknown"],
    ["arguments from elsewhere", decode("**options"), idp, "unknown"],
    [
      "slack",
      decode('["RS256"], audience="orders", leeway=timedelta(minutes=2)'),
      { ...idp, exp: presented({}).now - 60 },
      "accepted",
    ],
    [
      "a parameter",
      `import jwt\naudience = "x"\ndef check(token, audience):\n    return jwt.decode(token, KEY, ["RS256"], audience=audience)\n`,
      idp,
      "unknown",
      "audience",
    ],
    [
      "a value in some cases",
      `import jwt\nif DEBUG:\n    audience = "x"\njwt.decode(token, KEY, ["RS256"], audience=audience)\n`,
      idp,
      "unknown",
      "audience",
    ],
    [
      "a value of the function",
      `import jwt\ndef check(token):\n    audience = "x"\n    return jwt.decode(token, KEY, ["RS256"], audience=audience)\n`,
      idp,
      "refused",
      "audience",
    ],
    [
      "options that are changed",
      `import jwt\nopts = {"verify_aud": False}\nopts["verify_aud"] = True\njwt.decode(token, KEY, ["RS256"], options=opts)\n`,
      idp,
      "unknown",
    ],
    [
      "a key with its own algorithm",
      `import jwt\nkey = client.get_signing_key_from_jwt(token)\n${decode('audience="orders"').slice("import jwt\n".length)}`,
      idp,
      "unknown",
      "algorithms",
    ],
    ["a constant", `import jwt\nAUD: str = "x"\n${decode('["RS256"], audience=AUD')}`, idp, "refused", "audience"],
    [
      "a text with parts that are filled in",
      decode('["RS256"], audience=f"api://{client}"'),
      idp,
      "unknown",
      "audience",
    ],
  ],
  "python-jose": [
    ["aud without an audience", joseDecode('algorithms=["RS256"]'), idp, "refused", "audience"],
    ["no aud passes", joseDecode('algorithms="RS256", audience="x"'), { ...idp, aud: undefined }, "accepted"],
    [
      "a required aud",
      joseDecode('"RS256", audience="x", options={"require_aud": True}'),
      { ...idp, aud: undefined },
      "refused",
    ],
    ["a sub that is a number", joseDecode('"RS256", audience="orders"'), { ...idp, sub: 5 }, "refused", "sub"],
    [
      "slack",
      joseDecode('"RS256", audience="orders", options={"leeway": 60}'),
      { ...idp, exp: presented({}).now - 50 },
      "accepted",
    ],
    ["issued later", joseDecode('"RS256", audience="orders"'), { ...idp, iat: 9e9 }, "accepted"],
  ],
  simplejwt: [
    ["an access token", simple(), access, "accepted"],
    ["a refresh token", simple(), { ...access, token_type: "refresh" }, "refused", "TOKEN_TYPE_CLAIM"],
    [
      "which is accepted too",
      simple('"AUTH_TOKEN_CLASSES": ("rest_framework_simplejwt.tokens.RefreshToken",)'),
      access,
      "refused",
    ],
    ["no user", simple(), { ...access, user_id: undefined, sub: "1" }, "refused", "USER_ID_CLAIM"],
    ["the user's claim", simple('"USER_ID_CLAIM": "sub"'), { ...access, user_id: undefined, sub: "1" }, "accepted"],
    ["no type is asked for", simple('"TOKEN_TYPE_CLAIM": None'), { ...access, token_type: undefined }, "accepted"],
    ["any audience", simple('"AUDIENCE": None'), { ...access, aud: "x" }, "accepted"],
    ["another audience", simple('"AUDIENCE": "y"'), { ...access, aud: "x" }, "refused", "AUDIENCE"],
    ["HS256, unless set", "SIMPLE_JWT = {}\n", access, "refused", "ALGORITHM"],
    ["changed later", `${simple()}SIMPLE_JWT["AUDIENCE"] = "x"\n`, access, "unknown", "SIMPLE_JWT"],
  ],
  "golang-jwt": [
    ["no options", "token, err := jwt.Parse(tokenString, keyfunc)\n", idp, "accepted"],
    ["an issuer", parse('jwt.WithIssuer("https://idp.example/")'), idp, "refused", "WithIssuer"],
    ["one of several audiences", parse('jwt.WithAudience("a", "orders")'), idp, "accepted"],
    ["all of several audiences", parse('jwt.WithAllAudiences("a", "orders")'), idp, "refused", "WithAllAudiences"],
    ["audiences from elsewhere", parse("jwt.WithAudience(audiences...)"), idp, "unknown", "WithAudience"],
    ["methods", parse('jwt.WithValidMethods([]string{"ES256"})'), idp, "refused", "WithValidMethods"],
    [
      "methods by their constants",
      parse("jwt.WithValidMethods([]string{jwt.SigningMethodRS256.Alg()})"),
      idp,
      "accepted",
    ],
    ["slack", parse("jwt.WithLeeway(2*time.Minute)"), { ...idp, exp: presented({}).now - 60 }, "accepted"],
    ["a required exp", parse("jwt.WithExpirationRequired()"), { ...idp, exp: undefined }, "refused", "exp"],
    ["issued later", parse("jwt.WithIssuedAt()"), { ...idp, iat: 9e9 }, "refused", "iat"],
    ["issued later, of an unknown version", "jwt.Parse(t, keyfunc)\n", { ...idp, iat: 9e9 }, "unknown", "iat"],
    [
      "a key function for another family",
      'token, err := jwt.ParseWithClaims(t, &Claims{}, func(token *jwt.Token) (interface{}, error) {\n\tif _, ok := token.Method.(*jwt.SigningMethodHMAC); !ok {\n\t\treturn nil, fmt.Errorf("unexpected: %v", token.Header["alg"])\n\t}\n\treturn secret, nil\n})\n',
      idp,
      "refused",
      "alg",
    ],
    ["a parser", 'p := jwt.NewParser(jwt.WithSubject("x"))\n', { ...idp, sub: "y" }, "refused", "WithSubject"],
    ["options from elsewhere", parse("opts..."), idp, "unknown"],
  ],
  "ruby-jwt": [
    ["iss is compared only with its switch", ruby("{ algorithm: 'RS256', iss: 'x' }"), idp, "accepted"],
    ["with its switch", ruby("{ algorithm: 'RS256', iss: 'x', verify_iss: true }"), idp, "refused", "iss"],
    ["one of several audiences", ruby("{ algorithm: 'RS256', aud: %w[a orders], verify_aud: true }"), idp, "accepted"],
    ["old hashes", ruby("{ :algorithm => 'RS256', :aud => 'x', :verify_aud => true }"), idp, "refused", "aud"],
    ["options without braces", ruby("algorithms: ['RS256'], aud: 'x', verify_aud: true"), idp, "refused", "aud"],
    [
      "no parentheses",
      "decoded = JWT.decode token, key, true, { algorithm: 'RS256',\n  aud: 'x', verify_aud: true }\nputs decoded\n",
      idp,
      "refused",
      "aud",
    ],
    ["HS256, unless set", "JWT.decode(token, key)\n", idp, "refused", "alg"],
    ["nothing is verified", "JWT.decode token, nil, false\n", { ...idp, exp: 5 }, "accepted"],
    ["a required claim", ruby("{ algorithm: 'RS256', required_claims: ['jti'] }"), idp, "refused", "required_claims"],
    ["slack", ruby("{ algorithm: 'RS256', leeway: 90 }"), { ...idp, exp: presented({}).now - 60 }, "accepted"],
    [
      "a value from the environment",
      ruby("{ algorithm: 'RS256', aud: ENV['AUD'], verify_aud: true }"),
      idp,
      "unknown",
      "aud",
    ],
  ],
  "php-jwt": [
    ["the key's algorithm", "$d = JWT::decode($jwt, new Key($key, 'RS256'));\n", idp, "accepted"],
    [
      "another",
      "$d = \\Firebase\\JWT\\JWT::decode($jwt, new \\Firebase\\JWT\\Key($key, 'HS256'));\n",
      idp,
      "refused",
      "alg",
    ],
    ["a list, before version 6", "$d = JWT::decode($jwt, $key, array('HS256'));\n", idp, "refused", "alg"],
    ["a key from elsewhere", "$d = JWT::decode($jwt, $keys);\n", idp, "unknown", "alg"],
    [
      "slack",
      "JWT::$leeway = 90; // s\n$d = JWT::decode($jwt, new Key($key, 'RS256'));\n",
      { ...idp, exp: presented({}).now - 60 },
      "accepted",
    ],
    [
      "what the code compares itself",
      "$d = JWT::decode($jwt, new Key($key, 'RS256'));\nif ($d->aud !== 'x') { abort(401); }\n",
      idp,
      "unknown",
      "aud",
    ],
    [
      "issued later",
      "$d = JWT::decode($jwt, new Key($key, 'RS256'));\n",
      { ...idp, nbf: undefined, iat: 9e9 },
      "refused",
      "iat",
    ],
  ],
  "java-jwt": [
    ["issuers", java('.withIssuer("a", "https://idp.example")'), idp, "accepted"],
    ["all audiences", java('.withAudience("orders", "b")'), idp, "refused", "withAudience"],
    ["one audience", java('\n  // either\n  .withAnyOfAudience("orders", "b")'), idp, "accepted"],
    ["a claim", java('.withClaim("role", "admin")'), idp, "refused", "withClaim/role"],
    ["a claim that is not a text", java('.withClaim("level", 3)'), idp, "unknown", "withClaim"],
    ["a claim that must be there", java('.withClaimPresence("role")'), idp, "refused", "withClaimPresence"],
    ["slack", java(".acceptLeeway(90)"), { ...idp, exp: presented({}).now - 60 }, "accepted"],
    ["issued later", java(""), { ...idp, iat: 9e9 }, "refused", "iat"],
    ["which is ignored", java(".ignoreIssuedAt()"), { ...idp, iat: 9e9 }, "accepted"],
    [
      "an algorithm in a variable",
      'Algorithm a = Algorithm.HMAC256("x");\nvar v = JWT.require(a).build();\n',
      idp,
      "refused",
      "alg",
    ],
    ["an algorithm from elsewhere", "var v = JWT.require(algorithm()).build();\n", idp, "unknown", "alg"],
  ],
};

describe.each(Object.entries(ROWS))("%s", (kind, rows) => {
  test.each(rows.map((row) => [row[0], row] as const))("%s", (_, [, code, claims, outcome, about]) => {
    expect(readingOf(code).kind).toBe(kind);
    const verdict = judged(code, presented(claims));
    expect(verdict.outcome, verdict.sentence).toBe(outcome);
    if (about !== undefined) expect(verdict.about?.condition.name).toBe(about);
  });
});

test.each([
  ["no algorithms", "jwt.verify(token, secret);\n", ["alg"]],
  ["none", verify("{ algorithms: ['none'], audience: 'x' }"), ["alg"]],
  ["two families", verify("{ algorithms: ['HS256', 'RS256'], audience: 'x' }"), ["alg"]],
  ["expired tokens", verify("{ algorithms: ['HS256'], ignoreExpiration: true }"), ["exp"]],
  ["any audience", verify("{ algorithms: ['RS256'] }"), ["aud"]],
  ["nothing", verify("{ algorithms: ['RS256'], audience: 'x' }"), []],
  ["a shared issuer", verify("{ algorithms: ['RS256'], audience: 'x', issuer: 'https://gitlab.com' }"), ["sub"]],
  ["reading alone", "const jwt = require('jsonwebtoken');\nconst user = jwt.decode(token);\n", ["alg"]],
  ["no token", "expressjwt({ secret, algorithms: ['HS256'], credentialsRequired: false });\n", ["token"]],
  ["an unverified token", decode('options={"verify_signature": False}'), ["alg"]],
  ["an unverified token of version 1", "import jwt\njwt.decode(token, verify=False)\n", ["alg"]],
  ["any algorithm", joseDecode('audience="x"'), ["alg"]],
])("what code lets in: %s", (_, code, claims) => {
  expect(readingOf(code).dangers.map(({ claim }) => claim)).toEqual(claims);
});

test.each([
  ["a sentence", "I call jwt.verify(token, secret) and always get a 401."],
  [
    "a stack trace",
    "JsonWebTokenError: invalid signature\n    at jwt.verify (/app/node_modules/jsonwebtoken/verify.js:171:19)\n",
  ],
  [
    "Python's trace",
    'Traceback (most recent call last):\n  File "/app/main.py", line 12, in user\n    jwt.decode(token, key, algorithms=["RS256"])\n',
  ],
  [
    "another library's verify",
    "const ok = crypto.verify('sha256', data, key, signature);\nargon2.verify(hash, password);\n",
  ],
  [
    "another library's jwt",
    "import jwt from '@tsndr/cloudflare-worker-jwt';\nawait jwt.verify(token, secret, { algorithm: 'HS256' });\n",
  ],
  ["code that signs", "const jwt = require('jsonwebtoken');\njwt.sign({ sub }, secret, { audience: 'x' });\n"],
  ["a text in code", "console.log(\"jwt.verify(token, key, { audience: 'x' })\");\n"],
  ["JavaScript that decodes", "const claims = jwt.decode(token, { complete: true });\n"],
  ["a sentence in a log", "commit 12ab\n\n    fix: jwt.verify(token, secret) was called without a list\n"],
  ["Fastify's call", "await request.jwtVerify({ allowedIss: 'https://idp.example', allowedAud: 'x' });\n"],
  [
    "the sign-in of express-openid-connect",
    "const { auth } = require('express-openid-connect');\napp.use(auth({ issuerBaseURL: 'https://idp.example', baseURL, secret }));\n",
  ],
  ["Lua", 'local jwt = require "luajwt"\nlocal claims, err = jwt.decode(token, key, true)\n'],
  ["Elixir", "defmodule Shop.Auth do\n  def claims(token), do: JWT.verify(token, %{key: key()})\nend\n"],
  ["Kotlin", "val verified = jwt.verify(token)\n"],
  [
    "Dart",
    "import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart';\nfinal jwt = JWT.verify(token, SecretKey('s'));\n",
  ],
  ["a form's schema", "const schema = z.object({ email: z.string() });\nif (!schema.verify(x)) throw new Error();\n"],
])("is not read: %s", (_, text) => {
  expect(readConfiguration(text).is).toBe("not-known");
});

test("a place in code is the value's own, whatever surrounds it", () => {
  const code = `/* a "comment" { */\nconst name = 'it\\'s';\n${verify("{\n  issuer: `https://idp.example`,\n  audience: ['orders'] }")}`;
  const own = readingOf(code).conditions.map(({ range }) =>
    range === null ? null : code.slice(range.start, range.end),
  );
  expect(own.slice(0, 2)).toEqual(["['orders']", "`https://idp.example`"]);
});

test.each([
  [
    "istio",
    "# the service calls jwt.verify() too, with express-jwt\napiVersion: security.istio.io/v1\nkind: RequestAuthentication\nspec:\n  jwtRules:\n  - issuer: https://idp.example\n    audiences: [x]\n",
  ],
  [
    "kafka",
    "# consumers call jwt.decode\napiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nspec:\n  listeners:\n  - name: ext\n    authentication: {type: oauth, validIssuerUri: https://x.example, jwksEndpointUri: https://x.example/jwks}\n",
  ],
  [
    "aws-jwt-authorizer",
    '# was app.verify (in code)\nresource "aws_apigatewayv2_authorizer" "a" {\n  jwt_configuration {\n    audience = ["x"]\n    issuer   = "https://idp.example"\n  }\n}\n',
  ],
  ["spring", "# formerly jwt.verify(token)\nspring.security.oauth2.resourceserver.jwt.issuer-uri=https://x.example\n"],
])("a configuration that mentions code is read as what it is: %s", (kind, text) => {
  expect(readingOf(text).kind).toBe(kind);
  expect(judged(text, presented(idp)).outcome).toBe("refused");
});
