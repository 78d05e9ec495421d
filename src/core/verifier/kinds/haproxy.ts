import type { Range } from "../../text/range.ts";
import { unknown } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { conditionsOf, denial, type Expression } from "../expression.ts";
import { all, allOf, any, is } from "../logic.ts";
import { everyPart, onePart, type Part } from "../parts.ts";
import type { Condition, Danger, Judged, Logic, Presented, Verifier } from "../types.ts";
import { hasMoreLines, haproxyLines, type Line, MOST_LINES } from "./haproxy-lines.ts";
import { aboutOf, type Expression as SampleExpression, parseSample, type Variables } from "./haproxy-sample.ts";
import { anyJudged, type Test, testOf } from "./haproxy-test.ts";

/**
 * HAProxy with `jwt_verify`, `jwt_payload_query` and `jwt_header_query`: nothing is checked but what the rules refuse. A rule
 * counts in its order; one that allows a request ends the section's rules. A claim that the token lacks gives no sample, so a
 * test of it is false. A list is one text, with brackets. ACLs of one name are alternatives, and so are the patterns of one.
 * Checked 2026-12-01: HAProxy's manual on jwt_verify (3.3), HAProxy's article "Verify OAuth JWT Tokens with HAProxy", and
 * public configurations. As known on that day: json_query, ACLs and their conditions.
 */
export const haproxy: Verifier = {
  kind: "haproxy",
  title: "HAProxy configuration",
  read({ text }) {
    if (!/\bjwt_(?:verify|verify_cert|payload_query|header_query)\b/.test(text)) return null;
    const lines = haproxyLines(text);
    const acls = aclsOf(lines);
    const variables = variablesOf(lines, acls);
    const context: Context = {
      variables,
      acls,
      ofToken: variablesFrom(variables, /^jwt_/),
      ofSignature: variablesFrom(variables, /^jwt_verify/),
    };
    const parts = [...sectionsOf(lines)].flatMap(([section, own]) => sectionPart(section, own, context));
    const [first] = parts;
    if (first === undefined) return null;
    const [fronts, backs] = [true, false].map((isBack) =>
      parts.filter(({ section }) => section.startsWith("backend ") !== isBack),
    );
    const whole = everyPart([onePart(fronts ?? [], LISTENER), onePart(backs ?? [], BACKEND)]);
    return {
      ...(hasMoreLines(text)
        ? { conditions: [...whole.conditions, UNREAD], logic: all(whole.logic, is(UNREAD)) }
        : whole),
      dangers: dangersOf(
        parts.flatMap(({ leaves }) => leaves),
        context,
        first.range,
      ),
    };
  },
};

function sectionsOf(lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    const own = found.get(line.section);
    if (own) own.push(line);
    else found.set(line.section, [line]);
  }
  return found;
}

const UNREAD: Condition = {
  name: "lines",
  group: "File",
  range: null,
  judge: () => unknown(`Only the first ${MOST_LINES} lines are read: paste the part about tokens`),
};

const LISTENER = { name: "frontend", group: "Request", why: "The request decides which frontend applies" };
const BACKEND = { name: "backend", group: "Request", why: "The request decides which backend applies" };

/** A named ACL, or one in braces. */
interface Leaf {
  readonly name: string;
  readonly tests: readonly Test[];
  readonly range: Range;
}

interface Context {
  readonly variables: Variables;
  readonly acls: ReadonlyMap<string, readonly Test[]>;
  /** The variables that are made from the token, and those that hold the result of verifying it. */
  readonly ofToken: ReadonlySet<string>;
  readonly ofSignature: ReadonlySet<string>;
}

interface SectionPart extends Part {
  readonly section: string;
  readonly leaves: readonly { readonly leaf: Leaf; readonly denied: boolean }[];
  readonly range: Range;
}

const textsOf = (line: Line): readonly string[] => line.words.map(({ text }) => text);

const SET_VARIABLE = /^set-var\(([\w.]{1,80})(?:,[^)]*)?\)$/;

/** What a variable that is set for some requests only gives. */
const FOR_SOME = { name: "A variable that only some requests set", args: [] };

/** The variables and what they are set to. One that is set for some requests only is not known. */
function variablesOf(lines: readonly Line[], acls: Context["acls"]): Variables {
  const found = new Map<string, Map<string, SampleExpression>>();
  for (const line of lines) {
    const at = line.words.findIndex(({ text }) => SET_VARIABLE.test(text));
    const name = SET_VARIABLE.exec(line.words[at]?.text ?? "")?.[1];
    if (name === undefined) continue;
    const written = line.words[at + 1]?.text ?? "";
    const condition = conditionIn(line, acls);
    const isForAll = condition === null || leavesOf(condition).every(({ leaf, denied }) => !denied && isCarried(leaf));
    const steps = parseSample(written)?.steps ?? [{ name: written.slice(0, 40), args: [] }];
    const known = found.get(name) ?? new Map<string, SampleExpression>();
    found.set(name, known.set(`${written} ${isForAll}`, { steps: isForAll ? steps : [...steps, FOR_SOME] }));
  }
  return new Map([...found].map(([name, samples]) => [name, [...samples.values()]]));
}

