/** One partition: records in order, each at its offset. */
import type { ConsumerRecord, PartitionDescription } from './types.ts';

export class Partition {
  readonly number: number;
  #records: ConsumerRecord[] = [];
  #start = 0;

  constructor(number: number) {
    this.number = number;
  }

  get description(): PartitionDescription {
    return { partition: this.number, logStartOffset: this.#start, logEndOffset: this.end };
  }

  /** Offset of the next record. */
  get end(): number {
    return this.#start + this.#records.length;
  }

  /** Its offset must be the next one. */
  append(record: ConsumerRecord): void {
    this.#records.push(record);
  }

  /** Whether records can be read from here on; at the end there are none yet. */
  has(offset: number): boolean {
    return offset >= this.#start && offset <= this.end;
  }

  read(offset: number, maxRecords: number): readonly ConsumerRecord[] {
    return this.#records.slice(offset - this.#start, offset - this.#start + maxRecords);
  }

  /** Removes what is before this offset. */
  removeBefore(offset: number): void {
    const count = Math.min(Math.max(0, offset - this.#start), this.#records.length);
    this.#records = this.#records.slice(count);
    this.#start += count;
  }

  /** Removes the first records, as long as they are older than this moment. */
  expire(before: number): void {
    const kept = this.#records.findIndex(({ timestamp }) => timestamp >= before);
    const old = kept < 0 ? this.#records.length : kept;
    if (old > 0) this.removeBefore(this.#start + old);
  }
}
