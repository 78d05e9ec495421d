import { saveFile } from "../../page/save-file.ts";
import type { Picture } from "./step-svg.ts";
import { stepSvg } from "./step-svg.ts";

/** Twice the size, so a projector shows sharp letters. */
const SCALE = 2;

/** Saves a step's picture as a file. A PNG is drawn from the SVG in this page. Rejects if the browser cannot draw it. */
export async function savePicture(picture: Picture, kind: "svg" | "png", name: string): Promise<void> {
  const svg = stepSvg(picture);
  const file = kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await draw(svg);
  saveFile(file, `${name}.${kind}`);
}

async function draw(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be made"))), "image/png");
  });
}
