// Which keys do what, and a switch for those who want none.
import { Modal, Switch } from '@mantine/core';
import { useKeysSwitch } from '../../live/keys.ts';
import styles from './queue.module.css';

const KEYS = [
  ['j', 'next row'],
  ['k', 'row before'],
  ['Enter', 'open the lead'],
  ['o', 'what to know before the call, and away again'],
  ['x', 'pick the row, to answer several at once'],
  ['a', 'accept'],
  ['r', 'reject; then a digit for the reason'],
  ['c', 'recycle: give back to nurture; then a digit'],
  ['s', 'snooze; then a digit'],
  ['m', 'make it mine'],
  ['u', 'undo what I made mine'],
  ['n', 'show what is new'],
  ['/', 'find in the list'],
  ['?', 'this help'],
  ['Esc', 'close what is open'],
] as const;

export function KeysHelp({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  const [isOn, setOn] = useKeysSwitch();
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title="Keys"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close the help' }}
    >
      <dl className={styles.keys}>
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>
        An answer is kept for good as it was given; what was accepted by mistake is recycled. Only what you made yours
        can be undone.
      </p>
      <Switch label="Single keys are on" checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
    </Modal>
  );
}
