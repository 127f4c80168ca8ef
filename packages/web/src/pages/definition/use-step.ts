// A change of a version, after which everything about versions is read anew.
import { useMutation, useQueryClient } from '@tanstack/react-query';

export function useStep<T>(work: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: async () => {
      for (const name of ['version', 'versions', 'me']) await queries.invalidateQueries({ queryKey: [name] });
    },
  });
}
