/** An address of this site, given its path below the base: `url('lessons/circuit-breaker/')`. */
export function url(path = ''): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
}
