// The service as a program of its own, for tests that kill it or break it.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The service as it is built. */
export const PROGRAM = fileURLToPath(new URL('../../packages/server/dist/server.mjs', import.meta.url));

/** A service in a process of its own. */
export interface Running {
  readonly address: string;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** Starts the program; resolves once it says where it listens. */
export async function startProgram(
  program: string,
  folder: string,
  url?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const env = {
    ...process.env,
    BATON_DATA: folder,
    BATON_PORT: '0',
    BATON_LOG: 'warn',
    BATON_OUTGOING_ALLOW: '127.0.0.1',
    ...(url !== undefined && { DATABASE_URL: url }),
    ...more,
  };
  const server: ChildProcess = spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const found = /listens on (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    server.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${said}`)));
  });
  return {
    address,
    async kill(signal) {
      server.kill(signal);
      await closed;
    },
  };
}
