/**
 * Hosts of issuers that serve everybody, and of names that a specification has: they tell which service it is, and not whose
 * account there. A label in front of one that begins with a dot is its customer's. The issuers are those of `issuers.ts`.
 */
const HOSTS: readonly string[] = [
  "securetoken.google.com",
  "accounts.google.com",
  "oauth2.googleapis.com",
  "www.googleapis.com",
  ".iam.gserviceaccount.com",
  "gserviceaccount.com",
  "container.googleapis.com",
  "login.microsoftonline.com",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
  "sts.windows.net",
  "graph.microsoft.com",
  ".b2clogin.com",
  ".onmicrosoft.com",
  ".auth0.com",
  ".okta.com",
  ".oktapreview.com",
  ".okta-emea.com",
  ".amazonaws.com",
  ".amazoncognito.com",
  ".supabase.co",
  ".supabase.in",
  "appleid.apple.com",
  "token.actions.githubusercontent.com",
  "gitlab.com",
  "github.com",
  "app.terraform.io",
  ".clerk.accounts.dev",
  "kubernetes.default.svc.cluster.local",
  "kubernetes.default.svc",
  "kubernetes.default",
  "secure.istio.io",
];

/** Names that a specification has in form of an address (claims, contexts, types of events): the whole name is everybody's. */
export const SPECIFIED_NAMES =
  /https?:\/\/(?:hasura\.io\/jwt|schemas\.xmlsoap\.org|schemas\.microsoft\.com|schemas\.openid\.net|www\.w3\.org|openid\.net|uri\.etsi\.org|openbanking\.org\.uk|schema\.org)\/[\w./#:-]{0,200}/gi;

/** Hosts of services that a cloud has in each of its regions. */
const REGIONAL = ["cognito-idp", "oidc.eks"].map(
  (service) => `${service.replace(".", "\\.")}\\.[\\w-]{1,30}\\.amazonaws\\.com`,
);

const escaped = (host: string): string => host.replaceAll(".", "\\.");

const whole = [...HOSTS.filter((host) => !host.startsWith(".")).map(escaped), ...REGIONAL].join("|");
const endings = HOSTS.filter((host) => host.startsWith("."))
  .map(escaped)
  .join("|");

/** Each of these hosts in a text, without the customer's label in front of it. Linear in the text. */
export const PROVIDER_HOSTS = new RegExp(
  `(?<![\\w-])(?:${whole})(?![\\w-]|\\.\\w)|(?:${endings})(?![\\w-]|\\.\\w)`,
  "gi",
);
