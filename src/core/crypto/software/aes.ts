/** AES of any key length (FIPS 197): some browsers lack 192 bits. */
export { aeskw, cbc, ctr, gcm } from "@noble/ciphers/aes.js";
