import { answerLab } from "./lab-handler.ts";
import type { LabQuestion } from "./lab-protocol.ts";

addEventListener("message", ({ data }: MessageEvent<LabQuestion>) => {
  void answerLab(data).then((answer) => postMessage(answer));
});