/** Whether a test only asks if the request carries a token. */
const isCarried = ({ tests }: Leaf): boolean =>
  tests.length > 0 &&
  tests.every(
    ({ method, sample }) =>
      method === "found" && /^(?:http_auth_bearer|(?:req\.)?(?:cook|hdr|fhdr))$/.test(sample?.steps[0]?.name ?? ""),
  );

function aclsOf(lines: readonly Line[]): ReadonlyMap<string, readonly Test[]> {
  const found = new Map<string, Test[]>();
  for (const { words } of lines) {
    const [keyword, name, ...rest] = words;
    if (keyword?.text !== "acl" || name === undefined) continue;
    const own = found.get(name.text);
    if (own) own.push(testOf(rest));
    else found.set(name.text, [testOf(rest)]);
  }
  return found;
}

/** Whether a rule refuses, lets pass, or does neither. */
function effectOf(line: Line): "refuses" | "allows" | null {
  const [kind, action, ...rest] = textsOf(line);
  if (kind !== "http-request" && kind !== "tcp-request") return null;
  const verb = kind === "tcp-request" ? rest[0] : action;
  if (["deny", "reject", "tarpit", "silent-drop", "redirect"].includes(verb ?? "")) return "refuses";
  if (verb === "return") return /^[45]/.test(rest[rest.indexOf("status") + 1] ?? "") ? "refuses" : "allows";
  return verb === "allow" || verb === "accept" ? "allows" : null;
}

/** What a section requires: nothing if none of its rules is about the token. */
function sectionPart(section: string, lines: readonly Line[], context: Context): readonly SectionPart[] {
  const rules = lines.flatMap((line) => {
    const effect = effectOf(line);
    return effect === null ? [] : [{ line, effect, condition: conditionIn(line, context.acls) }];
  });
  const isAboutToken = ({ condition }: (typeof rules)[number]): boolean =>
    condition !== null &&
    leavesOf(condition).some(({ leaf: { name, tests } }) =>
      tests.length === 0 ? !isPredefined(name) : tests.some((test) => readsToken(test, context)),
    );
  if (!rules.some(isAboutToken)) return [];
  const group = section === "" ? "HAProxy" : section;
  const conditions: Condition[] = [];
  const leaves: { readonly leaf: Leaf; readonly denied: boolean }[] = [];
  // From the last rule to the first: what comes after a rule counts only if the rule does not end it.
  // Refusals in a row are one list, so that the logic is nested only as deep as rules allow.
  let required: Logic[] = [];
  for (const one of rules.toReversed()) {
    const { condition, effect } = one;
    // A refusal that is not about the token concerns other requests.
    if (effect === "refuses" && !isAboutToken(one)) continue;
    const asked: Expression<Leaf> = condition ?? { op: "all", of: [] };
    const built = conditionsOf(effect === "refuses" ? { op: "not", of: asked } : asked, (leaf, denied) =>
      conditionFor(leaf, denied, group, context),
    );
    conditions.push(...built.conditions.toReversed());
    if (effect === "refuses") leaves.push(...leavesOf(asked, true).toReversed());
    if (effect === "refuses") required.push(built.logic);
    else required = [any(built.logic, allOf(required.toReversed()))];
  }
  conditions.reverse();
  leaves.reverse();
  const logic = allOf(required.toReversed());
  const range = lines[0]?.range ?? { start: 0, end: 0 };
  return [{ section, conditions, logic, dangers: [], leaves, range }];
}

/** A name that HAProxy has itself; any other that is not defined here may be about the token. */
const isPredefined = (name: string): boolean => /^[A-Z][A-Z0-9_.]*$/.test(name);

/** The leaves of a condition; `denied`: the rule asks for the opposite. */
function leavesOf(
  node: Expression<Leaf>,
  denied = false,
): readonly { readonly leaf: Leaf; readonly denied: boolean }[] {
  if (node.op === "leaf") return [{ leaf: node.leaf, denied }];
  return node.op === "not" ? leavesOf(node.of, !denied) : node.of.flatMap((one) => leavesOf(one, denied));
}

