// Said wherever mails are looked at while no mail server is configured: nothing goes, and what to set.
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readMails } from '../../api/mails.ts';
import { useWho } from '../../shell/who.ts';

export function NoMailServer() {
  const { role } = useWho();
  const { data } = useQuery({ queryKey: ['mails', {}], queryFn: () => readMails({}) });
  if (data === undefined || data.sends) return null;
  return (
    <Alert variant="outline" mb={16} title="No mail is sent: no mail server is configured">
      Programmes take people in and decide mails as they would, and the mails wait. Whoever runs Baton sets{' '}
      <code>BATON_MAIL_SMTP</code>, <code>BATON_MAIL_FROM</code> and <code>BATON_URL</code>, and starts it anew.
      {role === 'admin' && ' What others see of your domain stands under Settings, Integrations.'}
    </Alert>
  );
}
