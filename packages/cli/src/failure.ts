// What ends a command early, and what that is told as at the edge of the process.
import { EXIT, Failure } from '@baton/files/failure';

export { Failure, fail } from '@baton/files/failure';

const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder or file',
  EACCES: 'it may not be read or written by you',
  EPERM: 'it may not be read or written by you',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
};

/** Anything thrown as a failure: what the system refused is a problem with its file, all else is a defect of Baton's. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  const refusal = syscall === undefined ? undefined : REFUSALS[code];
  if (code === 'EBUSY' || code === 'EAGAIN')
    return oneProblem('cli-file-busy', `${path ?? 'a file'} is in use`, 'try again later', EXIT.busy);
  if (refusal !== undefined)
    return oneProblem(
      'cli-file-refused',
      `${path ?? 'a file'}: ${refusal}`,
      'look at the path, its rights and the disk',
    );
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return oneProblem(
    'cli-defect',
    `this is a defect of Baton: ${told}`,
    'please report it with the command and this text',
  );
}

function oneProblem(code: string, message: string, hint: string, exit: number = EXIT.problems): Failure {
  return new Failure([{ code, severity: 'error', message, hint }], exit);
}
