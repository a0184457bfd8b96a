/** An endless line without an end is cut here, in characters. */
const longestLine = 1_000_000;

/** Calls back with each line of a process's output; resolves when the output has ended. */
export async function readLines(
  output: ReadableStream<string>,
  onLine: (line: string) => void,
): Promise<void> {
  let rest = '';
  const reader = output.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const lines = (rest + chunk.value).split('\n');
    rest = (lines.pop() ?? '').slice(-longestLine);
    lines.forEach(onLine);
  }
  if (rest !== '') onLine(rest);
}
