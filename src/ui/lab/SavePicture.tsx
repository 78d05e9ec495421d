import { messageOf } from "../../core/crypto/thrown.ts";
import { useState } from "react";
import { Button } from "../Button.tsx";
import { savePicture } from "./save-picture.ts";
import type { Picture } from "./step-svg.ts";

/** Saves the shown step as a picture. */
export function SavePicture({ picture, name }: { readonly picture: Picture; readonly name: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (kind: "svg" | "png"): Promise<void> => {
    try {
      await savePicture(picture, kind, name);
      setProblem(null);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <>
      <Button icon="image" name="Save this step as SVG" title="Save this step as SVG" onClick={() => void save("svg")}>
        SVG
      </Button>
      <Button icon="image" name="Save this step as PNG" title="Save this step as PNG" onClick={() => void save("png")}>
        PNG
      </Button>
      {problem !== null && (
        <span className="meta" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}
