// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

interface PageFrameProps {
  title: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

/** Title and tools on one line, the content scrolls below. */
export function PageFrame({ title, tools, children }: PageFrameProps) {
  return (
    <section className="panel page">
      <header className="list-head">
        <h2>{title}</h2>
        <div className="filters">{tools}</div>
      </header>
      <div className="list-body">{children}</div>
    </section>
  );
}