/** What must hold for a rule to apply; null if it always does. */
function conditionIn({ words }: Line, acls: Context["acls"]): Expression<Leaf> | null {
  const at = words.findIndex(({ text }, index) => index > 0 && (text === "if" || text === "unless"));
  if (at < 0) return null;
  const alternatives: Expression<Leaf>[][] = [[]];
  let negated = false;
  const add = (leaf: Leaf): void => {
    const own: Expression<Leaf> = { op: "leaf", leaf };
    alternatives.at(-1)?.push(negated ? { op: "not", of: own } : own);
    negated = false;
  };
  for (let index = at + 1; index < words.length; index += 1) {
    const word = words[index]!;
    if (word.text === "||" || word.text === "or") alternatives.push([]);
    else if (word.text === "!") negated = !negated;
    else if (word.text === "{" || word.text === "!{") {
      if (word.text === "!{") negated = !negated;
      let end = index + 1;
      while (end < words.length && words[end]?.text !== "}") end += 1;
      const inside = words.slice(index + 1, end);
      const test = testOf(inside);
      const range = {
        start: inside[0]?.range.start ?? word.range.start,
        end: inside.at(-1)?.range.end ?? word.range.end,
      };
      add({ name: test.words, tests: [test], range });
      index = end;
    } else {
      const isNegated = word.text.startsWith("!");
      if (isNegated) negated = !negated;
      const name = isNegated ? word.text.slice(1) : word.text;
      add({ name, tests: acls.get(name) ?? [], range: word.range });
    }
  }
  const either: Expression<Leaf> = { op: "any", of: alternatives.map((of) => ({ op: "all" as const, of })) };
  return words[at]?.text === "unless" ? { op: "not", of: either } : either;
}

const readsToken = ({ sample }: Test, { ofToken }: Context): boolean =>
  sample !== null && mentions(sample, /^jwt_/, ofToken);

const verifies = (sample: SampleExpression, { ofSignature }: Context): boolean =>
  mentions(sample, /^jwt_verify/, ofSignature);

/** Whether a converter of that name stands in a sample, or in what one of these variables is set to. */
const mentions = ({ steps }: SampleExpression, name: RegExp, variables: ReadonlySet<string>): boolean =>
  steps.some((step) => name.test(step.name) || (step.name === "var" && variables.has(step.args[0] ?? "")));

/** The variables that come from a converter of that name, directly or through other variables. */
function variablesFrom(variables: Variables, name: RegExp): ReadonlySet<string> {
  const readers = new Map<string, string[]>();
  const left: string[] = [];
  for (const [variable, samples] of variables)
    for (const step of samples.flatMap(({ steps }) => steps)) {
      if (name.test(step.name)) left.push(variable);
      const [from = ""] = step.args;
      if (step.name !== "var") continue;
      const known = readers.get(from);
      if (known) known.push(variable);
      else readers.set(from, [variable]);
    }
  const found = new Set<string>();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const one of readers.get(next) ?? []) left.push(one);
  }
  return found;
}

function conditionFor(leaf: Leaf, denied: boolean, group: string, { variables }: Context): Condition {
  const judge = (presented: Presented): Judged => {
    const judged = anyJudged(leaf.name, leaf.tests, variables, presented);
    return denied ? denial(judged) : judged;
  };
  const name = `${denied ? "!" : ""}${leaf.name}`;
  return { name, group, range: leaf.range, judge };
}

/** What the rules leave open, since HAProxy checks nothing else. */
function dangersOf(
  leaves: readonly { readonly leaf: Leaf; readonly denied: boolean }[],
  context: Context,
  range: Range,
): readonly Danger[] {
  const { variables } = context;
  const tests = leaves.flatMap(({ leaf }) => leaf.tests.map((test) => ({ leaf, test })));
  const asked = (claim: string, ofHeader = false) =>
    tests.filter(({ test: { sample } }) => {
      const about = sample && aboutOf(sample, variables);
      return about !== null && about.claim === claim && about.ofHeader === ofHeader;
    });
  const verifying = tests.filter(({ test: { sample } }) => sample !== null && verifies(sample, context));
  const danger = (claim: string, at: Range, title: string, attack: string): Danger => ({
    claim,
    group: "HAProxy",
    range: at,
    title,
    attack,
  });
  const loose = asked("iss").filter(({ test: { method } }) => method === "sub" || method === "beg");
  return [
    ...(verifying.length === 0
      ? [
          danger(
            "signature",
            range,
            "The signature is not verified",
            "Anyone writes a token with the claims that the rules ask for.",
          ),
        ]
      : asked("alg", true).length === 0 && verifying.some(({ test }) => takesTokensAlgorithm(test, variables))
        ? [
            danger(
              "alg",
              verifying[0]!.leaf.range,
              "The token chooses its own algorithm",
              "With HS256 in its header, the path of the public key’s file is the secret: anyone who knows or guesses the path signs any token.",
            ),
          ]
        : []),
    ...(asked("aud").length === 0 ? [noAudience("HAProxy", range)] : []),
    ...(asked("exp").length === 0
      ? [danger("exp", range, "exp is not checked", "A stolen or logged token works forever.")]
      : []),
    ...loose.map(({ leaf, test }) =>
      danger(
        "iss",
        leaf.range,
        "Only a part of iss is compared",
        `An issuer at “${test.patterns[0]?.text ?? ""}.mallory.example” may be accepted too.`,
      ),
    ),
  ];
}

/** `jwt_verify(txn.alg, …)` with a variable from the token's header. */
const takesTokensAlgorithm = ({ sample }: Test, variables: Variables): boolean =>
  sample?.steps.some(({ name, args }) => name === "jwt_verify" && variables.has(args[0] ?? "")) === true;
