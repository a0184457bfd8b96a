/** Writes zip archives without compression: source files are small, and every system unpacks them. */

/** Text is written as UTF-8. Paths use slashes. */
export type ZipEntries = Readonly<Record<string, string | Uint8Array>>;

const version = 20;
/** Bit 11: names are UTF-8. */
const flags = 0x0800;
const sizes = { local: 30, central: 46, end: 22 };

/** @param at when the files were last changed; the archive gives it in local time, to two seconds. */
export function zip(entries: ZipEntries, at: Date = new Date()): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const files = Object.entries(entries).map(([path, content]) => {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    return { name: encoder.encode(path), bytes, crc: crc32(bytes) };
  });
  const total = files.reduce(
    (sum, { name, bytes }) => sum + sizes.local + sizes.central + 2 * name.length + bytes.length,
    sizes.end,
  );
  const out = new Uint8Array(total);
  const writer = new Writer(out);
  const offsets = files.map(({ name, bytes, crc }) => {
    const offset = writer.at;
    writer.u32(0x04034b50);
    writer.u16(version, flags, 0, ...dosTime(at));
    writer.u32(crc, bytes.length, bytes.length);
    writer.u16(name.length, 0);
    writer.bytes(name);
    writer.bytes(bytes);
    return offset;
  });
  const directory = writer.at;
  files.forEach(({ name, bytes, crc }, index) => {
    writer.u32(0x02014b50);
    writer.u16(version, version, flags, 0, ...dosTime(at));
    writer.u32(crc, bytes.length, bytes.length);
    // Lengths of name, extra field and comment; disk; internal attributes.
    writer.u16(name.length, 0, 0, 0, 0);
    writer.u32(0, offsets[index] ?? 0);
    writer.bytes(name);
  });
  const length = writer.at - directory;
  writer.u32(0x06054b50);
  writer.u16(0, 0, files.length, files.length);
  writer.u32(length, directory);
  writer.u16(0);
  return out;
}

/** Little-endian, one value after the other. */
class Writer {
  readonly #out: Uint8Array;
  readonly #view: DataView;
  at = 0;

  constructor(out: Uint8Array<ArrayBuffer>) {
    this.#out = out;
    this.#view = new DataView(out.buffer);
  }

  u16(...values: number[]): void {
    for (const value of values) {
      this.#view.setUint16(this.at, value, true);
      this.at += 2;
    }
  }

  u32(...values: number[]): void {
    for (const value of values) {
      this.#view.setUint32(this.at, value, true);
      this.at += 4;
    }
  }

  bytes(bytes: Uint8Array): void {
    this.#out.set(bytes, this.at);
    this.at += bytes.length;
  }
}

/** Time and date as MS-DOS has them. */
function dosTime(at: Date): [number, number] {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return [time, date];
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
