/**
 * A credential that is recognised by its spelling and that only its issuer can read: the prefix belongs to that issuer and
 * the rest matches.
 */
interface OpaqueRow {
  readonly pattern: RegExp;
  /** With its article, to follow "This is". */
  readonly name: string;
  /** It only looks like one: others are spelled like this too. */
  readonly isGuess?: true;
  /** Too many other things are spelled like this: it counts as a credential only once somebody says so. */
  readonly isReference?: true;
  /** How to check it, and what to do with it. */
  readonly use: string;
}

const GITHUB = "Send it to api.github.com to see what it may do; revoke it in the settings of the account.";
const STRIPE = "Only the API that issued it accepts it. A secret key (sk_, rk_) belongs only on a server.";

/** As documented by their makers (GitHub, GitLab, Google Cloud, AWS STS, Stripe, Slack, and so on), as of 2026-11. */
const OPAQUE_TOKENS: readonly OpaqueRow[] = [
  { pattern: /^ghp_[A-Za-z\d]{36,}$/, name: "a GitHub personal access token", use: GITHUB },
  {
    pattern: /^github_pat_[A-Za-z\d]{22}_[A-Za-z\d]{59}$/,
    name: "a fine-grained GitHub personal access token",
    use: GITHUB,
  },
  { pattern: /^gho_[A-Za-z\d]{36,}$/, name: "an OAuth access token of GitHub", use: GITHUB },
  { pattern: /^ghu_[A-Za-z\d]{36,}$/, name: "a user token of a GitHub App", use: GITHUB },
  { pattern: /^ghs_[\w.-]{36,}$/, name: "an installation token of a GitHub App", use: GITHUB },
  { pattern: /^ghr_[A-Za-z\d]{36,}$/, name: "a refresh token of a GitHub App", use: GITHUB },
  {
    pattern: /^glpat-[\w.-]{20,}$/,
    name: "a GitLab personal access token",
    use: "GitLab's API says what it may do (/api/v4/personal_access_tokens/self).",
  },
  {
    pattern: /^ya29\.[\w.-]{20,}$/,
    name: "an access token of Google",
    use: "Google's tokeninfo endpoint says who it is for and for how long. It is not the ID token, which is a JWT.",
  },
  {
    pattern: /^1\/\/0[\w-]{40,}$/,
    name: "a refresh token of Google",
    use: "Only Google's token endpoint accepts it, and returns an access token for it.",
  },
  {
    pattern: /^AIza[\w-]{35}$/,
    name: "an API key of Google",
    use: "It names a project, not a user. Restrict it in the Cloud console.",
  },
  {
    pattern: /^GOCSPX-[\w-]{28}$/,
    name: "a client secret of Google",
    use: "It belongs to an OAuth client, and only on a server.",
  },
  {
    pattern: /^sb_(?:publishable|secret)_[\w-]{20,}$/,
    name: "an API key of Supabase",
    use: "It belongs in the apikey header, and is not the user's token, which is a JWT.",
  },
  {
    pattern: /^(?:sk|rk)_(?:live|test)_[A-Za-z\d]{24,}$/,
    name: "a secret key as used by Stripe and Clerk",
    isGuess: true,
    use: STRIPE,
  },
  {
    pattern: /^pk_(?:live|test)_[A-Za-z\d]{24,}$/,
    name: "a publishable key as used by Stripe and Clerk",
    isGuess: true,
    use: STRIPE,
  },
  {
    pattern: /^whsec_[A-Za-z\d+/]{24,}={0,2}$/,
    name: "a signing secret of webhooks (Stripe, Svix)",
    use: "It verifies webhook signatures. It is not a token.",
  },
  {
    pattern: /^xox[abeoprs](?:\.xox[bp])?-\d[A-Za-z\d-]{19,}$/,
    name: "a token of Slack",
    use: "Slack's method auth.test says whose it is.",
  },
  {
    pattern: /^AKIA[A-Z2-7]{16}$/,
    name: "an access key ID of AWS",
    use: "It names an IAM key and is not secret by itself; the secret is a separate text of 40 characters.",
  },
  {
    pattern: /^ASIA[A-Z2-7]{16}$/,
    name: "a temporary access key ID of AWS",
    use: "It works only together with its secret and its session token, until that expires.",
  },
  {
    pattern: /^(?:IQoJ|FwoG|FQoG)[\w+/=]{100,}$/,
    name: "a session token of AWS STS",
    isGuess: true,
    use: "It goes with an access key ID and its secret. Only AWS can read it.",
  },
  {
    pattern: /^hv[sbr]\.[\w-]{24,}$/,
    name: "a token of HashiCorp Vault",
    use: "vault token lookup says what it may do and for how long.",
  },
  { pattern: /^npm_[A-Za-z\d]{36}$/, name: "an access token of npm", use: "npm whoami says whose it is." },
  {
    pattern: /^SG\.[\w-]{22}\.[\w-]{43}$/,
    name: "an API key of SendGrid",
    use: "Only SendGrid's API accepts it.",
  },
  {
    pattern: /^shp(?:at|ca|pa|ss)_[\da-f]{32}$/,
    name: "a token of Shopify",
    use: "It belongs in the X-Shopify-Access-Token header.",
  },
  {
    pattern: /^hf_[A-Za-z\d]{34,}$/,
    name: "an access token of Hugging Face",
    use: "Only its API accepts it.",
  },
  {
    pattern: /^sk-ant-[\w-]{20,}$/,
    name: "an API key of Anthropic",
    use: "Only its API accepts it, from a server.",
  },
  {
    pattern: /^sk-(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{20,}$/,
    name: "an API key as used by OpenAI",
    isGuess: true,
    use: "Only the API that issued it accepts it, from a server.",
  },
  { pattern: /^do[opr]_v1_[\da-f]{64}$/, name: "a token of DigitalOcean", use: "Only its API accepts it." },
  {
    pattern: /^00(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{40}$/,
    name: "an API token of Okta",
    isGuess: true,
    use: "It is sent with the scheme SSWS, not Bearer. Okta's access tokens are JWTs.",
  },
  {
    pattern: /^CfDJ8[\w-]{20,}$/,
    name: "data that ASP.NET Core protected: a cookie, a refresh token or an antiforgery token",
    use: "Only an application with the same Data Protection key ring can read it.",
  },
  {
    pattern:
      /^Fe26\.[12]\*[^*\s]{0,100}\*[\da-f]{64}\*[\w-]{22}\*[\w-]{20,}\*\d{0,20}\*[\da-f]{64}\*[\w-]{43}(?:~\d)?$/,
    name: "a sealed cookie of Iron (iron-session, hapi)",
    use: "It is encrypted and authenticated with the application's password. Only that application can read it.",
  },
  {
    pattern: /^007eJ[\w+/]{60,}={0,2}$/,
    name: "an access token of Agora",
    use: "It is 007 and packed bytes with an HMAC of the app certificate: Agora's own libraries make and read it.",
  },
  {
    pattern: /^006[\da-f]{32}[\w+/]{60,}={0,2}$/,
    name: "an access token of Agora",
    use: "It is 006, the App ID and packed bytes with an HMAC of the app certificate: Agora's own libraries make and read it.",
  },
  {
    pattern: /^pypi-AgE[\w-]{50,}$/,
    name: "an API token of PyPI",
    use: "It is a macaroon that only PyPI checks, sent as the password of the user __token__.",
  },
  { pattern: /^dckr_(?:pat|oat)_[\w-]{20,}$/, name: "an access token of Docker Hub", use: "It is used as a password." },
  {
    pattern: /^glsa_[A-Za-z\d]{32}_[\da-f]{8}$/,
    name: "a service account's token of Grafana",
    use: "Only the Grafana server that issued it accepts it, as Bearer.",
  },
  {
    pattern: /^dapi[\da-f]{32}(?:-\d)?$/,
    name: "a personal access token of Databricks",
    use: "Only its API accepts it.",
  },
  {
    pattern: /^(?:secret_[A-Za-z\d]{43}|ntn_[A-Za-z\d]{40,})$/,
    name: "a token of a Notion integration",
    use: "Only Notion's API accepts it.",
  },
  { pattern: /^lin_(?:api|oauth)_[A-Za-z\d]{40,}$/, name: "a token of Linear", use: "Only its API accepts it." },
  {
    pattern: /^ATATT3[\w=-]{100,}$/,
    name: "an API token of Atlassian",
    use: "It is sent as the password of Basic authentication, with the account's address as the user.",
  },
  { pattern: /^tskey-[a-z]{3,12}-[\w-]{20,}$/, name: "a key of Tailscale", use: "Only Tailscale accepts it." },
  {
    pattern: /^[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,40}$/,
    name: "a token of a Discord bot",
    use: "Its first part is the bot's id in Base64. It is sent with the scheme Bot, not Bearer.",
  },
  {
    pattern: /^gAAAAA[\w-]{94,}={0,2}$/,
    name: "a Fernet token (Python cryptography)",
    use: "It is encrypted and authenticated with a symmetric key. Only an application with that key can read it.",
  },
  {
    pattern: /^https:\/\/[^\s?#]{1,2000}\?(?=\S{0,6000}&X-Amz-Credential=)\S{1,9000}$/,
    name: "a presigned URL of AWS (Signature Version 4)",
    use: "Whoever has it may do what it is signed for, until X-Amz-Expires seconds after X-Amz-Date.",
  },
  {
    pattern: /^otpauth:\/\/(?:totp|hotp)\/\S{1,4000}$/i,
    name: "the key of a one-time password (TOTP or HOTP)",
    use: "It goes into an authenticator app, and is not a token.",
  },
  {
    pattern: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
    name: "a UUID",
    isReference: true,
    use: "It says nothing by itself. As a token it is a reference: its issuer can resolve it by introspection (RFC 7662).",
  },
];

/** The first row that matches a text; null if none does. */
export function opaqueToken(text: string): OpaqueRow | null {
  return text.length > 10_000 ? null : (OPAQUE_TOKENS.find(({ pattern }) => pattern.test(text)) ?? null);
}
