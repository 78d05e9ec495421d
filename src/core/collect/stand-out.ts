import { plural } from "../base/words.ts";
import { durationWords } from "../claims/describe.ts";
import type { Severity } from "../rules/types.ts";
import { by, issuerName, namesOf } from "./groups.ts";
import type { Answer, CollectedToken, Use } from "./types.ts";

type StandOutCode =
  | "sent-elsewhere"
  | "unsigned"
  | "used-after-expiry"
  | "refused"
  | "in-url"
  | "no-expiry"
  | "refreshed";

/** Something about a file's tokens that deserves attention. */
export interface StandOut {
  readonly code: StandOutCode;
  readonly severity: Severity;
  readonly title: string;
  readonly says: readonly string[];
  /** The index of the token that it is about; null if it is about several or none. */
  readonly token: number | null;
  /** The best example. */
  readonly use: Pick<Use, "entry" | "method" | "host" | "path"> | null;
  /** The server's error message; null if none. */
  readonly message: string | null;
}

const ORDER: readonly Severity[] = ["security", "error", "warn", "info"];

/**
 * What stands out in a file, worst first, with how often. It is based on the file and the tokens' claims; nothing was
 * verified. `clock` writes a time of day.
 */
export function standOut(
  tokens: readonly CollectedToken[],
  answers: readonly Answer[],
  clock: (seconds: number) => string,
): readonly StandOut[] {
  const names = namesOf(tokens);
  const named = (token: CollectedToken): string => names.get(token.index) ?? token.claims.kind;
  const all = [
    ...tokens.flatMap((token) => [
      ...sentElsewhere(token, named(token), clock),
      ...unsigned(token, named(token)),
      ...usedLate(token, named(token)),
      ...inUrl(token, named(token)),
      ...withoutEnd(token, named(token)),
    ]),
    ...answers.map((answer) => refused(answer)),
    ...refreshes(tokens, clock),
  ];
  return all.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

type Of = readonly StandOut[];

function sentElsewhere(token: CollectedToken, name: string, clock: (seconds: number) => string): Of {
  const uses = token.uses.filter(({ elsewhere }) => elsewhere);
  const [use] = uses;
  if (use === undefined) return [];
  const hosts = [...new Set(uses.map(({ host }) => host))];
  const at = use.at === null ? "" : `, first at ${clock(use.at)}`;
  return [
    {
      code: "sent-elsewhere",
      severity: "security",
      title: `${name} was sent to a host that is not in its audience`,
      says: [
        `${hosts.slice(0, 3).join(", ")}${hosts.length > 3 ? ` and ${hosts.length - 3} more` : ""}, ${times(token.counts.elsewhere)}${at}.`,
        `Its aud is ${token.claims.aud.join(", ")}. If these belong together, that is fine.`,
      ],
      token: token.index,
      use,
      message: null,
    },
  ];
}

function unsigned(token: CollectedToken, name: string): Of {
  if (token.claims.alg?.toLowerCase() !== "none") return [];
  const says = ["Its alg is none: anyone can write such a token."];
  const use = token.uses[0] ?? null;
  return [
    {
      code: "unsigned",
      severity: "security",
      title: `${name} is unsigned`,
      says,
      token: token.index,
      use,
      message: null,
    },
  ];
}

function usedLate(token: CollectedToken, name: string): Of {
  const late = token.uses.filter((use) => use.late !== null);
  const count = token.counts.late;
  if (count === 0) return [];
  const spans = late.map((use) => use.late ?? 0);
  const [least, most] = [Math.min(...spans), Math.max(...spans)];
  const [from, to] = [lateWords(least), lateWords(most)];
  const span = from === to ? from : `${from} to ${to}`;
  const statuses = [...new Set(late.map(({ status }) => status).filter((status) => status !== null))];
  const taken = late.find(({ status, sent }) => sent === true && status !== null && status < 300);
  const isSent = late.some(({ sent }) => sent === true);
  return [
    {
      code: "used-after-expiry",
      severity: "error",
      title: `${name} was ${isSent ? "sent" : "seen"} ${times(count)} after it expired`,
      says: [
        `${span} late${statuses.length === 0 ? "" : `, answered with ${listed(statuses.map(String))}`}.`,
        ...(taken ? [`${taken.status} after expiry: make sure that route checks exp.`] : []),
      ],
      token: token.index,
      use: taken ?? late[0] ?? null,
      message: null,
    },
  ];
}

function inUrl(token: CollectedToken, name: string): Of {
  const uses = token.uses.filter(({ place }) => place === "query" || place === "fragment" || place === "path");
  const use = uses.find(({ place }) => place !== "fragment") ?? uses[0];
  if (use === undefined) return [];
  const where = use.name === null ? `the ${use.place}` : `${use.name} in the ${use.place}`;
  const why =
    use.place === "fragment"
      ? "A fragment is not sent to servers, but scripts and the browser’s history see it."
      : "Logs, proxies and Referer headers keep it.";
  return [
    {
      code: "in-url",
      severity: use.place === "fragment" ? "info" : "warn",
      title: `${name} is in a URL`,
      says: [`${where}${use.host === null ? "" : ` at ${use.host}`}, ${times(token.counts.inUrl)}. ${why}`],
      token: token.index,
      use,
      message: null,
    },
  ];
}

/** Kinds whose lifetime depends on use, or is stated elsewhere. */
const ENDLESS =
  /^(?:DPoP|Logout|Security event|Status list|Client assertion|Encrypted|.*(?:credential|presentation|proof|metadata))/i;

function withoutEnd(token: CollectedToken, name: string): Of {
  const { form, exp, kind } = token.claims;
  if (form !== "jws" || exp !== null || ENDLESS.test(kind) || token.uses.every(({ sent }) => sent === false)) return [];
  const says = ["Unless the service limits its age, whoever finds it can use it until its key changes."];
  const use = token.uses[0] ?? null;
  return [
    {
      code: "no-expiry",
      severity: "warn",
      title: `${name} has no usable exp`,
      says,
      token: token.index,
      use,
      message: null,
    },
  ];
}

function refused({ status, count, context, hadToken, text }: Answer): StandOut {
  const first = text.split("\n").slice(1).join(" ").trim();
  return {
    code: "refused",
    severity: hadToken ? "error" : "info",
    title: `${status} for ${plural(count, "request")}${hadToken ? "" : " without a token"}`,
    says: first === "" ? ["The response gives no reason."] : [first.length > 200 ? `${first.slice(0, 200)}…` : first],
    token: null,
    use: context,
    message: text,
  };
}

/** Later tokens of the same session: same issuer, kind and subject, and same session or client if they name one. */
function refreshes(tokens: readonly CollectedToken[], clock: (seconds: number) => string): Of {
  const inTime = tokens.filter(({ claims: { sub, iat } }) => sub !== null && iat !== null);
  const chains = by(inTime, (token) => {
    const { kind, sub, sid, client } = token.claims;
    return JSON.stringify([issuerName(token), kind, sub, sid ?? client]);
  });
  return [...chains.values()].flatMap((chain): Of => {
    if (chain.length < 2) return [];
    const sorted = chain.toSorted((a, b) => (a.claims.iat ?? 0) - (b.claims.iat ?? 0));
    const next = sorted.slice(1);
    const gaps = next.map(({ claims: { iat } }, at) => (iat ?? 0) - (sorted[at]?.claims.exp ?? Infinity));
    const late = gaps.filter((gap) => gap > 0);
    const told = next.slice(0, 5).map(({ claims: { iat } }) => clock(iat ?? 0));
    const { kind } = (sorted[0] as CollectedToken).claims;
    const longest = durationWords(Math.max(...late));
    return [
      {
        code: "refreshed",
        severity: "info",
        title: `${kind}: ${plural(next.length, "refresh").replace("refreshs", "refreshes")}${late.length === 0 ? "" : `, ${late.length} of them late`}`,
        says: [
          `Issued again at ${listed(told)}${next.length > told.length ? " and later" : ""}.`,
          ...(late.length === 0 ? [] : [`The longest gap after an expiry was ${longest}.`]),
        ],
        token: sorted.at(-1)?.index ?? null,
        use: null,
        message: null,
      },
    ];
  });
}

/** An archive measures times to the millisecond, so any delay counts as late. */
function lateWords(seconds: number): string {
  return seconds < 1 ? "under 1 s" : durationWords(seconds);
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
