/**
 * Reads what a process says. Lab code is a stranger: it should not be able to reach this channel at all, and if it
 * ever does, a malformed message is dropped here and a well-formed one can concern nothing but its own process.
 */
import type { FileOperation } from '../files.ts';
import { normalise } from '../files.ts';
import { subtleMethods, type FromProcess, type SubtleArgument, type SubtleMethod } from '../protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isPort = (value: unknown): value is number => isCount(value) && value >= 0 && value <= 65_535;
const isPath = (value: unknown): value is string =>
  isText(value) && value.length <= 4096 && value !== '/' && value === normalise(value);
const isContent = (value: unknown): value is string | Uint8Array =>
  isText(value) || value instanceof Uint8Array;

/** The message, or nothing if it is none that a process may send. */
export function readFromProcess(data: unknown): FromProcess | undefined {
  if (!isFields(data)) return undefined;
  const { type, id, port, connection, wire } = data;
  switch (type) {
    case 'up':
    case 'running':
      return { type };
    case 'output':
      return isText(data['text']) ? { type, text: data['text'] } : undefined;
    case 'exit':
      return isCount(data['code']) ? { type, code: data['code'] & 255 } : undefined;
    case 'compile':
      return isCount(id) && isText(data['text']) ? { type, id, text: data['text'] } : undefined;
    case 'file': {
      const operation = readOperation(data['operation']);
      return isCount(id) && operation ? { type, id, operation } : undefined;
    }
    case 'listen':
      return isCount(id) && isPort(port) ? { type, id, port } : undefined;
    case 'unlisten':
      return isPort(port) ? { type, port } : undefined;
    case 'connect':
      return isCount(connection) && connection > 0 && isPort(port) && wire instanceof MessagePort
        ? { type, connection, port, wire }
        : undefined;
    case 'disconnect':
      return isCount(connection) ? { type, connection } : undefined;
    case 'subtle': {
      const { method, args } = data;
      return isCount(id) && isSubtleMethod(method) && Array.isArray(args) && args.every(isSubtleArgument)
        ? { type, id, method, args }
        : undefined;
    }
    case 'forget-key':
      return isCount(data['key']) ? { type, key: data['key'] } : undefined;
    default:
      return undefined;
  }
}

function readOperation(value: unknown): FileOperation | undefined {
  if (!isFields(value)) return undefined;
  const { op, path, data, from, to } = value;
  const at = isCount(value['at']) ? value['at'] : 0;
  switch (op) {
    case 'write':
    case 'append':
      return isPath(path) && isContent(data) ? { op, path, data, at } : undefined;
    case 'mkdir':
    case 'remove':
      return isPath(path) ? { op, path, at } : undefined;
    case 'rename':
      return isPath(from) && isPath(to) ? { op, from, to, at } : undefined;
    default:
      return undefined;
  }
}

function isSubtleMethod(value: unknown): value is SubtleMethod {
  return subtleMethods.some((each) => each === value);
}

function isSubtleArgument(value: unknown): value is SubtleArgument {
  if (!isFields(value)) return false;
  return isCount(value['key']) || 'plain' in value || ('algorithm' in value && isCount(value['publicKey']));
}
