// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

interface PageFrameProps {
  title: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
  /** Stays in sight below what scrolls. */
  foot?: ReactNode;
}

/** Title and tools on one line, the content scrolls below. */
export function PageFrame({ title, tools, foot, children }: PageFrameProps) {
  return (
    <section className="panel page">
      <header className="list-head">
        <h2>{title}</h2>
        <div className="filters">{tools}</div>
      </header>
      <div className="list-body">{children}</div>
      {foot}
    </section>
  );
}
