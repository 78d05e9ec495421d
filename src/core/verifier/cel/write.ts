/** A text as CEL writes it: the escapes of JSON are among its own. */
const celText = (text: string): string => JSON.stringify(text);

/** Words that name no member behind a dot. */
const RESERVED =
  /^(?:true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)$/;

/** The member of a variable that names lead to. */
export function celMember(root: string, names: readonly string[]): string {
  const parts = names.map((name) =>
    /^[A-Za-z_]\w*$/.test(name) && !RESERVED.test(name) ? `.${name}` : `[${celText(name)}]`,
  );
  return `${root}${parts.join("")}`;
}

/** That a member is one of some texts. */
export function celOneOf(member: string, values: readonly string[]): string {
  return values.length === 1
    ? `${member} == ${celText(values[0] ?? "")}`
    : `${member} in [${values.map(celText).join(", ")}]`;
}

/** Whether a pattern can be asked for: no `*`, or one. */
export const isCelPattern = (pattern: string): boolean => pattern.split("*").length <= 2;

/** That a member fits one of some patterns, in which one `*` stands for any characters. */
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
    // Both ends may not share characters.
    ...(before === "" || after === "" ? [] : [`size(${member}) >= ${[...before, ...after].length}`]),
  ];
  return clauses.length === 1 ? (clauses[0] ?? "") : `(${clauses.join(" && ")})`;
}
