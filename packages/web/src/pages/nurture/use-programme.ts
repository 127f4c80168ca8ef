// One version of a programme with its texts.
import { useQuery } from '@tanstack/react-query';
import { readProgramme } from '../../api/programmes.ts';

export function useProgramme(key: { readonly name: string; readonly version: number } | undefined) {
  return useQuery({
    queryKey: ['programme', key?.name, key?.version],
    queryFn: () => readProgramme(key?.name ?? '', key?.version ?? 0),
    enabled: key !== undefined,
  });
}
