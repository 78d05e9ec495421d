/** A service's address on this machine, or why it is not accepted. */
export type ServiceAddress =
  | { readonly kind: "address"; readonly url: string }
  | {
      readonly kind: "refused";
      readonly why: "empty" | "not-an-address" | "not-http" | "credentials" | "not-loopback";
      readonly host: string;
    };

export const USUAL_ADDRESS = "http://127.0.0.1:8080/";

/**
 * Parses the address of a service to test: `http` or `https` on a loopback address (RFC 6890 section 2.2.2, RFC 6761
 * section 6.3), so nobody gets a command against someone else's service. The default scheme is `http`.
 */
export function serviceAddress(text: string): ServiceAddress {
  const trimmed = text.trim();
  const refused = (why: Extract<ServiceAddress, { kind: "refused" }>["why"], host = ""): ServiceAddress => ({
    kind: "refused",
    why,
    host,
  });
  if (trimmed === "") return refused("empty");
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null) return refused("not-an-address");
  if (url.protocol !== "http:" && url.protocol !== "https:") return refused("not-http");
  if (url.username !== "" || url.password !== "") return refused("credentials");
  const host = url.hostname.toLowerCase().replace(/\.$/, "");
  return isLoopback(host) ? { kind: "address", url: url.href } : refused("not-loopback", host);
}

/** A parsed host: a name, an IPv4 address in its normal form, or an IPv6 address in brackets. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
