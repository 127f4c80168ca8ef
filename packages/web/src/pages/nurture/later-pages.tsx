// On to the next page of a list and back; where one is stands in the address.
import { Button } from '@mantine/core';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';

export function LaterPages({ next }: { next: string | null | undefined }) {
  const { after } = useSearch({ from: '/signed-in/nurture/programmes/$name' });
  const navigate = useNavigate({ from: '/nurture/programmes/$name' });
  const router = useRouter();
  return (
    <div>
      {after !== undefined && (
        <Button variant="default" size="xs" mr={8} mt={16} onClick={() => router.history.back()}>
          Page before
        </Button>
      )}
      {next != null && (
        <Button
          variant="default"
          size="xs"
          mt={16}
          onClick={() => navigate({ search: (before) => ({ ...before, after: next }) })}
        >
          Next page
        </Button>
      )}
    </div>
  );
}
