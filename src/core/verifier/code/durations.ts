import { chainAt, pathOf } from "./chains.ts";
import { isMark, isWord, type Part } from "./tree.ts";

const SECONDS: Readonly<Record<string, number>> = {
  millisecond: 0.001,
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

/** `TimeSpan.FromMinutes`, `Duration.ofSeconds`, `Duration::from_secs` */
const MADE_OF =
  /^(?:TimeSpan\.From|Duration\.of|Duration\.from_)(Milliseconds?|Millis|Seconds?|secs|Minutes?|Hours?|Days?)$/i;

const unitOf = (name: string): number | null =>
  SECONDS[
    name
      .toLowerCase()
      .replace(/^millis$/, "millisecond")
      .replace(/^secs$/, "second")
      .replace(/s$/, "")
  ] ?? null;

/** The seconds of a duration made by a call or constant; null if it is none, or its arguments are no numbers. */
export function durationOf(path: string, args: readonly (readonly Part[])[]): number | null {
  if (/^(?:TimeSpan\.Zero|Duration\.ZERO)$/.test(path)) return 0;
  const [only] = args;
  const unit = MADE_OF.exec(path)?.[1];
  if (unit !== undefined && args.length === 1 && only?.length === 1) {
    const [part] = only;
    return part?.kind === "number" ? Number(part.text) * (unitOf(unit) ?? Number.NaN) : null;
  }
  if (path === "TimeSpan" && args.length === 3) {
    const [hours, minutes, seconds] = args.map((arg) => (arg[0]?.kind === "number" ? Number(arg[0].text) : Number.NaN));
    const all = hours! * 3600 + minutes! * 60 + seconds!;
    return Number.isNaN(all) ? null : all;
  }
  return /^(?:datetime\.)?timedelta$/.test(path) ? ofTimedelta(args) : null;
}

/** Python's `timedelta(minutes=5)`. */
function ofTimedelta(args: readonly (readonly Part[])[]): number | null {
  let all = 0;
  for (const arg of args) {
    const [name, sign, value, ...rest] = arg;
    const isDays = arg.length === 1 && args.length === 1;
    const number = isDays ? name : value;
    const unit = isDays
      ? 86_400
      : isWord(name) && isMark(sign, "=") && name?.kind === "word"
        ? unitOf(name.text)
        : null;
    if (unit === null || number?.kind !== "number" || rest.length > 0) return null;
    all += unit * Number(number.text);
  }
  return all;
}

/** The seconds of Go's `5 * time.Minute` and `time.Second`; null if it is none. */
export function durationOfProduct(parts: readonly Part[]): number | null {
  const at = parts.findIndex((part) => isWord(part, "time"));
  const chain = at < 0 ? null : chainAt(parts, at, "go");
  const unit = chain === null ? null : (/^time\.(\w{1,20})$/.exec(pathOf(chain))?.[1] ?? null);
  const seconds = unit === null ? null : unitOf(unit);
  if (chain === null || seconds === null) return null;
  const rest = [...parts.slice(0, at), ...parts.slice(chain.end)];
  const numbers = rest.filter((part) => part.kind === "number");
  const isProduct =
    rest.every((part) => part.kind === "number" || isMark(part, "*")) && rest.length === 2 * numbers.length;
  return isProduct
    ? numbers.reduce((product, part) => product * (part.kind === "number" ? Number(part.text) : 1), seconds)
    : null;
}
