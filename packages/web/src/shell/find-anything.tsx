// The way to everything by keyboard: Ctrl or ⌘ with K opens a box that goes to a page or finds a lead. It is loaded when it is first wanted.
import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';

const Palette = lazy(() => import('./palette.tsx'));

export function FindAnything() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      // Editors that bind it themselves come first.
      if (event.defaultPrevented) return;
      event.preventDefault();
      setOpen((is) => !is);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        title="Ctrl K"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Find
      </Button>
      {isOpen && (
        <Suspense>
          <Palette close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
