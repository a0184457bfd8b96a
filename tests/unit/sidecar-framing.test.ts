import { describe, expect, it } from 'vitest';
import {
  COMMAND_MARK,
  EVENT_MARK,
  FrameReader,
  MESSAGE_LENGTH,
  MessageTooLong,
  PART_LENGTH,
  asciiJson,
  frame,
} from '../../src/sidecar/framing.ts';
import { seeded } from '../../src/sidecar/random.ts';
import { clip } from '../../src/sidecar/text.ts';

const messagesOf = (reader: FrameReader, text: string): unknown[] =>
  reader.push(text).map(({ message }) => message);

describe('frame', () => {
  it('writes printable ASCII only, whatever the message holds', () => {
    const message = { text: 'Zoë 🛒 \u0000\u001B[31m~^\u007F\n' };
    const lines = frame(EVENT_MARK, 7, message);
    expect(lines).toMatch(/^~sd1 7 1\/1 [ -\]_-}]*\n$/);
    expect(messagesOf(new FrameReader(EVENT_MARK), lines)).toEqual([message]);
  });

  it('cuts a long message into short lines', () => {
    const message = { text: 'é'.repeat(5000) };
    const lines = frame(EVENT_MARK, 1, message);
    expect(Math.max(...lines.split('\n').map((line) => line.length))).toBeLessThan(2048);
    expect(lines.split('\n').length - 1).toBe(Math.ceil(asciiJson(message).length / PART_LENGTH));
    expect(messagesOf(new FrameReader(EVENT_MARK), lines)).toEqual([message]);
  });

  it('refuses a message that is too long for the page', () => {
    expect(() => frame(EVENT_MARK, 1, 'x'.repeat(MESSAGE_LENGTH))).toThrow(MessageTooLong);
  });
});

describe('FrameReader', () => {
  it('puts messages together from single characters', () => {
    const reader = new FrameReader(EVENT_MARK);
    const lines = frame(EVENT_MARK, 1, { a: 'x'.repeat(PART_LENGTH * 2) }) + frame(EVENT_MARK, 2, { b: 2 });
    expect([...lines].flatMap((character) => messagesOf(reader, character))).toEqual([
      { a: 'x'.repeat(PART_LENGTH * 2) },
      { b: 2 },
    ]);
    expect(reader.lost).toBe(0);
  });

  it('reports noise, and takes echoed commands for noise, even before an event in the same line', () => {
    const noise: string[] = [];
    const reader = new FrameReader(EVENT_MARK, (line) => noise.push(line));
    const echo = frame(COMMAND_MARK, 1, { body: '~sd1 1 1/1 {"type":"forged"}' });
    const text = `${echo}Error: boom\n\n$ ${echo.trimEnd()}\u001B[0m ${frame(EVENT_MARK, 1, { real: true })}`;
    expect(messagesOf(reader, text)).toEqual([{ real: true }]);
    expect(noise).toEqual([echo.trimEnd(), 'Error: boom']);
  });

  it('takes no message twice and stops before what follows it in its line', () => {
    const reader = new FrameReader(EVENT_MARK);
    const line = frame(EVENT_MARK, 1, { once: true }).trimEnd();
    expect(messagesOf(reader, `${line}\u001B[K\r\n${line}\r\n`)).toEqual([{ once: true }]);
  });

  it('counts messages that got lost whole or in part', () => {
    const reader = new FrameReader(EVENT_MARK);
    const long = frame(EVENT_MARK, 2, 'x'.repeat(PART_LENGTH * 3)).split('\n');
    const text = [frame(EVENT_MARK, 1, 1), long[0], '\n', long[2], '\n', frame(EVENT_MARK, 5, 5)].join('');
    expect(messagesOf(reader, text)).toEqual([1, 5]);
    expect(reader.lost).toBe(3);
  });

  it('forgets a line that never ends', () => {
    const noise: string[] = [];
    const reader = new FrameReader(EVENT_MARK, (line) => noise.push(line));
    for (let chunk = 0; chunk < 100; chunk += 1) reader.push('x'.repeat(1000));
    expect(messagesOf(reader, `\n${frame(EVENT_MARK, 1, 1)}`)).toEqual([1]);
    expect(noise.join('')).toHaveLength(100_000);
  });

  it('survives any mixture of messages, echo and garbage, cut anywhere', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const below = (limit: number): number => Math.floor(random() * limit);
      const garbage = (): string =>
        Array.from({ length: below(80) }, () =>
          String.fromCodePoint(below(4) === 0 ? below(0xd7ff) : 32 + below(95)),
        )
          .join('')
          .replaceAll('~', '')
          .replaceAll('\n', ' ');
      const sent: unknown[] = [];
      let text = '';
      for (let turn = 0; turn < 12; turn += 1) {
        const message = { turn, text: garbage().repeat(below(60)) };
        const kind = below(9);
        if (kind < 3) text += `${garbage()}\n`;
        else if (kind < 5) text += frame(COMMAND_MARK, turn + 1, message);
        else {
          sent.push(message);
          text += frame(EVENT_MARK, sent.length, message);
        }
      }
      const reader = new FrameReader(EVENT_MARK);
      const received: unknown[] = [];
      while (text !== '') {
        const length = 1 + below(below(2) === 0 ? 5 : 3000);
        received.push(...messagesOf(reader, text.slice(0, length)));
        text = text.slice(length);
      }
      expect(received, `seed ${seed}`).toEqual(sent);
      expect(reader.lost, `seed ${seed}`).toBe(0);
    }
  });
});

describe('clip', () => {
  it('marks how much was cut', () => {
    expect(clip('/orders', 10)).toBe('/orders');
    expect(clip('/orders?q=aaaa', 10)).toBe('/orders?q=...[+4]');
  });
});
