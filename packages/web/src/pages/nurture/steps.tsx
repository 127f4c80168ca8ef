// What can be done with a programme now: edit or activate a draft, pause, go on, and end it, which is asked once more.
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { activateProgramme, type ProgrammeSummary, stepProgramme } from '../../api/programmes.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import { count } from '../../words/numbers.ts';

type Step = 'activate' | 'pause' | 'resume' | 'end';

export function ProgrammeSteps({ of }: { of: ProgrammeSummary }) {
  const { role } = useWho();
  const queries = useQueryClient();
  const [isEnding, setEnding] = useState(false);
  const step = useMutation({
    mutationFn: (what: Step): Promise<unknown> =>
      what === 'activate' ? activateProgramme(of.name, of.version) : stepProgramme(of.name, what),
    onSuccess: async () => {
      setEnding(false);
      for (const key of ['programmes', 'programme', 'results-of', 'people-in', 'mails'])
        await queries.invalidateQueries({ queryKey: [key] });
    },
  });
  if (role !== 'admin' && role !== 'marketing') return null;
  const button = (what: Step, words: string, isMain = false) => (
    <Button
      size="xs"
      variant={isMain ? 'filled' : 'default'}
      loading={step.isPending}
      onClick={() => step.mutate(what)}
    >
      {words}
    </Button>
  );
  const isLive = of.state === 'active' || of.state === 'paused';
  const edit = new URLSearchParams({
    name: of.name,
    version: String(of.version),
    ...(of.state === 'draft' ? { edit: 'here' } : {}),
  });
  return (
    <>
      <Button size="xs" variant="default" component="a" href={`/nurture/draft?${edit}`}>
        {of.state === 'draft' ? 'Edit' : 'New draft of it'}
      </Button>
      {of.state === 'draft' && button('activate', 'Bring into force', true)}
      {of.state === 'active' && button('pause', 'Pause')}
      {of.state === 'paused' && button('resume', 'Go on', true)}
      {isLive && !isEnding && (
        <Button size="xs" variant="default" onClick={() => setEnding(true)}>
          End
        </Button>
      )}
      {isEnding && (
        <>
          <span role="status">
            It stops for good for {count(of.running, 'person', 'people')}, and waiting mails do not go.
          </span>
          {button('end', 'End it for good', true)}
          <Button size="xs" variant="default" onClick={() => setEnding(false)}>
            Leave it
          </Button>
        </>
      )}
      {step.error !== null && <Failure of={step.error} what="Not done" />}
    </>
  );
}
