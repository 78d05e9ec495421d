import { THEMES } from "../frame/ThemeSelect.tsx";
import { claimsIn } from "../../core/envelope/disclosures.ts";
import { joseHeader } from "../../core/envelope/json-seals.ts";
import { wholeObject } from "../../core/json/query.ts";
import { useMemo } from "react";
import { flushSync } from "react-dom";
import type { PaneName } from "../../core/rules/types.ts";
import type { Scenario } from "../../core/lab/types.ts";
import type * as Presets from "../../core/policy/presets.ts";
import { goTo } from "../../page/go-to.ts";
import { convert, serialisationOf } from "../../core/envelope/convert.ts";
import { SCREENS } from "../../page/route.ts";
import { canWrap } from "../../state/wrapping.ts";
import type { Actions, View } from "../../state/types.ts";
import type { Workbench } from "../../state/workbench.ts";
import { setFold } from "../fold.ts";
import { takeFiles } from "../frame/take-in.ts";
import { startFirstLook } from "../first-visit/look.ts";
import { usePanels } from "../Panels.tsx";
import { FORMS, SERIALISATIONS } from "../json-form/words.ts";
import { readLabRoute, writeLabRoute } from "../lab/route.ts";
import { openShareAt } from "../share/go-to-part.ts";
import { openSheet } from "../sheets/sheet.ts";
import { EXAMPLES } from "../start/examples.ts";
import { useGoTo } from "../source-map/use-go-to.ts";
import { useAnswer } from "../use-answer.ts";
import { useActions, useWorkbench } from "../WorkbenchContext.tsx";
import type { Command } from "./find-commands.ts";

const SCREEN_WORDS: Readonly<Record<string, string>> = {
  workbench: "token home start",
  error: "401 403 message log invalid diagnose",
  gateway: "policy walk pipeline verifier subject export headers expect",
  collection: "tokens history visit list earlier import har log timeline compare",
  lab: "attack tamper scenario course learn teach class present hand-out security",
};

const PANES: readonly (readonly [pane: PaneName, title: string, words: string])[] = [
  ["token", "Encoded token", "jwt jws jwe"],
  ["header", "Header JSON", "alg kid typ jose"],
  ["payload", "Payload JSON", "claims body exp sub aud"],
  ["secret", "Secret", "hmac hs256 shared key password"],
  ["public-key", "Public key", "jwks jwk set pem certificate x509 verify"],
  ["private-key", "Private key", "sign pem jwk pkcs8"],
];

/** Commands of parts that load when the palette is first opened. */
interface Loaded {
  readonly scenarios: readonly Pick<Scenario, "id" | "title">[];
  readonly presets: typeof Presets | null;
}
const NOTHING_YET: Loaded = { scenarios: [], presets: null };

async function load(): Promise<Loaded> {
  try {
    const [{ SCENARIOS }, presets] = await Promise.all([
      import("../../core/lab/scenarios.ts"),
      import("../../core/policy/presets.ts"),
    ]);
    return { scenarios: SCENARIOS, presets };
  } catch {
    return NOTHING_YET;
  }
}

/** The lab's scenarios and the policy presets; empty until they have loaded, or if that fails. */
function useLoaded(): Loaded {
  return useAnswer([], load) ?? NOTHING_YET;
}

