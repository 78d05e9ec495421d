/** A host name with at least one dot. */
const HOST = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,20}(?:[a-z]{2,63})(?::\d{1,5})?$/i;

/** The host of an absolute http(s) or ws(s) URL, with its port, in lower case; null for anything else. */
export function hostOf(url: string): string | null {
  const host = /^(?:https?|wss?):\/\/(?:[^/?#@]{0,500}@)?([^/?#@]{1,300})/i.exec(url.slice(0, 1000))?.[1];
  return host === undefined ? null : host.toLowerCase().replace(/:(?:80|443)$/, "");
}

/** The host that an audience names: the value is a URL or a host name. Null for a client id or any other name. */
function audienceHost(aud: string): string | null {
  const host = hostOf(aud);
  if (host !== null) return host;
  return HOST.test(aud) && !NAME.test(aud) ? aud.toLowerCase() : null;
}

/** Google's client ids, and names of apps (`com.example.app`), which look like hosts. */
const NAME = /\.apps\.googleusercontent\.com$|^(?:com|org|net|io|dev|app|co|de|uk|me)\./i;

/**
 * Whether a token was sent to a host outside its audience: only if every audience is a URL or host, none is this host or
 * its parent or child domain, and it is not the issuer itself. False if an audience is only a name.
 */
export function isElsewhere(host: string, aud: readonly string[], iss: string | null): boolean {
  if (aud.length === 0) return false;
  const hosts = aud.map(audienceHost);
  if (hosts.includes(null)) return false;
  const issuer = iss === null ? null : (hostOf(iss) ?? audienceHost(iss));
  return ![...hosts, issuer].some((one) => one !== null && isRelated(bare(one), bare(host)));
}

function bare(host: string): string {
  return host.replace(/:\d{1,5}$/, "");
}

function isRelated(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
