import { judgeStrength } from "../core/crack/strength.ts";
import type { StrengthQuestion } from "../core/crack/strength-types.ts";

addEventListener("message", ({ data }: MessageEvent<StrengthQuestion>) => postMessage(judgeStrength(data)));
