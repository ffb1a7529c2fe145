// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import type { InputProblem } from '../api/types';
import { useI18n } from '../i18n';

export function problemAt(problems: InputProblem[], field: string): InputProblem | undefined {
  return problems.find((problem) => problem.field === field);
}

interface FieldProps {
  label: ReactNode;
  name: string;
  required?: boolean;
  problems: InputProblem[];
  children: ReactNode;
  side?: ReactNode;
}

/** A label, what is typed, and below it what is wrong with it. */
export function Field({ label, name, required = false, problems, children, side }: FieldProps) {
  const { word } = useI18n();
  const problem = problemAt(problems, name);
  return (
    <div className="field" data-field={name}>
      <span className="field-label">
        {label}
        {required && (
          <b className="field-star" aria-hidden>
            *
          </b>
        )}
        {side}
      </span>
      {children}
      {problem && (
        <span className="field-problem" role="alert" data-testid={`problem-${name}`}>
          {word('problem', problem.code)}
        </span>
      )}
    </div>
  );
}
