// A thread of the import, beside its benchmark as it stands beside the command line.
import '../packages/files/src/importing/blocks/block-thread.ts';
