/** The polyfill set carries no types; what it offers has the shape of Node's. */
declare module '@jspm/core/nodelibs/assert' {
  const assert: typeof import('node:assert');
  export default assert;
  export const strict: typeof assert.strict;
  export const deepStrictEqual: typeof assert.deepStrictEqual;
}
declare module '@jspm/core/nodelibs/buffer' {
  export { Buffer, INSPECT_MAX_BYTES, kMaxLength } from 'node:buffer';
}
declare module '@jspm/core/nodelibs/diagnostics_channel' {
  export * from 'node:diagnostics_channel';
}
declare module '@jspm/core/nodelibs/events' {
  export { EventEmitter, once, on, listenerCount, defaultMaxListeners } from 'node:events';
  export { EventEmitter as default } from 'node:events';
}
declare module '@jspm/core/nodelibs/path' {
  const path: typeof import('node:path');
  export default path;
}
declare module '@jspm/core/nodelibs/querystring' {
  const querystring: typeof import('node:querystring');
  export default querystring;
}
declare module '@jspm/core/nodelibs/stream' {
  export {
    Stream,
    Readable,
    Writable,
    Duplex,
    Transform,
    PassThrough,
    finished,
    pipeline,
    promises,
  } from 'node:stream';
  export { default } from 'node:stream';
}
declare module '@jspm/core/nodelibs/string_decoder' {
  export { StringDecoder } from 'node:string_decoder';
}
declare module '@jspm/core/nodelibs/url' {
  const url: typeof import('node:url');
  export default url;
}
declare module '@jspm/core/nodelibs/util' {
  const util: typeof import('node:util');
  export default util;
}
