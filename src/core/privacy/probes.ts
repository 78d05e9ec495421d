/**
 * The ways out of a page that a policy can shut, each tried by the self-test at an address that can not exist: `.invalid` is
 * reserved (RFC 6761 section 6.4), so that even an attempt that nothing stops reaches nobody.
 */
export interface Probe {
  readonly id: ProbeId;
  /** What is tried, and where. Distinct for each probe, so that a report of the browser tells which one it means. */
  readonly url: string;
  /** The directives whose violation shows that the policy stopped it. */
  readonly directives: readonly string[];
  /** Whether a report names only the origin: that of a frame, whose own address is nobody else's to know. */
  readonly originOnly?: true;
}

export type ProbeId =
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
  | "worker";

export const PROBE_ORIGIN = "https://probe.invalid";

const at = (id: ProbeId): string => `${PROBE_ORIGIN}/${id}`;

export const PROBES: readonly Probe[] = [
  { id: "fetch", url: at("fetch"), directives: ["connect-src"] },
  { id: "xhr", url: at("xhr"), directives: ["connect-src"] },
  { id: "beacon", url: at("beacon"), directives: ["connect-src"] },
  { id: "websocket", url: "wss://probe.invalid/websocket", directives: ["connect-src"] },
  { id: "eventsource", url: at("eventsource"), directives: ["connect-src"] },
  { id: "webtransport", url: at("webtransport"), directives: ["connect-src"] },
  { id: "image", url: at("image"), directives: ["img-src"] },
  { id: "font", url: at("font"), directives: ["font-src"] },
  { id: "style", url: at("style"), directives: ["style-src-elem", "style-src"] },
  { id: "script", url: at("script"), directives: ["script-src-elem", "script-src"] },
  { id: "frame", url: at("frame"), directives: ["frame-src"], originOnly: true },
  // The form is aimed at a frame. That `frame-src` refuses its answer a place is no proof: without a frame it would go out.
  { id: "form", url: at("form"), directives: ["form-action"] },
  { id: "prefetch", url: at("prefetch"), directives: ["default-src", "prefetch-src"] },
  { id: "worker", url: at("worker"), directives: ["connect-src"] },
];