/** Every command of the palette for what is open. */
export function useCommands(): readonly Command[] {
  const actions = useActions();
  const { view } = useWorkbench();
  const { show } = usePanels();
  const goToPlace = useGoTo();
  const { scenarios, presets } = useLoaded();
  return useMemo(() => {
    const now = view.getState();
    const open = now.token.text !== "";
    const place = /^#\/lab\/([\w-]+)/.exec(location.hash)?.[1];
    const scenario = scenarios.find(({ id }) => id === place);
    const act = (title: string, words: string, run: () => void, fits = false): Command => ({
      id: `act ${title}`,
      title,
      words,
      group: "Action",
      fits,
      run,
    });
    const onDesk = (part: "diagnosis" | "time"): void => {
      flushSync(() => {
        goTo("#/");
        show(part);
        setFold(part, true);
      });
      document.querySelector<HTMLElement>(part === "time" ? "#p-time .fold" : "#p-diag .fold")?.focus();
    };
    const toClaimsTable = (): void => {
      flushSync(() => {
        goTo("#/");
        show("claims");
        setFold("claims table", true);
      });
      document.querySelector<HTMLElement>(".claims-table")?.focus();
    };
    return [
      ...(open ? tokenActs(now, actions, act) : []),
      ...(now.canUndo ? [act("Undo", "back revert restore", actions.undo, true)] : []),
      act("New encrypted token", "jwe encrypt make create claims text public key password", () => {
        goTo("#/");
        actions.applyFix({ kind: "new-encrypted", content: "{}" });
      }),
      act("Share", "report ticket link colleague copy markdown", () => openSheet("share"), open),
      ...(open
        ? [
            act(
              "Copy a link to this view",
              "share url send colleague qr file attachment",
              () => openShareAt("link", ".primary"),
              true,
            ),
            act("Report for a ticket", "copy redact hide personal claims mask markdown html issue support jira", () =>
              openShareAt("report", "[role=switch]"),
            ),
            act("Verify code", "jose pyjwt jjwt nimbus golang ruby php rust openssl library snippet example", () =>
              openShareAt("code"),
            ),
          ]
        : []),
      act("Import a HAR or log", "file archive har log collection timeline tokens ndjson open drop", () => {
        goTo("#/collection");
        void import("../collection/choose-files.ts").then(({ chooseFiles }) => chooseFiles());
      }),
      act(
        "Make a twin",
        "twin anonymise anonymize mask redact replace values fake share sample",
        () => openShareAt("twin", "button"),
        open,
      ),
      act("Open a file", "choose browse upload import picker pem jwk log view jotscope.json", () =>
        pickFiles(actions, view),
      ),
      act("Search for a weak secret", "crack brute force word list hs256 hmac guess", () => goTo("#/lab/crack")),
      act("Loosen a verifier's checks", "free mode board flags harden attack code", () =>
        goTo("#/lab/alg-none&mode=free"),
      ),
      ...(scenario === undefined
        ? []
        : [
            act(
              "Present this attack",
              "presenter slides projector class teach full screen",
              () => goTo(writeLabRoute({ ...readLabRoute(location.hash), step: 1, lesson: false, mode: "presenter" })),
              true,
            ),
          ]),
      act("Challenges of the lab", "capture the flag ctf task class admin solve", () => goTo("#/lab/challenge")),
      act(
        "Attack my token",
        "forge pentest must refuse kit curl vitest pytest service test",
        () => goTo("#/lab/attack"),
        open,
      ),
      act("Privacy", "offline network self-test csp policy forget leave", () => openSheet("privacy")),
      act("Help", "keys shortcuts keyboard", () => openSheet("help")),
      act("Take the first look", "tour learn introduction new", () => {
        goTo("#/");
        startFirstLook();
      }),
      act(now.settings.editor === "plain" ? "Rich editors" : "Plain editors", "monaco textarea accessibility", () =>
        actions.setSettings({ editor: now.settings.editor === "plain" ? "rich" : "plain" }),
      ),
      act("Encode edits as typed", "whitespace minify compact", () =>
        actions.setSettings({ encodeAsTyped: !now.settings.encodeAsTyped }),
      ),
      ...THEMES.map(([theme, name]) =>
        act(`Theme: ${name}`, "colour color appearance mode", () => actions.setSettings({ theme })),
      ),
      ...SCREENS.map(([screen, fragment, title]) => ({
        id: `screen ${screen}`,
        title,
        words: SCREEN_WORDS[screen] ?? "",
        group: "Screen",
        run: () => goTo(fragment),
      })),
      ...(open
        ? PANES.map(([pane, title, words]) => ({
            id: `pane ${pane}`,
            title: `Go to ${title}`,
            words,
            group: "Pane",
            run: () => void goToPlace({ pane, range: { start: 0, end: 0 } }),
          }))
        : []),
      ...(open
        ? [
            {
              id: "pane diagnosis",
              title: "Go to Diagnosis",
              words: "findings errors why refused rejected",
              group: "Pane",
              run: () => onDesk("diagnosis"),
            },
            {
              id: "pane time",
              title: "Go to Time",
              words: "clock leeway exp iat nbf expired skew",
              group: "Pane",
              run: () => onDesk("time"),
            },
            {
              id: "pane claims table",
              title: "Go to Claims table",
              words: "payload claims meaning what explain readable",
              group: "Pane",
              run: toClaimsTable,
            },
          ]
        : []),
      ...EXAMPLES.map(([id, name, what]) => ({
        id: `example ${id}`,
        title: `Example: ${name}`,
        words: `sample ${what.toLowerCase()}`,
        group: "Example",
        run: () => {
          goTo("#/");
          void actions.openExample(id);
        },
      })),
      ...(presets !== null
        ? presets.PRESETS.map((preset) => ({
            id: `preset ${preset.id}`,
            title: `Policy for ${preset.title}`,
            words: "preset expect provider issuer audience",
            group: "Preset",
            run: () => {
              const token = presets.presetToken(joseHeader(now.token, now.header.json), wholeObject(claimsIn(now)));
              actions.applyFix({ kind: "policy", text: presets.presetText(preset, token) });
              goTo("#/gateway");
            },
          }))
        : []),
      ...scenarios.map(({ id, title }) => ({
        id: `scenario ${id}`,
        title: `Attack: ${title}`,
        words: "lab scenario tamper forge exploit",
        group: "Lab",
        far: true,
        run: () => goTo(`#/lab/${id}`),
      })),
    ];
  }, [actions, view, show, goToPlace, scenarios, presets]);
}

