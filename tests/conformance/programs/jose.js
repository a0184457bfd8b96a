// Tokens as a service signs them and a gateway verifies them, with the library that labs import.
import * as jose from 'jose';
import { say, outcome } from './say.js';

const issuer = 'https://shop.example';
const expected = { issuer, audience: 'shop', currentDate: new Date(1_000_000) };
const claims = () =>
  new jose.SignJWT({ scope: 'orders' }).setIssuer(issuer).setAudience('shop').setSubject('ada');

for (const alg of ['HS256', 'RS256', 'PS256', 'ES256', 'ES384', 'EdDSA']) {
  const key =
    alg === 'HS256' ? await jose.generateSecret(alg) : await jose.generateKeyPair(alg, { extractable: true });
  const signing = key.privateKey ?? key;
  const verifying = key.publicKey ?? key;
  const token = await claims().setProtectedHeader({ alg }).setExpirationTime(1_060).sign(signing);
  const [head, body, seal] = token.split('.');
  const forged = `${head}.${jose.base64url.encode(JSON.stringify({ sub: 'eve', exp: 2_000 }))}.${seal}`;
  const verified = (text, options) =>
    outcome(jose.jwtVerify(text, verifying, { ...expected, algorithms: [alg], ...options }));
  say(alg, {
    good: (await verified(token)).value?.payload,
    forged: (await verified(forged)).error.code,
    cut: (await verified(`${head}.${body}.${seal.slice(0, -4)}`)).error.code,
    unsigned: (await verified(`${head}.${body}.`)).error.code,
    expired: (await verified(token, { currentDate: new Date(1_060_000) })).error.code,
    audience: (await verified(token, { audience: 'bank' })).error.message,
    disallowed: (await verified(token, { algorithms: ['ES512'] })).error.code,
  });
}

// A set of public keys, as a service publishes it.
const pairs = await Promise.all(
  ['ES256', 'RS256', 'EdDSA'].map(async (alg) => ({
    alg,
    ...(await jose.generateKeyPair(alg, { extractable: true })),
  })),
);
const keys = await Promise.all(
  pairs.map(async ({ alg, publicKey }) => ({
    ...(await jose.exportJWK(publicKey)),
    kid: alg,
    alg,
    use: 'sig',
  })),
);
const set = jose.createLocalJWKSet({ keys });
for (const { alg, privateKey } of pairs) {
  const signed = (header) =>
    claims()
      .setProtectedHeader({ alg, ...header })
      .setExpirationTime(1_060)
      .sign(privateKey);
  const verified = async (header) => outcome(jose.jwtVerify(await signed(header), set, expected));
  const seen = {
    known: (await verified({ kid: alg })).value?.payload.sub,
    unknown: (await verified({ kid: 'nobody' })).error.code,
  };
  say(`from the set ${alg}`, seen);
}
const secret = new TextEncoder().encode(await jose.exportSPKI(pairs[0].publicKey));
const confused = await claims().setProtectedHeader({ alg: 'HS256', kid: 'ES256' }).sign(secret);
say('public key as a secret', (await outcome(jose.jwtVerify(confused, set, expected))).error.code);
const none = new jose.UnsecuredJWT({ sub: 'eve' }).encode();
say('none', (await outcome(jose.jwtVerify(none, set, expected))).error.code);
const [{ privateKey }] = pairs;
const critical = await new jose.CompactSign(new TextEncoder().encode('{}'))
  .setProtectedHeader({ alg: 'ES256', kid: 'ES256', crit: ['exp'], exp: 1 })
  .sign(privateKey, { crit: { exp: false } });
say('unknown crit', (await outcome(jose.jwtVerify(critical, set, expected))).error.code);

// A private key that was written down, and its thumbprint.
const jwk = await jose.exportJWK(privateKey);
const again = await jose.importJWK(jwk, 'ES256');
const token = await claims().setProtectedHeader({ alg: 'ES256', kid: 'ES256' }).sign(again);
say('imported', (await jose.jwtVerify(token, set, expected)).payload.sub);
say('thumbprint', (await jose.calculateJwkThumbprint(jwk)) === (await jose.calculateJwkThumbprint(keys[0])));
const pem = await jose.exportPKCS8(privateKey);
say('pem', (await jose.importPKCS8(pem, 'ES256')).type);

const sealed = await new jose.EncryptJWT({ sub: 'ada' })
  .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
  .encrypt(new Uint8Array(32));
say('encrypted', (await jose.jwtDecrypt(sealed, new Uint8Array(32))).payload.sub);
