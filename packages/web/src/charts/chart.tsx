// What every drawing has: a title, its words, the numbers behind it as a table, and itself as SVG or PNG. It is drawn at the size it is shown at.
import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useId, useRef } from 'react';
import { DataTable, type DataTableProps } from '../parts/data-table.tsx';
import { useOfWhat } from '../parts/of-what.ts';
import { savePng, saveSvg } from '../parts/save.ts';
import styles from './chart.module.css';

interface Props {
  title: string;
  /** Says what is drawn, and what the marks mean. */
  caption?: ReactNode;
  /** Of the drawing; may depend on its width. */
  height: number | ((width: number) => number);
  /** Draws inside an SVG of so many pixels; `hatch` fills what may not be read as a result yet. */
  draw: (width: number, hatch: string) => ReactNode;
  table: DataTableProps;
}

export function Chart({ title, caption, height, draw, table }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const svg = useRef<SVGSVGElement>(null);
  const notes = useOfWhat();
  const pattern = useId();
  const wide = Math.max(240, Math.floor(width));
  return (
    <figure className={styles.figure}>
      <figcaption>
        <span className={styles.title}>{title}</span>
        {caption !== undefined && <span className={styles.caption}>{caption}</span>}
      </figcaption>
      <div ref={ref}>
        {width > 0 && (
          <svg
            ref={svg}
            role="img"
            aria-label={title}
            width={wide}
            height={typeof height === 'number' ? height : height(wide)}
            className={styles.svg}
          >
            <defs>
              <pattern id={pattern} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="2.5" height="5" className={styles.bar} />
              </pattern>
            </defs>
            {draw(wide, `url(#${pattern})`)}
          </svg>
        )}
      </div>
      <details className={styles.behind}>
        <summary>The numbers behind it, and saving</summary>
        <DataTable {...table} />
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => svg.current !== null && saveSvg(svg.current, title, notes)}
        >
          Save as SVG<span className="unseen">: {title}</span>
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => svg.current !== null && void savePng(svg.current, title, notes)}
        >
          Save as PNG<span className="unseen">: {title}</span>
        </Button>
      </details>
    </figure>
  );
}
