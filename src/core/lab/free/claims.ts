import type { Bench } from "./bench.ts";
import type { Flags } from "./flags.ts";
import { Failed, type Note, type Taken } from "./taken.ts";

/** The longest that a token of this service may live, in seconds. */
const LONGEST = 3600;

/** The checks after the signature: kind, issuer, audience, time, replay. Throws `Failed` at the first that fails. */
export function checkClaims(taken: Taken, flags: Flags, bench: Bench, seen: Set<string>, note: Note): void {
  const { header, claims } = taken;
  if (flags.typ === "required" && header["typ"] !== bench.typ)
    throw new Failed("typ", `${show(header["typ"])} is not ${bench.typ}`);
  checkIssuer(claims["iss"], flags, bench);
  const audiences = Array.isArray(claims["aud"]) ? (claims["aud"] as unknown[]) : [claims["aud"]];
  if (flags.audience === "required" && !audiences.includes(bench.audience))
    throw new Failed("audience", `${show(claims["aud"])} is not this service`);
  checkTime(claims, flags, bench.now);
  const mark = flags.replay === "text" ? taken.token : String(claims["jti"]);
  if (flags.replay !== "none" && seen.has(mark)) throw new Failed("replay", "used before");
  seen.add(mark);
  note("typ", checkedWords(flags));
}

/** "a, b and c". */
const LIST = new Intl.ListFormat("en-GB");

/** What these checks compared, and what they left out. */
function checkedWords({ typ, issuer, audience, time, replay }: Flags): string {
  const all: readonly (readonly [name: string, isChecked: boolean])[] = [
    ["kind", typ !== "ignored"],
    ["issuer", issuer !== "ignored"],
    ["audience", audience !== "ignored"],
    ["time", time !== "ignored"],
    ["use", replay !== "none"],
  ];
  const said = (isChecked: boolean, what: string): readonly string[] => {
    const names = all.filter((one) => one[1] === isChecked).map(([name]) => name);
    return names.length === 0 ? [] : [`${LIST.format(names)} ${names.length === 1 ? "is" : "are"} ${what}`];
  };
  return [...said(true, "as required"), ...said(false, "not checked")].join("; ");
}

function checkIssuer(iss: unknown, flags: Flags, bench: Bench): void {
  switch (flags.issuer) {
    case "ignored":
      return;
    case "contained":
      if (typeof iss !== "string" || !bench.issuer.includes(iss))
        throw new Failed("issuer", `${show(iss)} is not part of ${bench.issuer}`);
      return;
    case "exact":
      if (iss !== bench.issuer) throw new Failed("issuer", `${show(iss)} is not ${bench.issuer}`);
  }
}

function checkTime(claims: Taken["claims"], flags: Flags, now: number): void {
  const { exp, iat } = claims;
  switch (flags.time) {
    case "ignored":
      return;
    case "loose":
      // What a language does that compares values of any type.
      if (exp && (exp as number) < now) throw new Failed("time", "expired");
      return;
    case "strict":
      if (typeof exp !== "number" || !Number.isFinite(exp))
        throw new Failed("time", `exp is ${show(exp)}, not a number of seconds`);
      if (exp <= now) throw new Failed("time", "expired");
      if (typeof iat === "number" && exp - iat > LONGEST) throw new Failed("time", "lives longer than an hour");
  }
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
