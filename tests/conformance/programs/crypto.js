import crypto, {
  createHash,
  createHmac,
  randomBytes,
  randomInt,
  randomUUID,
  timingSafeEqual,
  webcrypto,
} from 'node:crypto';
import { say, outcome } from './say.js';

for (const name of ['md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha3-256'])
  say(name, createHash(name).update('héllo').update(Buffer.from('!')).digest('hex'));
say('base64url', createHash('sha256').update('x').digest('base64url'));
say('hmac', [
  createHmac('sha256', 'key').update('data').digest('hex'),
  createHmac('sha512', Buffer.from('key')).update('data').digest('base64'),
]);
say('hash', crypto.hash('sha256', 'x'));
const copied = createHash('sha256').update('a');
say('copy', [copied.copy().update('b').digest('hex'), copied.update('c').digest('hex')]);
say(
  'digest twice',
  await outcome(
    (async () => {
      const hash = createHash('sha256');
      hash.digest();
      hash.digest();
    })(),
  ),
);
say('unknown', (await outcome((async () => createHash('nope'))())).error.message);
say('random', [
  randomBytes(16).length,
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(randomUUID()),
  randomInt(5) < 5,
  randomUUID() !== randomUUID(),
  globalThis.crypto.randomUUID().length,
  randomBytes(200_000).length,
]);
say('equal', [
  timingSafeEqual(Buffer.from('abc'), Buffer.from('abc')),
  timingSafeEqual(Buffer.from('abc'), Buffer.from('abd')),
]);
say(
  'unequal lengths',
  (await outcome((async () => timingSafeEqual(Buffer.from('a'), Buffer.from('ab')))())).error.code,
);
say('pbkdf2', crypto.pbkdf2Sync('secret', 'salt', 10, 32, 'sha256').toString('hex'));
say('scrypt', crypto.scryptSync('secret', 'salt', 32, { N: 1024 }).toString('hex'));
say('hkdf', Buffer.from(crypto.hkdfSync('sha256', 'key', 'salt', 'info', 16)).toString('hex'));

const { subtle } = webcrypto;
say('same', [webcrypto.subtle === globalThis.crypto.subtle, typeof globalThis.crypto.getRandomValues]);
say('digest', Buffer.from(await subtle.digest('SHA-256', Buffer.from('x'))).toString('hex'));

// A JSON Web Token, signed and verified as libraries do it.
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
async function roundTrip(alg, algorithm, generate, usages) {
  const key = await subtle.generateKey({ ...algorithm, ...generate }, true, usages);
  const signing = key.privateKey ?? key;
  const verifying = key.publicKey ?? key;
  const content = `${encode({ alg, typ: 'JWT' })}.${encode({ sub: 'ada', iat: 1 })}`;
  const signature = await subtle.sign(algorithm, signing, new TextEncoder().encode(content));
  const token = `${content}.${Buffer.from(signature).toString('base64url')}`;
  const exported = await subtle.exportKey('jwk', verifying);
  const imported = await subtle.importKey('jwk', exported, { ...algorithm, ...generate }, true, ['verify']);
  const [head, body, seal] = token.split('.');
  const check = (text) =>
    subtle.verify(algorithm, imported, Buffer.from(seal, 'base64url'), Buffer.from(text));
  return {
    parts: token.split('.').length,
    good: await check(`${head}.${body}`),
    forged: await check(`${head}.${encode({ sub: 'eve' })}`),
    kty: exported.kty,
    type: verifying.type,
    usages: imported.usages,
  };
}
say('HS256', await roundTrip('HS256', { name: 'HMAC', hash: 'SHA-256' }, {}, ['sign', 'verify']));
say(
  'ES256',
  await roundTrip('ES256', { name: 'ECDSA', hash: 'SHA-256' }, { namedCurve: 'P-256' }, ['sign', 'verify']),
);
say(
  'RS256',
  await roundTrip(
    'RS256',
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    ['sign', 'verify'],
  ),
);

const aes = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const iv = globalThis.crypto.getRandomValues(new Uint8Array(12));
const sealed = await subtle.encrypt({ name: 'AES-GCM', iv }, aes, Buffer.from('secret'));
say('aes', Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv }, aes, sealed)).toString());
say('not extractable', (await outcome(subtle.exportKey('raw', aes))).error.name);
say('tampered', (await outcome(subtle.decrypt({ name: 'AES-GCM', iv }, aes, new Uint8Array(40)))).error.name);
const base = await subtle.importKey('raw', Buffer.from('password'), 'PBKDF2', false, ['deriveBits']);
say(
  'derive',
  Buffer.from(
    await subtle.deriveBits(
      { name: 'PBKDF2', salt: Buffer.from('s'), iterations: 5, hash: 'SHA-256' },
      base,
      128,
    ),
  ).toString('hex'),
);
const [one, two] = await Promise.all(
  [1, 2].map(() => subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])),
);
const shared = await Promise.all(
  [
    [one, two],
    [two, one],
  ].map(([a, b]) => subtle.deriveBits({ name: 'ECDH', public: b.publicKey }, a.privateKey, 256)),
);
say('agreed', Buffer.from(shared[0]).equals(Buffer.from(shared[1])));
