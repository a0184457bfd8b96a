/** What a process is told by its environment. */

/** The port to listen on, from `PORT`. */
export function portFromEnv(): number {
  const port = Number(process.env['PORT']);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error('PORT must be set to the number of the port to listen on.');
}

/** Where another service is, without a trailing slash, from a variable such as `PAYMENTS_URL`. */
export function urlFromEnv(name: string): string {
  const value = process.env[name];
  if (value !== undefined && URL.canParse(value)) return value.replace(/\/$/, '');
  throw new Error(`${name} must be set to a URL, such as http://127.0.0.1:3004.`);
}
