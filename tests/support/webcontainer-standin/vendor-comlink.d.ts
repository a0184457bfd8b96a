/**
 * The copy of Comlink inside the vendor's client. Comlink 4.4 speaks another wire format than 4.3, so the stand-in
 * must use the very copy that the client uses; only the types come from the package.
 */
declare module '*/@webcontainer/api/dist/vendor/index.js' {
  export * as Comlink from 'comlink';
}
