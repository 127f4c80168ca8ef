// npm start: sets up what is missing, builds, and starts the service on a made-up company, until Ctrl-C.
import { spawn } from 'node:child_process';
import { root, setUp } from './setup.mjs';

setUp();
const { buildAll } = await import('./build.mjs');
await buildAll();
const service = spawn(process.execPath, [`${root}packages/server/dist/demo.mjs`], { cwd: root, stdio: 'inherit' });
// The service stops by itself, gracefully, at the same signals.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => service.kill(signal));
service.on('exit', (code) => process.exit(code ?? 1));
