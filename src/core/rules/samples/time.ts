import { SAMPLE_NOW } from "./context.ts";
import { healthy, payload, type Samples } from "./sample.ts";

const N = SAMPLE_NOW;

export const timeSamples: Samples = {
  "TIM-01": {
    fires: [
      ["expired", payload(`{"exp":${N}}`)],
      ["expired", payload(`{"exp":${N - 60}}`, { policy: '{"leeway":60}' })],
      ["allowed", payload(`{"exp":${N - 59}}`, { policy: '{"leeway":60}' })],
    ],
    silent: [healthy(), payload(`{"exp":${N + 1}}`), payload(`{"exp":"${N - 5}"}`)],
  },
  "TIM-05": {
    fires: [
      ["not-yet", payload(`{"nbf":${N + 3600}}`)],
      ["skew", payload(`{"nbf":${N + 30}}`)],
      ["skew", payload(`{"nbf":${N + 61}}`, { policy: '{"leeway":60}' })],
      ["allowed", payload(`{"nbf":${N + 60}}`, { policy: '{"leeway":60}' })],
    ],
    silent: [healthy(), payload(`{"nbf":${N}}`)],
  },
  "TIM-06": {
    fires: [["future", payload(`{"iat":${N + 1}}`)]],
    silent: [healthy(), payload(`{"iat":${N}}`), payload(`{"auth_time":${N + 1}}`)],
  },
  "TIM-02": {
    fires: [
      ["milliseconds", payload(`{"exp":${N}000}`)],
      ["never", payload(`{"exp":253402300799}`)],
      ["greatest", payload(`{"exp":9223372036854775807}`)],
      ["beyond", payload(`{"exp":9e15}`)],
    ],
    silent: [healthy(), payload(`{"exp":3600}`)],
  },
  "TIM-03": {
    fires: [
      ["string", payload(`{"exp":"${N + 5}"}`)],
      ["string", payload(`{"iat":"2026-01-01T00:00:00Z"}`)],
      ["type", payload(`{"exp":true}`)],
      ["negative", payload(`{"iat":-1}`)],
      ["fraction", payload(`{"iat":${N - 5}.5}`)],
    ],
    silent: [healthy(), payload(`{"exp":${N + 5}.0}`)],
  },
  "TIM-04": {
    fires: [
      ["lifetime", payload(`{"exp":3600}`)],
      ["old", payload(`{"iat":20260101}`)],
    ],
    silent: [healthy(), payload(`{"exp":100000000}`)],
  },
  "TIM-09": {
    fires: [
      ["iat", payload(`{"iat":${N - 5},"exp":${N - 5}}`)],
      ["nbf", payload(`{"nbf":${N - 5},"exp":${N - 6}}`)],
    ],
    silent: [healthy(), payload(`{"iat":${N - 5},"exp":${N - 4}}`)],
  },
};
