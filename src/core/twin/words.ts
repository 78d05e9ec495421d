import { SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";
import { CLAIMS } from "../registry/claims.ts";
import { HEADER_PARAMETERS } from "../registry/header-parameters.ts";
import { MEDIA_TYPES } from "../registry/media-types.ts";
import { memberValues, WITH_VALUES } from "../registry/member-values.ts";

/** Common words in scopes, roles, protocols and addresses: they identify nobody. */
const COMMON =
  // scopes and permissions
  "openid profile email address phone offline access read write readwrite readonly delete create update edit view list get put " +
  "post patch head options execute run manage all any own self default impersonation " +
  // roles and groups
  "admin admins administrator administrators user users member members owner owners editor viewer guest anonymous moderator " +
  "superuser superadmin root staff support manager service account accounts authenticated anon role roles group groups realm " +
  "uma authorization tenant tenants client clients customer customers employee " +
  // kinds of tokens and keys
  "access refresh id token tokens bearer basic dpop digest mac offline logout session sessions code jwt jws jwe jwk jwks jose at " +
  "kb sd dc vc vp dpop secevent statuslist json cbor cose xml saml key keys kid alg sig enc sha sha1 sha256 sha384 sha512 hs rs ps es " +
  "hs256 hs384 hs512 rs256 rs384 rs512 ps256 ps384 ps512 es256 es384 es512 es256k eddsa ed25519 ed448 x25519 x448 rsa ec okp oct akp " +
  "secp256k1 p256 p384 p521 aes gcm cbc hmac hs265 rs265 rsa1 oaep ecdh pbes2 a128 a192 a256 none null undefined true false nan " +
  // prefixes of API keys, which say what they are
  "ghp gho ghu ghs ghr glpat npm sk pk rk xoxb xoxp live whsec " +
  // protocols, hosts, paths
  "me health healthz status users orgs search v1 v2 v3 " +
  "http https ws wss ftp mailto tel urn did web uri url spiffe arn aws tag data application text multipart form urlencoded encoded www " +
  "api apis app apps auth auth0 oauth oauth2 oidc sso idp login signin signup signout callback redirect authorize authorise consent " +
  "introspect revoke userinfo certs protocol connect discovery well known configuration metadata realms issuer default v1beta1 google " +
  "facebook github gitlab apple microsoft windows linkedin twitter cognito keycloak okta supabase firebase clerk localhost internal cluster " +
  "local svc system serviceaccount serviceaccounts namespace kubernetes io pod node repo repository ref refs heads tags main master pull " +
  "request environment branch workflow job pipeline project path organization org workspace phase graph " +
  // environments
  "shaken httpheaders objectidbyuri objectidbyurihash " +
  "prod production stage staging test tests testing dev development demo sandbox preview qa uat " +
  // grants and OAuth's parameters
  "grant type response password pwd credentials implicit hybrid device exchange assertion urn ietf params openid4vci openid4vp scope state " +
  "nonce challenge verifier method s256 plain audience resource subject actor required mfa otp sms pin face fpt hwk swk pop loa acr amr " +
  "urn mace silver gold bronze classes ac classref passwordprotectedtransport unspecified transient persistent " +
  // errors and logs
  "error errors warn warning info debug trace fatal invalid expired missing unauthorized forbidden denied not found ok success failed " +
  "failure signature verification validation mismatch bad malformed unsupported level msg message time ts status " +
  // what people try to get through a verifier
  "proto constructor prototype etc passwd dev proc environ union select from where drop table sleep or and script alert onerror img src javascript file " +
  // dates
  "mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec gmt utc";

/** Last labels of host names that show only the kind of name, and countries. */
const LAST_LABELS =
  "com org net edu gov mil int info biz io dev app ai co cloud tech online site page me tv xyz test example invalid localhost local " +
  "internal lan home corp at au be br ca ch cn cz de dk es eu fi fr gr hk hu ie il in it jp kr lu mx nl no nz pl pt ro ru se sg sk " +
  "tr tw ua uk us za";

const parts = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((part) => part !== "");

/** Words that identify nobody, in lower case: from specifications and everyday configuration. */
export const STANDARD_WORDS: ReadonlySet<string> = new Set([
  ...parts(COMMON),
  ...[...CLAIMS.keys()].flatMap(parts),
  ...[...HEADER_PARAMETERS.keys()].flatMap(parts),
  ...SIGNATURE_ALGORITHMS.flatMap(parts),
  ...MEDIA_TYPES.flatMap(parts),
  ...WITH_VALUES.flatMap((name) => memberValues(name).flatMap(({ value }) => parts(String(value)))),
]);

/** Last labels of host names. */
export const HOST_ENDINGS: ReadonlySet<string> = new Set(parts(LAST_LABELS));
