// The program `baton serve` starts: reads the configuration, starts the service, says where it is, and stops gracefully.
import { readConfig } from './config.ts';
import { startService } from './start-service.ts';
import { CannotStart } from './store/migrate.ts';

try {
  const service = await startService(readConfig(process.env));
  process.stderr.write(`Baton listens on ${service.address}\n`);
  if (service.setupLink !== undefined) process.stderr.write(`Make the first person at ${service.setupLink}\n`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      void service.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error.exit);
}
