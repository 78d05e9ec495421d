import type { WorldObject } from "../../core/lab/world/types.ts";
import type { WorldEdit } from "../../state/lab-attack.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Pane } from "./Pane.tsx";

/** The simulated objects around the verifiers. Editable entries are fields; a change runs the attack again. */
export function World({
  world,
  onEdit,
}: {
  readonly world: readonly WorldObject[];
  readonly onEdit: (change: WorldEdit) => void;
}) {
  return (
    <Pane title="Simulated environment" meta="yours to change" className="lab-world">
      <div className="lab-objects">
        {world.map((object) => (
          <div key={object.name} className="lab-object">
            <h3>{object.name}</h3>
            <ul>
              {object.entries().map(({ name, value, editable }) => (
                <li key={name}>
                  {editable ? (
                    <label>
                      <span>
                        <bdi>{name}</bdi>
                      </span>
                      <textarea
                        {...FIELD_ATTRIBUTES}
                        rows={Math.min(4, value.split("\n").length)}
                        defaultValue={value}
                        onBlur={({ currentTarget }) => {
                          if (currentTarget.value !== value)
                            onEdit({ object: object.name, entry: name, value: currentTarget.value });
                        }}
                      />
                    </label>
                  ) : (
                    <p>
                      <span>{name}</span>
                      <code translate="no">
                        <bdi>{value}</bdi>
                      </code>
                    </p>
                  )}
                </li>
              ))}
              {object.entries().length === 0 && <li className="meta">empty so far</li>}
            </ul>
          </div>
        ))}
      </div>
    </Pane>
  );
}
