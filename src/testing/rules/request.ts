import type { Removal } from "../../core/token/types.ts";
import type { RuleContext } from "../../core/rules/types.ts";
import { compact, HEALTHY, HEALTHY_HEADER, SAMPLE_NOW } from "./context.ts";
import { healthy, of, type Samples } from "./sample.ts";

/** A healthy token that arrived in this text, where `TOKEN` stands for it. */
const pasted = (text: string, removals: readonly Removal[] = [], token = HEALTHY): (() => RuleContext) =>
  of(token, { arrival: { pasted: text.replaceAll("TOKEN", token), removals } });
const bearer: Removal = { kind: "scheme", text: "Bearer ", range: { start: 0, end: 7 } };

const date = (seconds: number) => new Date(seconds * 1000).toUTCString();
const claims = (members: string) => compact(HEALTHY_HEADER, `{"iss":"https://issuer.example","sub":"1",${members}}`);
const N = SAMPLE_NOW;
const ended = claims(`"iat":${N - 7200},"exp":${N - 3600}`);

/** Rules that look at what surrounded the token in the paste. */
export const requestSamples: Samples = {
  "IN-21": {
    fires: [
      ["headers", pasted("GET /a HTTP/1.1\nAuthorization: Bearer TOKEN\nauthorization: TOKEN\n\n"), "warn"],
      [
        "headers",
        pasted(`curl -H 'Authorization: Bearer TOKEN' -H "Authorization: Bearer TOKEN" https://api.example`),
        "warn",
      ],
      ["parameter", pasted("GET /a?access_token=TOKEN HTTP/1.1\nAuthorization: Bearer TOKEN\n\n"), "warn"],
      ["parameter", pasted("POST /a HTTP/1.1\nAuthorization: Bearer TOKEN\n\naccess_token=TOKEN&x=1"), "warn"],
      ["cookie", pasted("GET /a HTTP/1.1\nAuthorization: Bearer TOKEN\nCookie: theme=dark; jwt=TOKEN\n\n"), "info"],
    ],
    silent: [
      healthy(),
      pasted("Authorization: Bearer TOKEN"),
      pasted(
        "curl -H 'Authorization: Bearer TOKEN' https://a.example\ncurl -H 'Authorization: Bearer TOKEN' https://b.example",
      ),
      pasted("GET /a?access_token=TOKEN HTTP/1.1\nCookie: jwt=TOKEN"),
      pasted("Authorization: Basic YTpi\nX-Token: TOKEN"),
      pasted("Authorization: Bearer TOKEN\nCookie: token_type=bearer"),
      pasted("Authorization: Bearer TOKEN\nHost: a.example\n\nAuthorization: Bearer TOKEN\nHost: b.example"),
      pasted(`get(a, { headers: { Authorization: "Bearer TOKEN" } }); get(b, { headers: { Authorization: "TOKEN" } })`),
    ],
  },
  "IN-22": {
    fires: [
      ["scheme", pasted("Authorization: TOKEN"), "warn"],
      ["scheme", pasted("curl https://api.example -H 'authorization: TOKEN'"), "warn"],
      ["scheme", pasted(`fetch(url, { headers: { "Authorization": "TOKEN" } })`), "warn"],
    ],
    silent: [healthy(), pasted("Authorization: Bearer TOKEN"), pasted("Authorization: DPoP TOKEN"), pasted("TOKEN")],
  },
  "TIM-11": {
    fires: [
      [
        "behind",
        pasted(`HTTP/1.1 401\nDate: ${date(N + 600)}\n\nTOKEN`),
        "warn",
        null,
        "clock at 2027-01-15T08:10:00.000Z",
      ],
      [
        "server-behind",
        pasted(`< HTTP/1.1 401\n< date: ${date(N - 900)}\n\nTOKEN`),
        "warn",
        'payload "1799999940"',
        "clock at 2027-01-15T07:45:00.000Z",
      ],
      [
        "unexpired",
        pasted(`HTTP/1.1 200 OK\nDate: ${date(N - 5400)}\n\nTOKEN`, [], ended),
        "info",
        'payload "1799996400"',
        "clock at 2027-01-15T06:30:00.000Z",
      ],
    ],
    silent: [
      healthy(),
      pasted(`HTTP/1.1 401\nDate: ${date(N - 30)}\n\nTOKEN`),
      pasted(`HTTP/1.1 401\nDate: ${date(N + 30)}\n\nTOKEN`),
      pasted(`HTTP/1.1 401\nDate: soon\n\nTOKEN`),
      pasted(`HTTP/1.1 401\nDate: ${date(N - 60)}\n\nTOKEN`, [], ended),
    ],
  },
  "CLM-09": {
    fires: [
      ["bearer", pasted("Bearer TOKEN", [bearer], claims(`"nonce":"n"`)), "warn", 'payload "\\"n\\""'],
      ["bearer", pasted("Bearer TOKEN", [bearer], claims(`"token_use":"id"`)), "warn", 'payload "\\"id\\""'],
      ["bearer", pasted("Authorization: Bearer TOKEN", [], claims(`"typ":"ID"`)), "warn", 'payload "\\"ID\\""'],
    ],
    silent: [
      healthy(),
      pasted("Bearer TOKEN", [bearer]),
      pasted("id_token=TOKEN", [], claims(`"nonce":"n"`)),
      pasted("Bearer TOKEN", [bearer], claims(`"nonce":"n","scope":"openid"`)),
      pasted("Bearer TOKEN", [bearer], claims(`"token_use":"access"`)),
    ],
  },
};
