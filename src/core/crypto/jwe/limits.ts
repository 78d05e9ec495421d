/** Iterations of PBKDF2 that are done unasked (RFC 8725bis section 3.13 has readers set a limit); more take seconds. */
export const MOST_ITERATIONS = 1_000_000;

/** Bytes that a compressed content may unpack to: a small token can be a bomb (RFC 8725bis section 3.12). */
export const MOST_UNPACKED = 10 * 1024 * 1024;

/** Bytes of the salt of PBES2 at least (RFC 7518 section 4.8.1.1). */
export const LEAST_SALT = 8;
