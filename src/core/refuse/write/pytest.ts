import { quoted } from "../../policy/write/quote.ts";
import { USUAL_ADDRESS } from "../address.ts";
import type { Kit, Part } from "../types.ts";
import { headLines, oneLine, piecesOf, tokensForFile } from "./pieces.ts";

function pythonPart(part: Part): string {
  if (typeof part === "string") return quoted(part);
  const { of, start, end } = part;
  return start === undefined && end === undefined ? of : `${of}[${start ?? ""}:${end ?? ""}]`;
}

/** A pytest file that needs nothing but Python's standard library: one test per token. */
export function pytestFile(kit: Kit, url = USUAL_ADDRESS): string {
  const rows = tokensForFile(kit).map(
    (token) =>
      `    # ${token.clause}: ${oneLine(token.change)}\n    (${quoted(token.label)}, ${quoted(token.title)}, ${piecesOf(token, kit).map(pythonPart).join(" + ")}),`,
  );
  return `${headLines(kit)
    .map((line) => `# ${line}`)
    .join("\n")}
import os
import urllib.error
import urllib.request

import pytest

url = os.environ.get("JOTSCOPE_URL", ${quoted(url)})
good = os.environ.get("JOTSCOPE_GOOD_TOKEN", ${kit.isMadeHere ? quoted(kit.good.token) : '""'})
header, payload, signature = (good.split(".") + ["", "", ""])[:3]

MUST_REFUSE = [
${rows.join("\n")}
]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


def status_of(token):
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    try:
        with opener.open(request, timeout=20) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def test_good_token_is_accepted():
    assert all((header, payload, signature)), "set JOTSCOPE_GOOD_TOKEN"
    assert 200 <= status_of(good) < 300


@pytest.mark.parametrize("label,title,token", MUST_REFUSE, ids=[label for label, _, _ in MUST_REFUSE])
def test_refused(label, title, token):
    assert status_of(token) in (401, 403), title
`;
}
