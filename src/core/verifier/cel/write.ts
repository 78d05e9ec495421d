/** A text as a CEL literal: CEL's escapes include those of JSON. */
const celText = (text: string): string => JSON.stringify(text);

/** Words that cannot name a member after a dot. */
const RESERVED =
  /^(?:true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)$/;

/** An expression for the member of a variable at a path of names. */
export function celMember(root: string, names: readonly string[]): string {
  const parts = names.map((name) =>
    /^[A-Za-z_]\w*$/.test(name) && !RESERVED.test(name) ? `.${name}` : `[${celText(name)}]`,
  );
  return `${root}${parts.join("")}`;
}

/** An expression that is true if a member is one of these texts. */
export function celOneOf(member: string, values: readonly string[]): string {
  return values.length === 1
    ? `${member} == ${celText(values[0] ?? "")}`
    : `${member} in [${values.map(celText).join(", ")}]`;
}

/** Whether a pattern can be expressed: it has at most one `*`. */
export const isCelPattern = (pattern: string): boolean => pattern.split("*").length <= 2;

/** An expression that is true if a member matches one of these patterns, in which a single `*` stands for any characters. */
export function celFits(member: string, patterns: readonly string[]): string {
  const exact = patterns.filter((pattern) => !pattern.includes("*"));
  const parts = [
    ...(exact.length > 0 ? [celOneOf(member, exact)] : []),
    ...patterns.filter((pattern) => pattern.includes("*")).map((pattern) => celPattern(member, pattern)),
  ];
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(" || ")})`;
}

function celPattern(member: string, pattern: string): string {
  const [before = "", after = ""] = pattern.split("*");
  const clauses = [
    ...(before === "" && after !== "" ? [] : [`${member}.startsWith(${celText(before)})`]),
    ...(after === "" ? [] : [`${member}.endsWith(${celText(after)})`]),
    // The two ends must not share characters.
    ...(before === "" || after === "" ? [] : [`size(${member}) >= ${[...before, ...after].length}`]),
  ];
  return clauses.length === 1 ? (clauses[0] ?? "") : `(${clauses.join(" && ")})`;
}
