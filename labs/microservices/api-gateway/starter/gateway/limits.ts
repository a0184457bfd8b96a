/** The numbers of this lab. */
export const limits = {
  /** An unknown key makes the gateway ask for the keys at most once in so many milliseconds. */
  keysCooldownMs: 30_000,
  rate: {
    /** A client’s bucket gets so many requests a second … */
    perSecond: 10,
    /** … and holds so many at most. It is full at first. */
    burst: 20,
  },
  /** A service has so many milliseconds to answer, body included. */
  upstreamTimeoutMs: 1_000,
  /** The longest body that is taken, in bytes: 1 MiB. */
  bodyBytes: 1_048_576,
  /** For so many seconds a browser remembers to come by https only: a year. */
  hstsSeconds: 31_536_000,
} as const;
