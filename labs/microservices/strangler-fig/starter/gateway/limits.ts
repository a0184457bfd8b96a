/** The numbers of this lab. */
export const limits = {
  /** Name of the flag, a part of what is hashed. */
  flagKey: 'users-service',
  /** The users service has so many milliseconds to answer. */
  usersTimeoutMs: 1_000,
  /** The monolith has so many milliseconds to answer. */
  monolithTimeoutMs: 2_000,
  /** The percentage is read from its store each so many milliseconds. */
  refreshMs: 1_000,
  guard: {
    /** A request counts while it is less than so many milliseconds old. */
    windowMs: 60_000,
    /** With fewer requests to the users service in the window, the guard says nothing. */
    minRequests: 50,
    /** This share of errors trips: 0.05 is 5 %. */
    errorShare: 0.05,
    /** More than so many times the monolith's 95th percentile trips … */
    slowdown: 2,
    /** … if it is more than so many milliseconds on top. Less is noise. */
    noiseMs: 50,
  },
} as const;
