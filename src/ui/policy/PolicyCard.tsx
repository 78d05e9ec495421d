import { PRESETS, presetText, presetToken, recognise } from "../../core/policy/presets.ts";
import { POLICY_MEMBERS, readPolicy } from "../../core/policy/read-policy.ts";
import type { PolicyProblem } from "../../core/policy/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { Select } from "../Select.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { objectOf } from "../gateway/use-walk.ts";

/** What the user's own service expects of a token, as a small JSON document, with presets to start from. */
export function PolicyCard() {
  const policy = useView(({ settings }) => settings.policy);
  const header = useView((view) => view.header.json);
  const payload = useView((view) => view.payload.json);
  const { setSettings, copyText } = useActions();
  const token = presetToken(objectOf(header), objectOf(payload));
  const proposed = recognise(token);
  const reading = readPolicy(policy);
  const problems = reading.kind === "empty" ? [] : reading.problems;
  const put = (id: string): void => {
    const preset = PRESETS.find((one) => one.id === id);
    if (preset) setSettings({ policy: presetText(preset, token) });
  };
  const missing = POLICY_MEMBERS.filter((name) => !new RegExp(`"${name}"\\s*:`).test(policy));
  return (
    <section className="pane card" id="p-policy" aria-label="Policy">
      <div className="head">
        <h3>Policy</h3>
        <span className="meta">what your service accepts</span>
        <span className="fill" />
        <Button
          className="icon small"
          icon="copy"
          name="Copy policy"
          disabled={policy === ""}
          onClick={() => void copyText(policy, "policy")}
        />
      </div>
      <div className="pad">
        {proposed !== null && reading.kind === "empty" && (
          <p className="row">
            <span>This looks like a token of {proposed.title}.</span>
            <Button className="small" onClick={() => put(proposed.id)}>
              Use its policy
            </Button>
          </p>
        )}
        <div className="two">
          <Select label="Policy preset" value="" onChange={put}>
            <option value="">Choose a preset</option>
            {PRESETS.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
          <Select
            label="Add to the policy"
            value=""
            onChange={(name) => setSettings({ policy: withMember(policy, name, sampleOf(name, token)) })}
          >
            <option value="">Add a member</option>
            {missing.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </div>
        <textarea
          {...FIELD_ATTRIBUTES}
          className="in policy-text"
          aria-label="Policy JSON"
          aria-invalid={problems.length > 0 || undefined}
          rows={9}
          placeholder='{ "algorithms": ["RS256"], "iss": "https://issuer.example", "aud": "your-api" }'
          value={policy}
          onChange={({ currentTarget }) => setSettings({ policy: currentTarget.value })}
        />
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
      </div>
    </section>
  );
}

function problemWords(problem: PolicyProblem): string {
  switch (problem.code) {
    case "json":
      return `No JSON yet, from character ${problem.range.start + 1} on; nothing is compared.`;
    case "not-object":
      return "The policy is an object of members; nothing is compared.";
    case "unknown-member":
      return `${problem.name} is not known here, and is passed over.`;
    case "wrong-type":
      return `${problem.name} should be ${problem.expected}, and is passed over.`;
  }
}

/** A value to begin with, from the token where it has one. */
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

/** The policy with one more member at its end; text that is no object yet is started anew only where it is empty. */
function withMember(policy: string, name: string, value: unknown): string {
  if (name === "") return policy;
  const member = `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  if (policy.trim() === "") return `{\n${member}\n}\n`;
  const end = policy.lastIndexOf("}");
  if (end < 0) return policy;
  const before = policy.slice(0, end).trimEnd();
  return `${before}${before.endsWith("{") ? "" : ","}\n${member}\n${policy.slice(end)}`;
}
