import { claimsIn } from "../../core/envelope/disclosures.ts";
import { wholeObject } from "../../core/json/query.ts";
import { PRESETS, presetText, presetToken, recognise } from "../../core/policy/presets.ts";
import { expectIn } from "../../core/policy/expect.ts";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { POLICY_MEMBERS, memberCalled } from "../../core/policy/members.ts";
import type { PolicyProblem } from "../../core/policy/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { MoveOffer } from "../arrival/MoveOffer.tsx";
import { Button } from "../Button.tsx";
import { Card } from "../Card.tsx";
import { Icon } from "../Icon.tsx";
import { Options } from "../Options.tsx";
import { Select } from "../Select.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { claimsOf, headerOf } from "../gateway/use-walk.ts";

/** The members of a policy, and how to detect each. */
const MEMBERS = POLICY_MEMBERS.map((name) => [name, new RegExp(`"${name}"\\s*:`)] as const);

/** What the user's own service expects of a token, as a small JSON document, with presets to start from. */
export function PolicyCard() {
  const policy = useView(({ inputs }) => inputs.policy);
  const header = useView((view) => headerOf(claimsOf(view)));
  const payload = useView((view) => claimsIn(claimsOf(view)));
  const isNested = useView((view) => claimsOf(view).path !== "");
  const { setNotes, applyFix, copyText } = useActions();
  const token = presetToken(header, wholeObject(payload));
  const proposed = recognise(token);
  const reading = readPolicy(policy);
  const problems = reading.kind === "empty" ? [] : reading.problems;
  const put = (id: string): void => {
    const preset = PRESETS.find((one) => one.id === id);
    if (preset) applyFix({ kind: "policy", text: presetText(preset, token) });
  };
  const missing = MEMBERS.flatMap(([name, written]) => (written.test(policy) ? [] : [name]));
  return (
    <Card
      id="p-policy"
      label="Policy"
      about={isNested ? "what your service accepts of the innermost claims" : "what your service accepts"}
      tools={
        <Button
          className="icon small"
          icon="copy"
          name="Copy policy"
          disabled={policy === ""}
          onClick={() => void copyText(policy, "policy")}
        />
      }
    >
      {proposed !== null && reading.kind === "empty" && (
        <p className="row">
          <span>This looks like: {proposed.title}.</span>
          <Button className="small" onClick={() => put(proposed.id)}>
            Use its policy
          </Button>
        </p>
      )}
      <div className="two-columns">
        <Select label="Policy preset" value="" onChange={put}>
          <option value="">Choose a preset</option>
          <Options of={PRESETS.map(({ id, title }) => [id, title])} />
        </Select>
        <Select
          label="Add to the policy"
          value=""
          onChange={(name) => {
            const member = memberCalled(name)?.name ?? null;
            const next = member && expectIn(policy, member, sampleOf(name, token));
            if (next) applyFix({ kind: "policy", text: next.text });
          }}
        >
          <option value="">Add a member</option>
          <Options of={missing} />
        </Select>
      </div>
      <textarea
        {...FIELD_ATTRIBUTES}
        className="input policy-text"
        aria-label="Policy JSON"
        aria-invalid={problems.length > 0 || undefined}
        rows={9}
        placeholder='{ "algorithms": ["RS256"], "iss": "https://issuer.example", "aud": "your-api" }'
        value={policy}
        onChange={({ currentTarget }) => setNotes({ policy: currentTarget.value })}
      />
      <MoveOffer field="policy" text={policy} />
      {problems.length > 0 && (
        <ul className="at-field">
          {problems.slice(0, 5).map((problem, index) => (
            <li key={index} className="chip sev-warn">
              <Icon name="warn" />
              <bdi>{problemWords(problem)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function problemWords(problem: PolicyProblem): string {
  switch (problem.code) {
    case "json":
      return `Not valid JSON from character ${problem.range.start + 1} on, so nothing is checked.`;
    case "not-object":
      return "The policy must be a JSON object. Nothing is checked.";
    case "unknown-member":
      return `${problem.name} is unknown and ignored.`;
    case "wrong-type":
      return `${problem.name} must be ${problem.expected}; it is ignored.`;
  }
}

/** An initial value, from the token if it has one. */
function sampleOf(name: string, token: ReturnType<typeof presetToken>): unknown {
  switch (name) {
    case "algorithms":
      return [token.alg || "RS256"];
    case "aud":
      return token.aud[0] ?? "your-api";
    case "typ":
      return token.typ || "JWT";
    case "requiredClaims":
      return ["exp", "sub"];
    case "scopes":
    case "roles":
    case "jtiDenyList":
      return [];
    case "claims":
      return {};
    case "maxAge":
    case "maxLifetime":
      return 3600;
    case "leeway":
      return 60;
    case "rolesClaim":
      return "realm_access.roles";
    case "client":
      return token.claim("azp") || token.claim("client_id");
    case "verifier":
      return "envoy";
    default:
      return token.claim(name);
  }
}
