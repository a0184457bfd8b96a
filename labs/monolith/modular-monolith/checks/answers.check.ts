import { check, CheckFailure } from '#kit/check.ts';

import { golden } from './golden.ts';
import { arrived, withShop } from './shop.ts';

check(
  {
    id: 'same-answers',
    type: 'in-process',
    title: 'Every answer is what it was before, byte for byte',
    lesson: 'modular-monolith#composition',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, arrived, async ({ get, post, put, inWords }) => {
      for (const { request, body, answer } of golden) {
        const [method = '', path = ''] = request.split(' ');
        const response = await (method === 'GET' ? get(path) : (method === 'PUT' ? put : post)(path, body));
        const { 'content-type': type = '', location } = response.headers;
        const seen = [response.status, type, ...(location === undefined ? [] : [location]), response.body];
        if (seen.join(' ') === answer) continue;
        throw new CheckFailure(
          `${request}: ${answer}`,
          response.status === 500 ? inWords(response) : seen.join(' '),
        );
      }
    });
  },
);
