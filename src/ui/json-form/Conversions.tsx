import { useMemo } from "react";
import { convert, serialisationOf, type Serialisation, type Unconvertible } from "../../core/envelope/convert.ts";
import { keepSame } from "../../state/memo.ts";
import type { View } from "../../state/types.ts";
import { Button } from "../Button.tsx";
import { restful } from "../restful.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { FORMS, refusalWords, SERIALISATIONS } from "./words.ts";
import "./json-form.css";

interface Serialisations {
  readonly now: Serialisation | null;
  /** The forms it cannot be written in, and why. */
  readonly refused: Readonly<Partial<Record<Serialisation, Unconvertible>>>;
}

/** The token's current form and the impossible ones: the same object while unchanged. */
function serialisations() {
  const same = keepSame<Serialisations>();
  return ({ token }: View): Serialisations => {
    const now = serialisationOf(token);
    // A compact token can always be converted; doing so each time would cost its full length.
    if (now === "compact") return same({ now, refused: {} });
    const all = FORMS.map((form) => [form, convert(token, form)] as const);
    return same({
      now,
      refused: Object.fromEntries(all.flatMap(([form, made]) => ("refused" in made ? [[form, made.refused]] : []))),
    });
  };
}

/** The token's other serialisations: a click converts it, as one step of Undo; impossible ones say why. */
export const Conversions = restful(function Conversions() {
  const { now, refused } = useView(useMemo(() => serialisations(), []));
  const { act } = useActions();
  const inJson = useView(({ token }) => token.form.endsWith("-json"));
  if (now === null && !inJson) return null;
  return (
    <div className="conversions">
      <span className="meta">{now === null ? "" : `${SERIALISATIONS[now][0]}. Write it as`}</span>
      {FORMS.filter((form) => form !== now).map((form) => {
        const why = refused[form];
        const [name, what] = SERIALISATIONS[form];
        return why === undefined ? (
          <Button
            key={form}
            className="small"
            title={what}
            onClick={() =>
              act((acts, fixing) => {
                // A token with a pending signature is not converted yet.
                if (!fixing.changes.view().signaturePending) acts.convertTo(form, fixing);
              })
            }
          >
            {name}
          </Button>
        ) : (
          <span key={form} className="meta refused">
            <s>{name}</s> {refusalWords(why)}
          </span>
        );
      })}
    </div>
  );
});
