import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { bearer, sentField, withGateway } from './gateway.ts';
import { token } from './tokens.ts';

check(
  {
    id: 'identity-comes-from-the-token',
    type: 'in-process',
    title: 'Identity fields from outside are removed, and X-User-Id is set from sub',
    lesson: 'api-gateway#identity',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      const forged = {
        'x-user-id': 'u-1',
        'x-user-scope': 'everything',
        'x-user-role': 'admin',
        X_User_Id: 'u-1',
      };
      const grace = bearer(await token({ sub: 'u-2', scope: 'users orders' }));
      for (const headers of [grace, { ...grace, ...forged }]) {
        await gateway.send('/api/orders', { headers });
        const what = `with ${Object.keys(headers).join(', ')}`;
        expect(sentField(gateway, 'x-user-id'), `X-User-Id that orders got, ${what}`).toBe('u-2');
        expect(sentField(gateway, 'x-user-scope'), `X-User-Scope that orders got, ${what}`).toBe(
          'users orders',
        );
        expect(sentField(gateway, 'x-user-role'), `X-User-Role that orders got, ${what}`).toBe(null);
        expect(sentField(gateway, 'x_user_id'), `x_user_id that orders got, ${what}`).toBe(null);
      }
      // No client library would send this, but a socket can.
      const named = [...Object.entries(grace), ['connection', 'close, x-user-id'] as const];
      await gateway.handle('/api/orders', named);
      expect(sentField(gateway, 'x-user-id'), 'X-User-Id, when Connection names it').toBe('u-2');
      await gateway.send('/api/auth/login', { headers: forged });
      expect(sentField(gateway, 'x-user-id'), 'X-User-Id on an open route').toBe(null);
      await gateway.send('/api/home', { headers: { ...grace, ...forged } });
      const home = gateway.calls.slice(-3).map(({ request }) => request.headers.get('x-user-id'));
      expect(home, 'X-User-Id of the three calls for GET /api/home').toEqual(['u-2', 'u-2', 'u-2']);
    });
  },
);
