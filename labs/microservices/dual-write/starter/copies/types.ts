/** What a user is, and what can be asked of either copy of the users. */

/** The two copies, by the service that holds them. */
export type Side = 'monolith' | 'users';

/**
 * A user as a row. Each side writes it in its own way: the monolith says `phone: null` and ends a time with `+00:00`,
 * the users service leaves the phone out and ends a time with `Z`.
 */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone?: string | null;
  /** ISO 8601. */
  readonly joinedAt: string;
  /** Counted up with each change: 1, 2, 3, … */
  readonly version: number;
}

/** What a change may change; what is not in it stays. */
export type UserChange = Partial<Pick<UserRow, 'name' | 'email' | 'phone'>>;

/** One of the two copies. Each method rejects when the copy cannot be reached or does not answer in time. */
export interface Copy {
  readonly side: Side;
  /** The row, or undefined when there is none. */
  find(id: string): Promise<UserRow | undefined>;
  /**
   * Applies a change to the row that is there, and counts its version up.
   * @returns the row as it is now, or undefined when there is none
   */
  change(id: string, change: UserChange): Promise<UserRow | undefined>;
  /** Stores a row that the other copy has given out: `putUser` of rows.ts, in the database of this copy. */
  put(row: UserRow): Promise<void>;
  /**
   * Replaces a row by another one, whatever their versions; undefined means that there is none. Does nothing when the
   * row is no longer of the version that was seen.
   * @returns whether it did
   */
  replace(id: string, seen: UserRow | undefined, wanted: UserRow | undefined): Promise<boolean>;
  /** The checksum of each bucket, by its number. */
  checksums(): Promise<readonly string[]>;
  /** The rows of one bucket, in no order. */
  rows(bucket: number): Promise<readonly UserRow[]>;
}

/** Which copy is which, now. It may change between one request and the next. */
export interface Roles {
  /** Decides what the truth is, and answers reads. */
  readonly primary: Copy;
  /** Follows. */
  readonly secondary: Copy;
}
