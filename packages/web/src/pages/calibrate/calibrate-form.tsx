// What a calibration is asked: which period, how many criteria, and how far the threshold goes down.
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { readVersions } from '../../api/definitions.ts';
import { askJob } from '../../api/jobs.ts';
import { Failure } from '../../parts/failure.tsx';
import styles from './calibrate.module.css';

interface Asked {
  readonly months: number | string;
  readonly most: number | string;
  readonly keep: number | string;
  readonly capacity: number | string;
  readonly name: string;
}

export function CalibrateForm() {
  const { data } = useQuery({ queryKey: ['versions'], queryFn: readVersions });
  const inForce = data?.versions.find(({ state }) => state === 'in-force')?.name;
  const queries = useQueryClient();
  const navigate = useNavigate({ from: '/calibrate' });
  const form = useForm<Asked>({
    initialValues: { months: 12, most: 10, keep: 80, capacity: '', name: '' },
    validate: {
      months: within(1, 240),
      most: within(3, 20),
      keep: within(1, 100),
      capacity: (value) => (value === '' ? null : within(1, 1000)(value)),
      name: (value) =>
        value === '' || /^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(value) ? null : 'Letters, digits and dashes',
    },
  });
  const ask = useMutation({
    mutationFn: ({ months, most, keep, capacity, name }: Asked) =>
      askJob('calibrate', {
        ...{ months, most, keep, name: name || inForce || 'learnt' },
        ...(capacity === '' ? {} : { capacity }),
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['jobs', 'calibrate'] });
      await navigate({ search: { job: id } });
    },
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => ask.mutate(values))} aria-label="A calibration">
      {ask.error !== null && <Failure of={ask.error} what="It did not start" />}
      <NumberInput size="xs" label="Months back" min={1} max={240} {...form.getInputProps('months')} />
      <NumberInput size="xs" label="At most so many criteria" min={3} max={20} {...form.getInputProps('most')} />
      <NumberInput size="xs" label="Keep so many % of all wins" min={1} max={100} {...form.getInputProps('keep')} />
      <NumberInput
        size="xs"
        label="Or fill what sales can work"
        placeholder="hand-offs a working day"
        min={1}
        max={1000}
        {...form.getInputProps('capacity')}
      />
      <TextInput
        size="xs"
        label="The draft defines"
        placeholder={inForce ?? 'learnt'}
        {...form.getInputProps('name')}
      />
      <Button size="xs" type="submit" loading={ask.isPending}>
        Learn from what ended
      </Button>
    </form>
  );
}

const within =
  (low: number, high: number) =>
  (value: number | string): string | null =>
    Number.isInteger(value) && Number(value) >= low && Number(value) <= high ? null : `From ${low} to ${high}`;
