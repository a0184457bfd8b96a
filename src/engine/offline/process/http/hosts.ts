/** Which hosts a process can reach: its own machine, and nothing else. */

/** `here` is this machine; a name that is not is unknown, an address that is not is outside. */
export function reach(host: string): 'here' | 'unknown' | 'outside' {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare === '::1' || bare === '::' || bare === '0.0.0.0') return 'here';
  if (/^127(?:\.\d{1,3}){3}$/.test(bare) || bare === '::ffff:127.0.0.1') return 'here';
  return bare.includes(':') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(bare) ? 'outside' : 'unknown';
}
