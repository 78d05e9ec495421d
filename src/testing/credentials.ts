const base64 = (text: string): string => Buffer.from(text).toString("base64");
const base64Url = (text: string): string => Buffer.from(text).toString("base64url");
const encoded = encodeURIComponent;

/** Secrets of the shapes that people have: letters and digits, with punctuation, of words, short. */
export const SHAPES: readonly string[] = [
  "Zq7mKpWx9vTrLb3N",
  "Zq7!mKp$Wx9#vT,rLb3",
  "vortex marble willow quilt",
  "x9#Kt!wQ7",
];

/** Whether a text with spaces is possible where the secret is; else it would end at the first space. */
type Place = readonly [write: (secret: string) => string, withSpaces?: false];

/** Places of a secret in messages, commands, code and configurations, as software and people write them. */
export const PLACES: Readonly<Record<string, Place>> = {
  "Basic credentials": [(s) => `Authorization: Basic ${base64(`orders:${s}`)}`],
  "another scheme": [(s) => `Authorization: token ${s}`],
  "a scheme of a product": [(s) => `authorization: ApiKey ${s}`],
  "no scheme": [(s) => `Authorization: ${s}`],
  "a field of an API": [(s) => `> X-Api-Key: ${s}`],
  "curl -H": [(s) => `curl -H 'X-Auth-Token: ${s}' https://api.example/orders`],
  "curl -u": [(s) => `curl -u 'orders:${s}' https://id.example/token`],
  "curl --user": [(s) => `curl --user "orders:${s}" https://id.example/token`],
  "curl -b": [(s) => `curl -b 'sid=${s}' https://api.example/me`],
  "curl -d": [(s) => `curl -d 'client_id=orders&client_secret=${encoded(s)}&scope=a' https://id.example/token`],
  "a URL": [(s) => `GET https://orders:${encoded(s)}@id.example/token failed`],
  "a connection's address": [(s) => `postgres://orders:${encoded(s)}@db.example:5432/orders`],
  "a connection's settings": [(s) => `Server=db.example;User=orders;Password=${s};Encrypt=true`],
  "a form": [(s) => `client_id=orders&client_secret=${encoded(s)}&grant_type=client_credentials`],
  JSON: [(s) => JSON.stringify({ clientId: "orders", clientSecret: s })],
  "JSON in a sentence": [(s) => `failed with {"client_secret": ${JSON.stringify(s)}, "retry": 1} at once`],
  "JSON in a string": [(s) => `body = ${JSON.stringify(JSON.stringify({ password: s }))}`],
  YAML: [(s) => `registration:\n  client-secret: ${s}\n  scope: read`],
  "YAML in quotes": [(s) => `registration:\n  client-secret: "${s}"\n  scope: read`],
  "a block in YAML": [(s) => `registration:\n  client-secret: >-\n    ${s}\n  scope: read`],
  properties: [(s) => `security.oauth2.client.registration.orders.client-secret=${s}`],
  "an environment": [(s) => `JWT_SECRET=${s}`],
  "an exported environment": [(s) => `export AUTH_SECRET='${s}'`],
  "an environment in YAML": [(s) => `env:\n- name: JWT_SECRET\n  value: "${s}"`],
  "an environment in JSON": [(s) => JSON.stringify([{ name: "JWT_SECRET", value: s }])],
  "a setting in Python": [(s) => `SECRET_KEY = '${s}'`],
  "a signing key": [(s) => `SIGNING_KEY = "${s}"`],
  "a signing key in JSON": [(s) => JSON.stringify({ signingKey: s })],
  "a key in JSON": [(s) => JSON.stringify({ Jwt: { Key: s, Issuer: "https://id.example" } })],
  "a key with its type in an environment": [(s) => `JWT_SECRET='{"type":"HS256","key":${JSON.stringify(s)}}'`],
  "code in C#": [(s) => `IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("${s}")),`],
  "code in JavaScript": [(s) => `const claims = jwt.verify(token, '${s}');`],
  "code in Python": [(s) => `jwt.decode(token, "${s}", algorithms=["HS256"])`],
  "code in Ruby": [(s) => `JWT.decode token, '${s}', true`],
  "code in Rust": [(s) => `DecodingKey::from_secret("${s}".as_ref())`],
  "code for a browser": [(s) => `const key = await load(new TextEncoder().encode("${s}"));`],
  "a Dockerfile": [(s) => `FROM scratch\nENV JWT_SECRET ${s}`, false],
  "a setting in Lisp": [(s) => `(client-secret "${s}")`],
  "an element with its name": [(s) => `<Setting name="ClientSecret">${s}</Setting>`],
  "a sentence": [(s) => `The client's API key: ${s}`, false],
  "a default in PHP": [(s) => `'secret' => env('JWT_SECRET', '${s}'),`],
  "a constant in PHP": [(s) => `define('JWT_AUTH_SECRET_KEY', '${s}');`],
  "a directive": [(s) => `OIDCClientID orders\nOIDCClientSecret "${s}"`],
  "an option": [(s) => `proxy --client-id=orders --cookie-secret='${s}' --port=1`],
  "an option and a space": [(s) => `proxy --client-id orders --cookie-secret '${s}' --port 1`],
  TOML: [(s) => `client_secret = "${s}"`],
  "TOML over lines": [(s) => `[auth]\nsecret = """${s}"""`],
  "Base64 in YAML": [(s) => `data:\n  client-secret: ${base64(s)}`],
  XML: [(s) => `<Password>${s}</Password>`],
  "a setting in XML": [(s) => `<add key="Oidc.ClientSecret" value="${s}" />`],
  PowerShell: [(s) => `$clientSecret = "${s}"`],
  "a cookie": [(s) => `Cookie: theme=dark; sid=${s}`, false],
  "a set cookie": [(s) => `Set-Cookie: session=${s}; Path=/`, false],
  "an authorization code": [(s) => `https://app.example/cb?code=${encoded(s)}&iss=x`],
  "a code verifier": [(s) => `grant_type=authorization_code&code_verifier=${encoded(s)}`],
  "a refresh token": [(s) => `{"refresh_token": ${JSON.stringify(s)}}`],
  "a SAML response": [(s) => `SAMLResponse=${encoded(base64(s.repeat(2)))}&RelayState=x`],
  "a key for a URL": [(s) => `https://maps.example/v1?key=${encoded(s)}`],
  "a symmetric JWK": [(s) => `refused {"kty":"oct","k":"${base64Url(s.repeat(2))}"} as a key`],
  "a private JWK": [(s) => `refused {"kty":"OKP","x":"AA","d":"${base64Url(s.repeat(2))}"} as a key`],
};

/** What must be nowhere in a text that went out: the secret, its usual spellings, and eight characters or a word of it. */
export function tracesOfSecret(secret: string): readonly string[] {
  const [first = "", ...others] = secret.split(" ");
  const parts =
    others.length > 0
      ? [first, ...others]
      : Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8));
  return [
    secret,
    encoded(secret),
    ...[secret, `orders:${secret}`, secret.repeat(2)].flatMap((one) => [base64(one), base64Url(one)]),
    ...parts,
  ];
}
