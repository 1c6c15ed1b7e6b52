/** The build puts an image into the bundle, as base64. */
declare module '*.svg' {
  const base64: string;
  export default base64;
}
