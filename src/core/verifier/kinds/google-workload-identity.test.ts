import { describe, expect, test } from "vitest";
import { judged, presented, push, readingOf, withIds } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const AUDIENCE = "https://iam.googleapis.com/projects/12/locations/global/workloadIdentityPools/ci/providers/gh";
const claims = { ...push, aud: AUDIENCE };
const provider = (attributeCondition: string, more: object = {}) => ({
  name: AUDIENCE.slice("https://iam.googleapis.com/".length),
  attributeMapping: { "google.subject": "assertion.sub", "attribute.owner": "assertion.repository_owner" },
  attributeCondition,
  oidc: { issuerUri: push.iss },
  ...more,
});
const outcome = (condition: string, token: object = claims) => judged(provider(condition), presented(token)).outcome;

describe("the condition", () => {
  test.each([
    ["assertion.repository_owner == 'blue-yard'", "accepted"],
    ["assertion.repository_owner == 'Blue-Yard'", "refused"],
    ["attribute.owner == 'blue-yard' && google.subject.startsWith('repo:blue-yard/')", "accepted"],
    ["assertion.repository in ['blue-yard/kiln', 'blue-yard/other']", "accepted"],
    ["assertion.actor == 'ann'", "refused"],
    ["attribute.repository == 'blue-yard/kiln'", "refused"],
    ["assertion.sub.matches('^repo:blue-yard/.*')", "accepted"],
    ["assertion.sub.fancy() == 'x'", "unknown"],
    ["assertion.repository_owner == 'red' && assertion.sub.fancy() == 'x'", "refused"],
    ["assertion.repository_owner == ", "unknown"],
  ])("%s is %s", (condition, expected) => {
    expect(outcome(condition)).toBe(expected);
  });

  test("a function that is not evaluated is named", () => {
    expect(judged(provider("assertion.sub.fancy() == 'x'"), presented(claims)).sentence).toMatch(/fancy\(\)/);
  });

  test("one false clause of several is the sentence, with both values", () => {
    const { sentence, about } = judged(
      provider("assertion.repository_owner == 'blue-yard' && assertion.ref == 'refs/heads/prod'"),
      presented(claims),
    );
    expect(sentence).toMatch(/^ref is “refs\/heads\/main”, not “refs\/heads\/prod”/);
    expect([about?.claim, about?.token, about?.wanted]).toEqual(["ref", "refs/heads/main", "refs/heads/prod"]);
  });

  test("GitHub’s IDs in sub are named as the reason", () => {
    expect(
      judged(provider(`assertion.sub == '${push.sub}'`), presented({ ...withIds, aud: AUDIENCE })).sentence,
    ).toMatch(/ids of owner and repository/);
  });
});

describe("the rest of it", () => {
  const closed = "assertion.repository_owner_id == '8812'";

  test("without listed audiences the provider’s own name counts, with and without its scheme", () => {
    expect(outcome(closed, { ...claims, aud: AUDIENCE.slice("https:".length) })).toBe("accepted");
    expect(outcome(closed, { ...claims, aud: `${AUDIENCE}2` })).toBe("refused");
    const unnamed = provider(closed, { name: undefined });
    expect(judged(unnamed, presented(claims)).outcome).toBe("unknown");
    expect(judged(unnamed, presented(push)).outcome).toBe("refused");
  });

  test("listed audiences replace it", () => {
    const listed = provider(closed, { oidc: { issuerUri: push.iss, allowedAudiences: ["a", "b"] } });
    expect(judged(listed, presented({ ...claims, aud: "b" })).outcome).toBe("accepted");
    expect(judged(listed, presented(claims)).by["allowedAudiences"]).toBe("unmet");
  });

  test("a subject that cannot be mapped is refused; for another attribute the result is unknown", () => {
    const mapping = (attributeMapping: object) => judged(provider(closed, { attributeMapping }), presented(claims));
    expect(mapping({ "google.subject": "assertion.actor_id" }).outcome).toBe("refused");
    expect(mapping({ "google.subject": `'${"x".repeat(128)}'` }).outcome).toBe("refused");
    expect(mapping({ "google.subject": "assertion.sub", "attribute.a": "assertion.actor_id" }).outcome).toBe("unknown");
    expect(
      mapping({ "google.subject": "assertion.sub", "attribute.a": "assertion.ref.extract('refs/heads/{b}')" }).by,
    ).toMatchObject({ "attribute.a": "met" });
  });

  test("a token lives at most a day, has an iat, and uses RS256 or ES256", () => {
    const { now } = presented({});
    expect(outcome(closed, { ...claims, exp: now + 90_000 })).toBe("refused");
    expect(outcome(closed, { ...claims, iat: undefined })).toBe("refused");
    expect(judged(provider(closed), presented(claims, { alg: "PS256" })).outcome).toBe("refused");
    expect(judged(provider(closed), presented(claims, { alg: "ES256" })).outcome).toBe("accepted");
  });

  test("a disabled provider accepts nothing, and an unknown member is not ignored", () => {
    expect(judged(provider(closed, { disabled: true }), presented(claims)).outcome).toBe("refused");
    expect(judged(provider(closed, { state: "DELETED" }), presented(claims)).outcome).toBe("refused");
    expect(judged(provider(closed, { guards: 1 }), presented(claims)).outcome).toBe("unknown");
  });
});

