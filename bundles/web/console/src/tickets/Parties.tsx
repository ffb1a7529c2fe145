// SPDX-License-Identifier: Apache-2.0
import { DeleteOutlined, PlusOutlined, UserSwitchOutlined } from '@ant-design/icons';
import { Button, Input, Select, Tooltip } from 'antd';
import type { InputProblem } from '../api/types';
import { useAction } from '../app/useAction';
import { useRevealed } from '../citizen/revealed';
import { useI18n } from '../i18n';
import { LONGEST, PARTY_ROLES, type PartyDraft } from './draft';
import { problemAt } from './Field';

interface PartiesProps {
  parties: PartyDraft[];
  problems: InputProblem[];
  contactId?: string;
  onChange(parties: PartyDraft[]): void;
}

/** The four kinds of people of a ticket: who calls, whom it is about, who reports, against whom. */
export function Parties({ parties, problems, contactId, onChange }: PartiesProps) {
  const { t } = useI18n();
  const change = (index: number, part: Partial<PartyDraft>) =>
    onChange(parties.map((party, at) => (at === index ? { ...party, ...part } : party)));
  const unused = PARTY_ROLES.find((role) => !parties.some((party) => party.role === role)) ?? 'RESPONDENT';
  return (
    <div className="parties" role="group" aria-label={t('ticket.parties')}>
      <span className="field-label">{t('ticket.parties')}</span>
      {parties.map((party, index) => (
        <PartyLine
          key={index}
          party={party}
          index={index}
          problems={problems}
          contactId={contactId}
          onChange={(part) => change(index, part)}
          onRemove={() => onChange(parties.filter((_, at) => at !== index))}
        />
      ))}
      {parties.length < LONGEST.parties && (
        <Button size="small" type="dashed" icon={<PlusOutlined />} data-testid="party-add" onClick={() => onChange([...parties, { role: unused, name: '', phone: '' }])}>
          {t('ticket.partyAdd')}
        </Button>
      )}
    </div>
  );
}

interface PartyLineProps {
  party: PartyDraft;
  index: number;
  problems: InputProblem[];
  contactId?: string;
  onChange(part: Partial<PartyDraft>): void;
  onRemove(): void;
}

function PartyLine({ party, index, problems, contactId, onChange, onRemove }: PartyLineProps) {
  const { t, word } = useI18n();
  const [busy, run] = useAction();
  const nameProblem = problemAt(problems, `parties.${index}.name`);
  const phoneProblem = problemAt(problems, `parties.${index}.phone`);
  /** A masked name cannot go into a ticket; the hub gives the true one to who serves a verified contact. */
  const fill = () =>
    run(async () => {
      const { citizen } = party;
      if (!citizen) return;
      const known = useRevealed.getState().known[citizen]?.person;
      const person = known ?? (await useRevealed.getState().reveal(citizen, t('citizen.why.ticket'), contactId));
      onChange({ name: person.name, phone: party.phone || (person.phones[0] ?? '') });
    });
  return (
    <div className="party">
      <Select
        size="small"
        value={party.role}
        aria-label={t('ticket.partyRole')}
        data-testid={`party-${index}-role`}
        options={PARTY_ROLES.map((value) => ({ value, label: t(`party.${value}`) }))}
        onChange={(role) => onChange({ role })}
      />
      <Input
        size="small"
        value={party.name}
        maxLength={LONGEST.name}
        status={nameProblem ? 'error' : undefined}
        placeholder={party.masked ?? t('ticket.partyName')}
        aria-label={t('ticket.partyName')}
        data-testid={`party-${index}-name`}
        suffix={
          party.citizen && !party.name ? (
            <Tooltip title={t('ticket.partyFill')}>
              <Button size="small" type="text" loading={busy} icon={<UserSwitchOutlined />} aria-label={t('ticket.partyFill')} data-testid={`party-${index}-fill`} onClick={() => void fill()} />
            </Tooltip>
          ) : (
            <span />
          )
        }
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <Input
        size="small"
        value={party.phone}
        maxLength={24}
        inputMode="tel"
        status={phoneProblem ? 'error' : undefined}
        placeholder={t('ticket.partyPhone')}
        aria-label={t('ticket.partyPhone')}
        data-testid={`party-${index}-phone`}
        onChange={(event) => onChange({ phone: event.target.value })}
      />
      <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('ticket.partyRemove')} onClick={onRemove} />
      {(nameProblem ?? phoneProblem) && (
        <span className="field-problem" role="alert" data-testid={`problem-parties.${index}`}>
          {nameProblem && `${t('ticket.partyName')}${word('problem', nameProblem.code)} `}
          {phoneProblem && `${t('ticket.partyPhone')}${word('problem', phoneProblem.code)}`}
        </span>
      )}
    </div>
  );
}
