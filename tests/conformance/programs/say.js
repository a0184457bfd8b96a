/** Prints one line that a comparison can read: a label and what was seen. */
export function say(label, value = null) {
  process.stdout.write(`${label} ${JSON.stringify(value)}\n`);
}

/** What a promise came to: its value, or its error as far as programs rely on it. */
export async function outcome(promise) {
  try {
    return { value: await promise };
  } catch (error) {
    return { error: describe(error) };
  }
}

export function describe(error) {
  const { name, message, code, syscall, address, cause } = error;
  const seen = { name, message, code, syscall, address };
  return cause === undefined ? seen : { ...seen, cause: describe(cause) };
}

/** Starts the server and gives its base URL. */
export async function serve(server, port) {
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${port}`;
}

export const turns = async (count) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};
