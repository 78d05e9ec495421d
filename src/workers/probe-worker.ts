import type { ProbeReply, ProbeRequest } from "./probe-protocol.ts";

/** How long a report may come behind the failure that it explains. */
const GRACE_MS = 500;

addEventListener("message", ({ data: { url } }: MessageEvent<ProbeRequest>) => {
  const reply = (how: ProbeReply): void => postMessage(how);
  addEventListener("securitypolicyviolation", (event) => {
    const { isTrusted, disposition, blockedURI, effectiveDirective } = event;
    if (isTrusted && disposition === "enforce" && blockedURI === url && effectiveDirective === "connect-src")
      reply({ kind: "violated", directive: effectiveDirective });
  });
  void fetch(url, { mode: "no-cors" }).then(
    () => reply({ kind: "answered" }),
    () => {
      setTimeout(() => reply(refusesSockets(url) ?? { kind: "sent" }), GRACE_MS);
    },
  );
});

/**
 * WebKit tells a worker of no violation. There a fetch that failed could have failed of anything; but a socket, which the same
 * `connect-src` of the worker rules, is refused on the spot. Null where it is not.
 */
function refusesSockets(url: string): ProbeReply | null {
  try {
    new WebSocket(url.replace(/^https:/, "wss:")).close();
    return null;
  } catch (error) {
    return { kind: "refused", message: String(error) };
  }
}
