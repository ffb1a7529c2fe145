// SPDX-License-Identifier: Apache-2.0
import { Button } from 'antd';
import type { MappingFault } from '../api/links';
import { useI18n } from '../i18n';

/** What is wrong with a mapping; a press goes to its line. */
export function FaultList({ faults, onOpen }: { faults: MappingFault[]; onOpen(fault: MappingFault): void }) {
  const { t, cause } = useI18n();
  if (faults.length === 0) return null;
  return (
    <ul className="mapping-faults" role="alert" data-testid="mapping-faults">
      {faults.map((fault, i) => (
        <li key={i}>
          <Button type="link" size="small" danger data-testid={`fault-${fault.line}`} onClick={() => onOpen(fault)}>
            {t('mapping.line', { line: fault.line })}
          </Button>
          {cause(fault.code)} <span className="quiet">{fault.detail}</span>
        </li>
      ))}
    </ul>
  );
}
