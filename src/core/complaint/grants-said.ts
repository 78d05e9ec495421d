/** Scopes and roles that a message says are required. */
interface GrantsSaid {
  readonly scope: readonly string[];
  readonly role: readonly string[];
}

const WANTS =
  "missing|requires?|required|lacks?|needs?|without|must have|should have|(?:does not|doesn't|doesnt|not) (?:have|contain|include)|expects?|expected";
const SUBJECT = "scopes?|permissions?|roles?|authority|authorities|groups?";
const ONE = String.raw`["'\x60][^"'\x60\s,]{1,200}["'\x60]|[a-z_][\w:./+-]{0,199}`;
/** A value in quotes or brackets, or bare; a list of them with commas. */
const VALUES = String.raw`\[[^[\]\n]{1,300}\]|(?:${ONE})(?:, ?(?:${ONE})){0,20}`;
/** Words that continue the sentence: never the name of a grant. */
const NO_GRANT =
  /^(?:is|are|was|were|not|no|in|for|from|to|of|and|or|on|at|by|with|the|an?|any|all|one|some|that|this|your|you|does|do|has|have|missing|required|denied|error|found|claims?|tokens?|values?|names?|checks?|mapping|assignments?|members?|membership|but|must|cannot|can|could|would|will|should|which|when|insufficient|invalid|null|undefined|string|true|false|scopes?|roles?|permissions?|groups?)$/i;

/** "requires role admin", "Missing required scope: orders:write", "does not contain scopes:[a, b]". */
const AFTER = new RegExp(
  String.raw`\b(?:${WANTS})(?: (?:the|a|an|any|at|least|following|required|requested|necessary|correct|user|realm|client|these|this|of)){0,4} (?<subject>${SUBJECT})(?: (?:claim|named|called))?(?<sign>["'] ?|\s?[:=]\s?| )(?<values>${VALUES})(?<end>[^\n]{0,12})`,
  "gi",
);
/** "orders:write scope is required", "'admin' role required": the grant is the word before. */
const BEFORE = new RegExp(
  String.raw` (?<subject>${SUBJECT}) (?:is |are )?(?:required|missing|needed|not present|not found)\b`,
  "gi",
);
const QUOTED_OR_MARKED = /^(?:["'\x60][^"'\x60]{1,200}["'\x60]|[a-z_]\w{0,60}[:./-][\w:./+-]{1,199})$/i;

/** "Insufficient scope. Expected orders:read". */
const INSUFFICIENT = new RegExp(
  String.raw`\binsufficient[_ ](?<subject>scopes?|permissions?|roles?)[.:,;]? {1,3}(?:expected|requires?|required|needs?):? (?<values>${VALUES})(?<end>[^\n]{0,12})`,
  "gi",
);

/**
 * The scopes and roles that a message calls required in prose, as it spells them. Alternatives ("one of", "a or b")
 * are not required, and a word that only continues the sentence is not a grant. Takes the text as printed. Linear
 * time.
 */
export function grantsSaid(text: string): GrantsSaid {
  const said = { scope: new Set<string>(), role: new Set<string>() };
  for (const { index, groups = {} } of text.matchAll(BEFORE)) {
    const word =
      text
        .slice(Math.max(0, index - LONGEST), index)
        .split(/\s/)
        .at(-1) ?? "";
    if (QUOTED_OR_MARKED.test(word)) for (const grant of split(word)) said[kindOf(groups)].add(grant);
  }
  for (const pattern of [AFTER, INSUFFICIENT]) {
    for (const { 0: whole, groups = {} } of text.matchAll(pattern)) {
      const { sign = ":", values = "", end = "" } = groups;
      if (/\b(?:any|one)\b/i.test(whole.slice(0, 60)) || /^["']?\s?(?:or|\|)\b/i.test(end.trimStart())) continue;
      const isMarked = /[:=]/.test(sign);
      const grants = split(values).filter((grant) => isGrant(grant, isMarked, values, end));
      for (const grant of grants) said[kindOf(groups)].add(grant);
    }
  }
  return { scope: [...said.scope], role: [...said.role] };
}

/** The maximum length of a grant. */
const LONGEST = 200;

function kindOf({ subject = "" }: Readonly<Record<string, string>>): keyof GrantsSaid {
  return /^(?:scope|permission)/i.test(subject) ? "scope" : "role";
}

/** A bare word is a grant if the sentence ends after it, or continues with what it is for. */
function isGrant(grant: string, isMarked: boolean, values: string, end: string): boolean {
  if (grant === "" || NO_GRANT.test(grant)) return false;
  const isSure = isMarked || /^["'`[]/.test(values) || /[:./_-]/.test(grant);
  return isSure || /^\s*(?:$|[.,;)\]}"'])|^ (?:to|in) (?:access|use|the |call)/i.test(end);
}

function split(values: string): readonly string[] {
  return values.split(/[\s,[\]"'`]+/).flatMap((value) => {
    const grant = value.replace(/[.:]$/, "");
    return grant === "" ? [] : [grant];
  });
}
