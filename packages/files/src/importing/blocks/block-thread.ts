// What a thread of an import does: reads each block that it is sent, and sends back what it comes to. It is built as a program of its own, import.worker.mjs.
import { parentPort, workerData } from 'node:worker_threads';
import type { Block } from './cut-blocks.ts';
import { BlockReader, type BlockSetup } from './read-block.ts';

const reader = new BlockReader(workerData as BlockSetup);
parentPort?.on('message', (block: Block) => {
  const result = reader.read(block);
  parentPort?.postMessage(result, [result.rows.buffer as ArrayBuffer, result.text.buffer as ArrayBuffer]);
});
