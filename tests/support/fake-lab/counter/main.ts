import { createServer } from 'node:http';
import { processClock } from '#kit/clock.ts';
import { Counter } from './count.ts';

const clock = processClock();
const counter = new Counter();
const tick = (): void => {
  counter.add();
  clock.setTimeout(tick, 1000);
};
clock.setTimeout(tick, 1000);

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(counter.state()));
});
server.listen(Number(process.env['PORT']));
