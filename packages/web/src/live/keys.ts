// Single keys: never where somebody writes, never with Ctrl, Alt or ⌘, and never for those who switched them off (WCAG 2.1.4).
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

/** Whether single keys do anything, and what switches them. */
export function useKeysSwitch() {
  return useLocalStorage({ key: 'baton-single-keys', defaultValue: true, getInitialValueInEffect: false });
}

/** Does what stands under a key when it is pressed; keys as the browser names them (`j`, `?`, `Escape`). */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const [isOn] = useKeysSwitch();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWriting(event.target)) return;
      const work = latest.current[event.key];
      if (work === undefined) return;
      event.preventDefault();
      work();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isOn]);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
