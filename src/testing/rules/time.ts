import { SAMPLE_NOW } from "./context.ts";
import { healthy, payload, type Samples } from "./sample.ts";

const N = SAMPLE_NOW;

export const timeSamples: Samples = {
  "TIM-01": {
    fires: [
      ["expired", payload(`{"exp":${N}}`), "error", 'payload "1800000000"', "clock at 2027-01-15T07:59:00.000Z"],
      [
        "expired",
        payload(`{"exp":${N - 60}}`, { policy: '{"leeway":60}' }),
        "error",
        'payload "1799999940"',
        "clock at 2027-01-15T07:58:00.000Z",
      ],
      [
        "allowed",
        payload(`{"exp":${N - 59}}`, { policy: '{"leeway":60}' }),
        "info",
        'payload "1799999941"',
        "clock at 2027-01-15T07:58:01.000Z",
      ],
    ],
    silent: [healthy(), payload(`{"exp":${N + 1}}`), payload(`{"exp":"${N - 5}"}`)],
  },
  "TIM-05": {
    fires: [
      ["not-yet", payload(`{"nbf":${N + 3600}}`), "error", 'payload "1800003600"', "clock at 2027-01-15T09:00:00.000Z"],
      ["skew", payload(`{"nbf":${N + 30}}`), "error", 'payload "1800000030"', "clock at 2027-01-15T08:00:30.000Z"],
      [
        "skew",
        payload(`{"nbf":${N + 61}}`, { policy: '{"leeway":60}' }),
        "error",
        'payload "1800000061"',
        "clock at 2027-01-15T08:01:01.000Z",
      ],
      [
        "allowed",
        payload(`{"nbf":${N + 60}}`, { policy: '{"leeway":60}' }),
        "info",
        'payload "1800000060"',
        "clock at 2027-01-15T08:01:00.000Z",
      ],
    ],
    silent: [healthy(), payload(`{"nbf":${N}}`)],
  },
  "TIM-06": {
    fires: [["future", payload(`{"iat":${N + 1}}`), "warn", 'payload "1800000001"']],
    silent: [healthy(), payload(`{"iat":${N}}`), payload(`{"auth_time":${N + 1}}`)],
  },
  "TIM-02": {
    fires: [
      [
        "milliseconds",
        payload(`{"exp":${N}000}`),
        "warn",
        'payload "1800000000000"',
        'payload "1800000000000" → "1800000000"',
      ],
      [
        "added",
        payload(`{"iat":${N}000,"exp":${N}005}`),
        "warn",
        'payload "1800000000005"',
        'payload "1800000000005" → "1800000005", "1800000000000" → "1800000000"',
      ],
      [
        "unit",
        payload(`{"exp":${N}000000}`),
        "warn",
        'payload "1800000000000000"',
        'payload "1800000000000000" → "1800000000"',
      ],
      [
        "unit",
        payload(`{"exp":${N + 600 - 978_307_200}}`),
        "error",
        'payload "821693400"',
        'payload "821693400" → "1800000600"',
      ],
      [
        "unit",
        payload(`{"exp":639356003400000000}`),
        "warn",
        'payload "639356003400000000"',
        'payload "639356003400000000" → "1800003540"',
      ],
      [
        "unit",
        payload(`{"exp":${(N + 600 - 978_307_200) * 1000}}`),
        "warn",
        'payload "821693400000"',
        'payload "821693400000" → "1800000600"',
      ],
      [
        "unit",
        payload(`{"exp":${N + 600 + 11_644_473_600}}`),
        "warn",
        'payload "13444474200"',
        'payload "13444474200" → "1800000600"',
      ],
      ["unit", payload(`{"exp":30000010}`), "error", 'payload "30000010"', 'payload "30000010" → "1800000600"'],
      [
        "digits",
        payload(`{"exp":20270115081000}`),
        "warn",
        'payload "20270115081000"',
        'payload "20270115081000" → "1800000600"',
      ],
      ["digits", payload(`{"iat":20260101}`), "warn", 'payload "20260101"', 'payload "20260101" → "1767225600"'],
      [
        "thousandfold",
        payload(`{"iat":${N},"exp":${N + 3_600_000}}`),
        "warn",
        'payload "1803600000"',
        'payload "1803600000" → "1800003600"',
      ],
      ["never", payload(`{"exp":253402300799000}`), "warn", 'payload "253402300799000"'],
      ["never", payload(`{"nbf":3155378975999999999}`), "warn", 'payload "3155378975999999999"'],
      ["never", payload(`{"exp":253402300799}`), "warn", 'payload "253402300799"'],
      ["never", payload(`{"nbf":253402300799}`), "warn", 'payload "253402300799"'],
      ["never", payload(`{"iat":253402300799}`), "warn", 'payload "253402300799"'],
      ["greatest", payload(`{"exp":9223372036854775807}`), "warn", 'payload "9223372036854775807"'],
      ["beyond", payload(`{"exp":9e15}`), "warn", 'payload "9e15"'],
    ],
    silent: [
      healthy(),
      payload(`{"exp":3600}`),
      // The year 2100 is a deliberately distant end, and a lifetime of forty days is not a mistake.
      payload(`{"exp":4102444800}`),
      payload(`{"iat":${N},"exp":${N + 3_456_000}}`),
    ],
  },
  "TIM-03": {
    fires: [
      [
        "string",
        payload(`{"exp":"${N + 5}"}`),
        "error",
        'payload "\\"1800000005\\""',
        'payload "\\"1800000005\\"" → "1800000005"',
      ],
      ["string", payload(`{"exp":"soon"}`), "error", 'payload "\\"soon\\""'],
      [
        "date",
        payload(`{"iat":"2026-01-01T00:00:00Z"}`),
        "error",
        'payload "\\"2026-01-01T00:00:00Z\\""',
        'payload "\\"2026-01-01T00:00:00Z\\"" → "1767225600"',
      ],
      [
        "date",
        payload(`{"exp":"2027-01-15 09:10:00.5 +0100"}`),
        "error",
        'payload "\\"2027-01-15 09:10:00.5 +0100\\""',
        'payload "\\"2027-01-15 09:10:00.5 +0100\\"" → "1800000600"',
      ],
      [
        "duration",
        payload(`{"iat":${N - 60},"exp":"1h"}`),
        "error",
        'payload "\\"1h\\""',
        'payload "\\"1h\\"" → "1800003540"',
      ],
      [
        "structure",
        payload(`{"exp":{"_seconds":${N + 600},"_nanoseconds":0}}`),
        "error",
        'payload "{\\n    \\"_seconds\\": 1800000600,\\n…onds\\": 0\\n  }"',
        'payload "{\\n    \\"_seconds\\": 1800000600,\\n…onds\\": 0\\n  }" → "1800000600"',
      ],
      ["type", payload(`{"exp":true}`), "error", 'payload "true"'],
      ["negative", payload(`{"iat":-1}`), "warn", 'payload "-1"'],
      [
        "fraction",
        payload(`{"iat":${N - 5}.5}`),
        "info",
        'payload "1799999995.5"',
        'payload "1799999995.5" → "1799999995"',
      ],
    ],
    silent: [healthy(), payload(`{"exp":${N + 5}.0}`)],
  },
  "TIM-04": {
    fires: [
      ["lifetime", payload(`{"exp":3600}`), "warn", 'payload "3600"', 'payload "3600" → "1800003600"'],
      ["old", payload(`{"iat":86400}`), "warn", 'payload "86400"'],
      ["zero", payload(`{"exp":0}`), "warn", 'payload "0"'],
      ["zero", payload(`{"nbf":0}`), "warn", 'payload "0"'],
    ],
    silent: [healthy(), payload(`{"exp":100000000}`)],
  },
  "TIM-09": {
    fires: [
      ["iat", payload(`{"iat":${N - 5},"exp":${N - 5}}`), "warn", 'payload "1799999995"'],
      ["nbf", payload(`{"nbf":${N - 5},"exp":${N - 6}}`), "warn", 'payload "1799999994"'],
    ],
    silent: [healthy(), payload(`{"iat":${N - 5},"exp":${N - 4}}`)],
  },
};
