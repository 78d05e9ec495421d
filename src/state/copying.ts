import { settled } from "./settled.ts";
import type { Actions, View } from "./types.ts";
import type { Changes, Surroundings } from "./workbench.ts";

type What = Parameters<Actions["copy"]>[0];

/** Copies the shown token, once no signature is pending, or a pane's or field's text. Resolves with the outcome. */
export async function copy(changes: Changes, surroundings: Surroundings, what: What): Promise<void> {
  const view = what === "token" ? await settled(changes) : changes.view();
  return copyText(changes, surroundings, textOf(view, what), what);
}

/** Copies a text; `what` names it in the notice. A notice reports the outcome. */
export async function copyText(
  changes: Changes,
  surroundings: Surroundings,
  text: string,
  what: string,
): Promise<void> {
  try {
    const { secret, privateKey } = changes.fields().keys;
    await surroundings.writeClipboard(text);
    changes.take(text);
    // A key counts as saved in whatever format it was copied.
    if (what.startsWith("secret")) changes.take(secret.text);
    if (what.startsWith("private")) changes.take(privateKey.text);
    changes.notify("copied", { what });
  } catch {
    changes.notify("copy-failed", { what });
  }
}

function textOf(view: View, what: What): string {
  const { secret, publicKey, privateKey } = view.fields.keys;
  switch (what) {
    case "token":
      return view.whole.text;
    case "header":
    case "payload":
      return view[what].text;
    case "secret":
      return secret.text;
    case "public-key":
      return publicKey.text;
    case "private-key":
      return privateKey.text;
  }
}
