/** Reads the fields of SSH's wire format one after the other (RFC 4251 section 5). Fields past the end are null. */
export interface Wire {
  readonly uint32: () => number | null;
  /** A string: its length in four bytes, then the bytes. */
  readonly string: () => Uint8Array | null;
  /** A string of ASCII. */
  readonly text: () => string | null;
  /** A non-negative number, without the leading zero; otherwise null. */
  readonly mpint: () => Uint8Array | null;
  readonly rest: () => Uint8Array;
}

export function readWire(bytes: Uint8Array): Wire {
  let at = 0;
  const uint32 = (): number | null => {
    if (at + 4 > bytes.length) return null;
    at += 4;
    return bytes.subarray(at - 4, at).reduce((value, octet) => value * 256 + octet, 0);
  };
  const string = (): Uint8Array | null => {
    const length = uint32();
    if (length === null || at + length > bytes.length) return null;
    at += length;
    return bytes.subarray(at - length, at);
  };
  return {
    uint32,
    string,
    text: () => {
      const octets = string();
      return octets && String.fromCharCode(...octets.subarray(0, 1000));
    },
    mpint: () => {
      const octets = string();
      if (octets === null || (octets[0] ?? 0) >= 0x80) return null;
      const start = octets.findIndex((octet) => octet !== 0);
      return start < 0 ? null : octets.subarray(start);
    },
    rest: () => bytes.subarray(at),
  };
}
