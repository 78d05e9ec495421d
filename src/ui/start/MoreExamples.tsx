import { algorithmRow } from "../../core/registry/algorithms.ts";
import { keyManagementRow } from "../../core/registry/encryption-algorithms.ts";
import { Menu, useCloseMenu } from "../Menu.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { EXAMPLES } from "./examples.ts";

/** The other examples, in a list that opens below. */
export function MoreExamples() {
  return (
    <Menu name="More examples" icon="down">
      <Examples />
    </Menu>
  );
}

/** `none` has an example of its own, and RSA1_5 is only decrypted here, never made. */
const NOT_MADE: readonly string[] = ["none", "RSA1_5"];

function Examples() {
  const close = useCloseMenu();
  const { openExample } = useActions();
  const options = useView(({ algorithm }) => algorithm.options);
  const others = options
    .filter(({ alg, lacking }) => !lacking && !EXAMPLES.some(([, name]) => name === alg) && !NOT_MADE.includes(alg))
    .map(({ alg }) => [`alg:${alg}`, alg, (algorithmRow(alg) ?? keyManagementRow(alg))?.description ?? ""] as const);
  return (
    <ul>
      {[...EXAMPLES, ...others].map(([example, name, what]) => (
        <li key={example}>
          <button
            type="button"
            onClick={() => {
              close();
              void openExample(example);
            }}
          >
            <b>{name}</b>
            <span>{what}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