describe("other ways to write it", () => {
  const flags = (condition: string) => `gcloud iam workload-identity-pools providers create-oidc gh \\
  --location=global --workload-identity-pool="ci" \\
  --issuer-uri="https://token.actions.githubusercontent.com" \\
  --allowed-audiences="a,${AUDIENCE}" \\
  --attribute-mapping="google.subject=assertion.sub,attribute.x=assertion.sub.split(',')[0]" \\
  --attribute-condition="${condition}"`;

  test("gcloud", () => {
    const accepted = judged(flags("assertion.repository_owner=='blue-yard'"), presented(claims));
    expect([accepted.outcome, accepted.by["allowed-audiences"], accepted.by["attribute.x"]]).toEqual([
      "accepted",
      "met",
      "met",
    ]);
    const refused = judged(flags("assertion.repository_owner=='red'"), presented(claims));
    expect([refused.outcome, refused.by["attribute-condition"]]).toEqual(["refused", "unmet"]);
    expect(judged(flags("assertion.repository_owner=='${OWNER}'"), presented(claims)).outcome).toBe("unknown");
  });

  const terraform = (condition: string) => `# a pool
resource "google_iam_workload_identity_pool_provider" "gh" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.ci.workload_identity_pool_id
  workload_identity_pool_provider_id = "gh"
  attribute_mapping = {
    "google.subject" = "assertion.sub" // who
    "attribute.repo" = "assertion.repository"
  }
  attribute_condition = ${condition}
  oidc {
    issuer_uri        = "https://token.actions.githubusercontent.com"
    allowed_audiences = ["${AUDIENCE}"]
  }
}
`;

  test.each([
    [`"assertion.repository_owner == 'blue-yard'"`, "accepted"],
    [`"assertion.repository_owner == 'red'"`, "refused"],
    [`<<-EOT\n    attribute.repo == "blue-yard/kiln" &&\n    assertion.ref == "refs/heads/main"\n  EOT`, "accepted"],
    [`<<-EOT\n    attribute.repo == "blue-yard/kiln" &&\n    assertion.ref == "refs/heads/dev"\n  EOT`, "refused"],
    [`"assertion.repository_owner == '\${var.owner}'"`, "unknown"],
    ["var.condition", "unknown"],
    [`join(" && ", ["assertion.x == 'a'"])`, "unknown"],
  ])("Terraform with %s is %s", (condition, expected) => {
    const { outcome, by } = judged(terraform(condition), presented(claims));
    expect([outcome, by["issuer_uri"], by["google.subject"]]).toEqual([expected, "met", "met"]);
  });

  test("truncated Terraform accepts nothing", () => {
    const text = terraform(`"assertion.repository_owner == 'blue-yard'"`);
    expect(judged(text.slice(0, -8), presented(claims)).outcome).toBe("unknown");
  });

  test("YAML, as gcloud describes it", () => {
    const text = `attributeCondition: assertion.repository_owner == 'red'
attributeMapping:
  google.subject: assertion.sub
name: ${AUDIENCE.slice("https://iam.googleapis.com/".length)}
oidc:
  issuerUri: ${push.iss}
state: ACTIVE
`;
    expect(judged(text, presented(claims)).by).toMatchObject({ attributeCondition: "unmet", issuerUri: "met" });
  });
});

test.each<[string, readonly string[]]>([
  ["", ["sub"]],
  ["assertion.ref == 'refs/heads/main'", ["sub"]],
  ["assertion.sub.startsWith('repo:blue')", ["sub"]],
  ["assertion.sub.startsWith('repo:blue-yard/')", []],
  ["attribute.owner == 'blue-yard'", []],
  ["assertion.repository_owner == 'a' || assertion.repository_owner == 'b'", []],
])("security: %j leaves %j open", (condition, open) => {
  expect(readingOf(provider(condition)).dangers.map(({ claim }) => claim)).toEqual(open);
});
