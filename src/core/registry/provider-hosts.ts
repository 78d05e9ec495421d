/**
 * Hosts of public issuers and of names in specifications: they identify the service, but not whose account it is. If
 * one begins with a dot, the label before it is the customer's. The issuers are those of `issuers.ts`.
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

/** Specified names in the form of an address (claims, contexts, event types): the whole name is public. */
export const SPECIFIED_NAMES =
  /https?:\/\/(?:hasura\.io\/jwt|schemas\.xmlsoap\.org|schemas\.microsoft\.com|schemas\.openid\.net|www\.w3\.org|openid\.net|uri\.etsi\.org|openbanking\.org\.uk|schema\.org)\/[\w./#:-]{0,200}/gi;

/** Hosts of services that a cloud runs in each of its regions. */
const REGIONAL = ["cognito-idp", "oidc.eks"].map(
  (service) => `${service.replace(".", "\\.")}\\.[\\w-]{1,30}\\.amazonaws\\.com`,
);

const escaped = (host: string): string => host.replaceAll(".", "\\.");

const whole = [...HOSTS.filter((host) => !host.startsWith(".")).map(escaped), ...REGIONAL].join("|");
const endings = HOSTS.filter((host) => host.startsWith("."))
  .map(escaped)
  .join("|");

/** Matches each of these hosts in a text, without the customer's label before it. Linear in the text. */
export const PROVIDER_HOSTS = new RegExp(
  `(?<![\\w-])(?:${whole})(?![\\w-]|\\.\\w)|(?:${endings})(?![\\w-]|\\.\\w)`,
  "gi",
);
