import type { StrengthPattern, StrengthVerdict as Verdict } from "../../core/crack/strength-types.ts";
import type { HmacAlgorithm } from "../../core/crack/types.ts";
import type { SecretInput } from "../../core/keys/types.ts";
import { encodeBase64Url } from "../../core/text/base64url.ts";
import { pause } from "../../state/pause.ts";
import { secretStrength } from "../../state/secret-strength.ts";
import { Button } from "../Button.tsx";
import { Icon, type IconName } from "../Icon.tsx";
import { useAnswer } from "../use-answer.ts";
import { countWords, spanWords } from "./words.ts";
import "./strength.css";

/** Not estimated on every keystroke: it takes some milliseconds, and the eye needs a moment. */
const QUIET = 120;

/**
 * A secret's strength: whether it is on a list, what it is made of, and how long guessing takes. Shows nothing for
 * an empty text, a text that is not in its encoding, or an algorithm that is not HMAC. `hide` keeps pieces of the secret
 * off the page; `brief` folds the figures away; `onReplace` is given a new random secret on request, and without it there
 * is no button.
 */
export function StrengthVerdict({
  secret,
  alg,
  hide = false,
  brief = false,
  onReplace,
}: {
  readonly secret: SecretInput;
  readonly alg: string;
  readonly hide?: boolean;
  readonly brief?: boolean;
  readonly onReplace?: (secret: SecretInput) => void;
}) {
  const { verdict, current } = useVerdict(secret, alg);
  const algorithm = hmacOf(alg);
  if (algorithm === null) return null;
  const bits = BITS[algorithm];
  const make = onReplace && (
    <Button icon="dice" onClick={() => onReplace(randomSecret(bits))}>
      Make {bits} random bits
    </Button>
  );
  if (verdict === null) return make && !brief ? <div className="strength">{make}</div> : null;
  const { icon, tone, title } = LOOKS[verdict.level];
  return (
    <section
      className={current ? "strength" : "strength stale"}
      aria-label="Strength of the secret"
      aria-busy={!current}
      data-level={current ? verdict.level : undefined}
    >
      <p className={`strength-title ${tone}`}>
        <Icon name={icon} /> <strong>{title}</strong>
      </p>
      <p>{reason(verdict)}</p>
      {brief ? (
        <details>
          <summary>{timeWords(verdict)}</summary>
          <Figures verdict={verdict} hide={hide} />
        </details>
      ) : (
        <Figures verdict={verdict} hide={hide} />
      )}
      {verdict.level !== "strong" && make}
    </section>
  );
}

/** What the secret is made of, and how long each attacker takes. */
function Figures({ verdict, hide }: { readonly verdict: Verdict; readonly hide: boolean }) {
  return (
    <>
      {!hide && <Patterns patterns={verdict.patterns} />}
      {verdict.level !== "empty" && (
        <table>
          <caption>{guessWords(verdict)}</caption>
          <tbody>
            {verdict.times.map(({ attacker, seconds }) => (
              <tr key={attacker.name}>
                <th scope="row">{ATTACKERS[attacker.name]}</th>
                <td>{countWords(attacker.rate)} a second</td>
                <td>{spanWords(seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** How long one graphics card takes: most attackers have one. */
function timeWords({ level, times }: Verdict): string {
  const card = times.find(({ attacker }) => attacker.name === "gpu");
  return level === "empty" || card === undefined ? "How long it holds" : `${ATTACKERS.gpu}: ${spanWords(card.seconds)}`;
}

/** A random secret of the given number of bits, in Base64url. */
function randomSecret(bits: number): SecretInput {
  return { text: encodeBase64Url(crypto.getRandomValues(new Uint8Array(bits / 8))), encoding: "Base64url" };
}

const BITS: Readonly<Record<HmacAlgorithm, number>> = { HS256: 256, HS384: 384, HS512: 512 };

function hmacOf(alg: string): HmacAlgorithm | null {
  return Object.hasOwn(BITS, alg) ? (alg as HmacAlgorithm) : null;
}

/**
 * The last verdict, and whether it answers the current question. The old one keeps its space until the new one
 * arrives, so nothing jumps with each key, and fades like a pending verdict of the token.
 */
function useVerdict(
  { text, encoding }: SecretInput,
  alg: string,
): { readonly verdict: Verdict | null; readonly current: boolean } {
  const key = `${alg} ${encoding} ${text}`;
  const answer = useAnswer([key], async (signal) => {
    const algorithm = hmacOf(alg);
    if (algorithm === null || text === "") return null;
    await pause(QUIET, signal);
    return { key, verdict: await secretStrength({ text, encoding }, algorithm) };
  });
  if (text === "" || answer === null) return { verdict: null, current: false };
  return { verdict: answer.verdict, current: answer.key === key };
}

const LOOKS: Readonly<Record<Verdict["level"], { icon: IconName; tone: string; title: string }>> = {
  empty: { icon: "error", tone: "error", title: "No secret" },
  published: { icon: "security", tone: "error", title: "Published" },
  listed: { icon: "security", tone: "error", title: "On every list" },
  weak: { icon: "warn", tone: "warn", title: "Guessable" },
  short: { icon: "info", tone: "info", title: "Hard to guess, but weaker than it should be" },
  strong: { icon: "ok", tone: "ok", title: "Long enough, and looks random" },
};

const ATTACKERS = {
  page: "This page, one core",
  gpu: "One graphics card",
  farm: "A thousand of them",
} as const;

function reason({ level, source, rank, bits, needed }: Verdict): string {
  switch (level) {
    case "empty":
      return "Empty, or only zero bytes, which HMAC treats as empty.";
    case "published":
      return `Known secret: published in ${source ?? "public texts"}.`;
    case "listed":
      return `Number ${countWords(rank ?? 0)} on a list of common passwords.`;
    case "weak":
      return `Use a generated secret of at least ${needed} bits: what people make up can be guessed.`;
    case "short":
      return bits < needed
        ? `It has ${bits} bits; this algorithm requires ${needed} (RFC 7518, section 3.2).`
        : "It is long enough but does not look random, and crackers try what people type.";
    case "strong":
      return `${bits} bits. Whether they are random depends on how they were generated.`;
    default:
      return level satisfies never;
  }
}

function guessWords({ guessesLog10, level, bits, needed }: Verdict): string {
  const about = guessesLog10 < 15 ? countWords(10 ** guessesLog10) : `10 to the power of ${Math.round(guessesLog10)}`;
  if (level === "published") return "Among the first hundreds of guesses:";
  return level === "short" && bits >= needed
    ? `About ${about} guesses, or fewer with a word list:`
    : `About ${about} guesses:`;
}

const KINDS: Readonly<Record<StrengthPattern["kind"], string>> = {
  published: "a published secret",
  password: "a common password",
  word: "a word",
  keyboard: "keys in a row",
  repeat: "a repetition",
  sequence: "a sequence",
  date: "a date",
  characters: "other characters",
};

function Patterns({ patterns }: { readonly patterns: readonly StrengthPattern[] }) {
  if (patterns.length < 2 && patterns[0]?.kind === "characters") return null;
  return (
    <ul aria-label="What it is made of" className="strength-patterns">
      {patterns.map(({ kind, text }, index) => (
        <li key={index}>
          <bdi>{text}</bdi> {KINDS[kind]}
        </li>
      ))}
    </ul>
  );
}
