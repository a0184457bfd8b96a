/** `util.parseArgs`, the part that a small script uses: named options with or without a value, and positionals. */
import { nodeError } from '../node-errors.ts';
import { process } from '../node-process.ts';

interface OptionConfig {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  default?: unknown;
}

interface ParseArgsConfig {
  args?: readonly string[];
  options?: Readonly<Record<string, OptionConfig>>;
  strict?: boolean;
  allowPositionals?: boolean;
}

/** @throws ERR_PARSE_ARGS_… as Node does for unknown options, missing values and unexpected positionals. */
export function parseArgs(config: ParseArgsConfig = {}): {
  values: Record<string, unknown>;
  positionals: string[];
} {
  const { options = {}, strict = true, allowPositionals = !strict } = config;
  const rest = [...(config.args ?? process.argv.slice(2))];
  const values: Record<string, unknown> = {};
  const positionals: string[] = [];
  const put = (name: string, value: unknown): void => {
    const before = values[name];
    values[name] = options[name]?.multiple ? [...(Array.isArray(before) ? before : []), value] : value;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      positionals.push(...rest.splice(0));
    } else if (arg.startsWith('-') && arg !== '-') {
      const [, long, short, inline] = /^(?:--([^=]+)|-(.))(?:=(.*))?$/s.exec(arg) ?? [];
      const name = long ?? Object.keys(options).find((each) => options[each]?.short === short);
      const option = name === undefined ? undefined : options[name];
      if (name === undefined || (strict && !option)) {
        throw nodeError(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${arg}'`);
      }
      if (option?.type !== 'string') put(name, inline ?? true);
      else {
        const value = inline ?? rest.shift();
        if (value === undefined) {
          throw nodeError(
            TypeError,
            'ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
            `Option '--${name} <value>' argument missing`,
          );
        }
        put(name, value);
      }
    } else if (allowPositionals) {
      positionals.push(arg);
    } else {
      throw nodeError(
        TypeError,
        'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
        `Unexpected argument '${arg}'. This command does not take positional arguments`,
      );
    }
  }
  for (const [name, option] of Object.entries(options)) {
    if (!(name in values) && 'default' in option) values[name] = option.default;
  }
  return { values, positionals };
}
