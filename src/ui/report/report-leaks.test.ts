import { beforeAll, describe, expect, test } from "vitest";
import { USUAL_MAPPING, walkGateway } from "../../core/gateway/walk.ts";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { claimsCsv, claimsMarkdown } from "../../core/report/claims-table.ts";
import { reportHtml } from "../../core/report/html.ts";
import { reportJson } from "../../core/report/json.ts";
import { reportMarkdown } from "../../core/report/markdown.ts";
import { replyText } from "../../core/report/reply.ts";
import { tokenPicture } from "../../core/report/token-picture.ts";
import "../../core/rules/solve/found-words.ts";
import { claimsIn } from "../../core/envelope/disclosures.ts";
import { loadDiagnosis } from "../../core/rules/load.ts";
import { wholeObject } from "../../core/json/query.ts";
import { nesting } from "../../state/nesting.ts";
import type { View } from "../../state/types.ts";
import { everything, opened, spellings, STATES } from "../../testing/state/leaks.ts";
import { headerOf } from "../gateway/use-walk.ts";
import { reportOf } from "./use-report.ts";

beforeAll(() => loadDiagnosis());

/** Every output that the page makes from its view, by name. */
function written(view: View, hidePersonal: boolean): Readonly<Record<string, string>> {
  const layers = nesting(view.layers).map((layer) => ({
    token: layer.token,
    judgement: layer.judgement,
    header: headerOf(layer),
    payload: wholeObject(claimsIn(layer)),
  }));
  const walk = walkGateway({
    ...layers.at(-1),
    outer: layers.slice(0, -1),
    arrival: view.arrived.arrival,
    policy: readPolicy(view.inputs.policy),
    clock: view.clock,
    mapping: USUAL_MAPPING,
    realm: "api",
  });
  const report = reportOf(view, walk, null, hidePersonal);
  if (report === null) throw new Error("the wording is not loaded");
  const pictured = { token: view.token, header: view.header.json, payload: view.payload.json };
  const picture = tokenPicture(report, pictured, { withSignature: false }) ?? "";
  return {
    Markdown: reportMarkdown(report),
    JSON: reportJson(report),
    HTML: reportHtml(report),
    reply: replyText(view.verdict.state, view.findings),
    "claims as Markdown": claimsMarkdown(report),
    "claims as CSV": claimsCsv(report),
    // A text in the picture continues across its lines.
    picture: picture.replaceAll(/<[^>]*>\s*/g, ""),
  };
}

describe.each(Object.entries(STATES))("%s", (_, state) => {
  test.each([true, false])(
    "nothing secret or hidden is in any output, personal claims hidden: %s",
    async (hidePersonal) => {
      const view = await opened(state);
      const hidden = [...state.never, ...(hidePersonal ? (state.personal ?? []) : [])];
      for (const [what, text] of Object.entries(written(view, hidePersonal))) {
        const said = everything(text).join("\n");
        for (const one of hidden.flatMap(spellings)) expect(said.includes(one), `${what} has ${one}`).toBe(false);
      }
    },
  );
});
