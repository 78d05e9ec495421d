/**
 * The ways out of a page, each tried by the self-test: to another server, at an address that cannot exist (`.invalid` is
 * reserved, RFC 6761 section 6.4, so even an attempt that nothing stops reaches nobody), and to the server that the page
 * is from, at addresses that carry nothing.
 */
export interface Probe {
  readonly id: ProbeId;
  readonly kind: ProbeKind;
  readonly to: "elsewhere" | "own";
  /** What is tried, and where. Distinct for each probe, so a report of the browser tells which one it means. */
  readonly url: string;
  /** The directives whose violation shows that the policy stopped it. */
  readonly directives: readonly string[];
  /** Whether a report names only the origin: that of a frame, whose own address is nobody else's to know. */
  readonly originOnly?: true;
  /** Whether the page's policy cannot shut it: found open it is named, and is not a sign of another policy. */
  readonly staysOpen?: true;
}

export type ProbeKind =
  | "fetch"
  | "xhr"
  | "beacon"
  | "websocket"
  | "eventsource"
  | "webtransport"
  | "image"
  | "font"
  | "style"
  | "script"
  | "frame"
  | "form"
  | "prefetch"
  | "worker"
  | "sharedworker"
  | "frameworker"
  | "webrtc";

export type ProbeId = ProbeKind | `own-${ProbeKind}`;

export const PROBE_ORIGIN = "https://probe.invalid";

interface Way {
  readonly directives: readonly string[];
  readonly elsewhere?: "shut" | "open" | "origin";
  readonly own?: "shut" | "open";
}

/** By kind: what stops it, and whether the page's policy does, to either place; absent where it is not tried there. */
const WAYS: Readonly<Record<ProbeKind, Way>> = {
  fetch: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  xhr: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  beacon: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  websocket: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  eventsource: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  // It wants https, which the page's own server need not speak.
  webtransport: { directives: ["connect-src"], elsewhere: "shut" },
  image: { directives: ["img-src"], elsewhere: "shut", own: "shut" },
  font: { directives: ["font-src"], elsewhere: "shut", own: "shut" },
  // Scripts and style sheets come from the page's own server, and a policy looks at no query.
  style: { directives: ["style-src-elem", "style-src"], elsewhere: "shut", own: "open" },
  script: { directives: ["script-src-elem", "script-src"], elsewhere: "shut", own: "open" },
  frame: { directives: ["frame-src"], elsewhere: "origin", own: "shut" },
  // The form is aimed at a frame. That `frame-src` refuses its answer a place is not proof: without a frame it would go out.
  form: { directives: ["form-action"], elsewhere: "shut", own: "shut" },
  // What any directive allows may be fetched ahead.
  prefetch: { directives: ["default-src", "prefetch-src"], elsewhere: "shut", own: "open" },
  worker: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  // Workers of another origin are none that a browser starts.
  sharedworker: { directives: ["worker-src"], own: "shut" },
  // An empty frame has the page's policy, and all names of Trusted Types to take once more.
  frameworker: { directives: ["worker-src"], own: "open" },
  webrtc: { directives: ["webrtc"], elsewhere: "open" },
};

/** The probes of a page at this address. Only a page that a server sent has its own server. */
export function probesOf(page: string): readonly Probe[] {
  const ways = Object.entries(WAYS) as [ProbeKind, Way][];
  const away = ways.flatMap(([kind, { directives, elsewhere }]): Probe[] => {
    if (elsewhere === undefined) return [];
    const url = kind === "websocket" ? "wss://probe.invalid/websocket" : `${PROBE_ORIGIN}/${kind}`;
    return [
      {
        id: kind,
        kind,
        to: "elsewhere",
        url,
        directives,
        ...(elsewhere === "origin" && { originOnly: true }),
        ...(elsewhere === "open" && { staysOpen: true }),
      },
    ];
  });
  if (!/^https?:/.test(page)) return away;
  const home = ways.flatMap(([kind, { directives, own }]): Probe[] => {
    if (own === undefined) return [];
    const url = ownAddress(kind, page);
    return [{ id: `own-${kind}`, kind, to: "own", url, directives, ...(own === "open" && { staysOpen: true }) }];
  });
  return [...away, ...home];
}

function ownAddress(kind: ProbeKind, page: string): string {
  const url = new URL(`./jotscope-probe-${kind}?self-test`, page);
  return kind === "websocket" ? url.href.replace(/^http/, "ws") : url.href;
}

/** Tells the addresses that the self-test of a page tries, to the letter: one of that look that carries something is none. */
export function isProbeOf(page: string): (address: string) => boolean {
  const own = new Set(probesOf(page).map(({ url }) => url));
  return (address) => address.startsWith(`${PROBE_ORIGIN}/`) || own.has(address);
}
