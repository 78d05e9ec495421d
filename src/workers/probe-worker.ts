import type { ProbeReply, ProbeRequest } from "./probe-protocol.ts";

/** How long a report may lag behind the failure it explains. */
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
 * WebKit does not report violations to workers, where a fetch may fail for any reason; but a socket, governed by the
 * same `connect-src`, is refused immediately. Null if it is not.
 */
function refusesSockets(url: string): ProbeReply | null {
  try {
    new WebSocket(url.replace(/^https:/, "wss:")).close();
    return null;
  } catch (error) {
    return { kind: "refused", message: String(error) };
  }
}
