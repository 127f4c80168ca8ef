// `baton mcp`: an assistant's way to a running service, over standard input and output.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { pipeToService } from '../assisting/pipe-to-service.ts';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';

const EXAMPLES = `Examples:
  BATON_URL=https://baton.example BATON_KEY_FILE=/run/secrets/baton-key baton mcp

Assistants start it themselves; it speaks the Model Context Protocol with them, and with
the service that BATON_URL names, by the secret key in BATON_KEY (or in the file that
BATON_KEY_FILE names). What the key may do is what the assistant may do: a key of the
scope "read" changes nothing.
`;

export function define(command: Command): Command {
  return command.addHelpText('before', EXAMPLES).action(async () => {
    const { BATON_URL: address = 'http://127.0.0.1:8080', BATON_KEY_FILE: file } = process.env;
    const key = process.env.BATON_KEY ?? (file === undefined ? '' : readFileSync(file, 'utf8').trim());
    if (key === '') fail('cli-no-key', 'there is no secret key', 'set BATON_KEY, or BATON_KEY_FILE', EXIT.usage);
    if (!URL.canParse(address)) fail('cli-usage', `BATON_URL is no address: ${address}`, 'https://…', EXIT.usage);
    await pipeToService(address, key);
  });
}
