/** An AssemblyScript file, compiled by the build: the bytes of the WebAssembly module in Base64. */
declare module "*?assembly" {
  const base64: string;
  export default base64;
}
