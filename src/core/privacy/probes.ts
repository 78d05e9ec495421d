/**
 * The ways out of a page, each tried by the self-test: to another server, at an address that cannot exist (`.invalid`
 * is reserved, RFC 6761 section 6.4, so even an unblocked attempt reaches nobody), and to the page's own server, at
 * addresses that carry no data.
 */
export interface Probe {
  readonly id: ProbeId;
  readonly kind: ProbeKind;
  readonly to: "elsewhere" | "own";
  /** What is tried, and where. Unique for each probe, so a browser report identifies it. */
  readonly url: string;
  /** The directives whose violation shows that the policy stopped it. */
  readonly directives: readonly string[];
  /** Whether a report contains only the origin, as for a frame, whose full address is not disclosed. */
  readonly originOnly?: true;
  /**
   * Whether the page's policy cannot block it: then an open way is listed, and does not indicate a different policy.
   */
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

/** By kind: what blocks it, and whether the page's policy does, for either destination; absent if not tried there. */
const WAYS: Readonly<Record<ProbeKind, Way>> = {
  fetch: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  xhr: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  beacon: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  websocket: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  eventsource: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  // It requires https, which the page's own server need not speak.
  webtransport: { directives: ["connect-src"], elsewhere: "shut" },
  image: { directives: ["img-src"], elsewhere: "shut", own: "shut" },
  font: { directives: ["font-src"], elsewhere: "shut", own: "shut" },
  // Scripts and style sheets come from the page's own server, and a policy ignores queries.
  style: { directives: ["style-src-elem", "style-src"], elsewhere: "shut", own: "open" },
  script: { directives: ["script-src-elem", "script-src"], elsewhere: "shut", own: "open" },
  frame: { directives: ["frame-src"], elsewhere: "origin", own: "shut" },
  // The form targets a frame. If `frame-src` blocks the response, that is no proof: without a frame the form would be
  // sent.
  form: { directives: ["form-action"], elsewhere: "shut", own: "shut" },
  // Anything that some directive allows may be prefetched.
  prefetch: { directives: ["default-src", "prefetch-src"], elsewhere: "shut", own: "open" },
  worker: { directives: ["connect-src"], elsewhere: "shut", own: "shut" },
  // Browsers do not start workers from another origin.
  sharedworker: { directives: ["worker-src"], own: "shut" },
  // An empty frame inherits the page's policy, but can create all Trusted Types policies again.
  frameworker: { directives: ["worker-src"], own: "open" },
  webrtc: { directives: ["webrtc"], elsewhere: "open" },
};

/** The probes for a page at this address. Only a page that a server sent has a server of its own. */
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

/**
 * Recognises exactly the addresses that a page's self-test tries: an address of that form that carries data does not
 * count.
 */
export function isProbeOf(page: string): (address: string) => boolean {
  const own = new Set(probesOf(page).map(({ url }) => url));
  return (address) => address.startsWith(`${PROBE_ORIGIN}/`) || own.has(address);
}