/** Lets the user choose files, which are taken in as if they were dropped on the page. */
function pickFiles(actions: Actions, view: Workbench["view"]): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => void takeFiles(null, [...(input.files ?? [])], actions, view.getState));
  // A key press counts as the user's action only once it is handled.
  setTimeout(() => input.click());
}

type Act = (title: string, words: string, run: () => void, fits?: boolean) => Command;

/** Commands for the open token. */
function tokenActs(now: View, actions: ReturnType<typeof useActions>, act: Act): readonly Command[] {
  const { canRevert, canSignAgain, settings } = now;
  return [
    act("Copy token", "clipboard jwt", () => void actions.copy("token"), true),
    act("Copy payload", "clipboard claims json", () => void actions.copy("payload")),
    act("Copy header", "clipboard json alg kid", () => void actions.copy("header")),
    act("Generate key", "new secret pair make create", () => {
      flushSync(() => goTo("#/"));
      // The button asks first if it would replace one of the user's keys.
      document.querySelector<HTMLElement>("#p-sig .keys button")?.click();
    }),
    ...callSuggestions(act),
    ...(canWrap(now) ? wraps(actions, act) : []),
    ...layerActs(now, actions, act),
    ...(now.layers.length > 1
      ? [act("Take out the inner token", "unwrap nested jwe content", () => actions.applyFix({ kind: "take-out" }))]
      : []),
    ...conversions(now, actions, act),
    ...(canSignAgain ? [act("Sign again", "resign re-sign signature", actions.signAgain)] : []),
    ...(canRevert ? [act("Revert to pasted", "reset original undo edits", actions.revert, true)] : []),
    act(settings.hideSecrets ? "Show secrets" : "Hide secrets", "mask screen sharing presenting", () =>
      actions.setSettings({ hideSecrets: !settings.hideSecrets }),
    ),
    ...(settings.clock.kind === "real" ? [] : [act("Use real time", "clock now reset", actions.resetClock, true)]),
    act("Clear all", "empty reset new remove delete", actions.clearAll),
  ];
}

/** Commands that show the layers around and inside the current one. */
function layerActs({ layers, path }: View, { showLayer }: ReturnType<typeof useActions>, act: Act): readonly Command[] {
  const around = layers.find((layer) => layer.path === path)?.around ?? null;
  const inside = layers.find((layer) => layer.around === path)?.path ?? null;
  // The focused field may belong to the other layer and be gone: the focus moves to the list.
  const to = (layer: string) => () => {
    flushSync(() => {
      goTo("#/");
      showLayer(layer);
    });
    document.querySelector<HTMLElement>(".layers [aria-current] button")?.focus();
  };
  return [
    ...(inside === null ? [] : [act("Show the inner token", "layer nested inside content", to(inside), true)]),
    ...(around === null ? [] : [act("Show the outer token", "layer nested around back", to(around), true)]),
  ];
}

/** Commands that wrap the current token. */
function wraps({ applyFix }: ReturnType<typeof useActions>, act: Act): readonly Command[] {
  const wrap = (how: "encryption" | "signature") => () => {
    flushSync(() => goTo("#/"));
    applyFix({ kind: "wrap", in: how });
  };
  return [
    act("Wrap in encryption", "jwe encrypt nest nested cty recipient", wrap("encryption")),
    act("Wrap in a signature", "jws sign nest nested cty", wrap("signature")),
  ];
}

/** The other serialisations that the token can be written in; the signature panel says why not in the rest. */
function conversions({ token, signaturePending }: View, { act: withActs }: ReturnType<typeof useActions>, act: Act) {
  const from = serialisationOf(token);
  if (from === null || signaturePending) return [];
  return FORMS.filter((form) => form !== from && "text" in convert(token, form)).map((form) =>
    act(
      `Write it as ${SERIALISATIONS[form][0].replace(/^\w/, (first) => first.toLowerCase())}`,
      "serialization json jws jwe convert rfc7515",
      () => withActs((acts, fixing) => acts.convertTo(form, fixing)),
    ),
  );
}

/** Suggestions at the caret of the pane that the user was last in. */
function callSuggestions(act: Act): readonly Command[] {
  const button = document.querySelector<HTMLElement>(".suggestions-call button");
  if (button === null) return [];
  return [
    act("Suggestions at the caret", "complete autocomplete claims parameters values quick fix", () => button.click()),
  ];
}
