// SPDX-License-Identifier: Apache-2.0
import { Button } from 'antd';
import type { Citizen, Party } from '../api/types';
import { may } from '../app/access';
import { useSecond } from '../app/clock';
import { useSession } from '../app/session';
import { keysOf } from '../app/shortcuts';
import { LevelTag } from '../citizen/LevelTag';
import { levelAt } from '../citizen/people';
import { useProof } from '../citizen/useCitizen';
import { useI18n } from '../i18n';

interface SeatProps {
  party: Party;
  citizen?: Citizen;
  /** Somebody sits here, also while the name is still being read. */
  known: boolean;
  /** The caller speaks for himself. */
  same?: boolean;
  callerProved?: boolean;
  /** The caller is just being asked for the password. */
  checking?: boolean;
  onVerify(): void;
  /** Lets the caller prove it by keys; the agent hears nothing of it. */
  onPassword?(): void;
  onSame?(): void;
}

/** One of the two places in a contact: name, how sure the hub is, and what can be done about it. */
export function Seat({ party, citizen, known, same = false, callerProved = false, checking = false, onVerify, onPassword, onSame }: SeatProps) {
  const { t } = useI18n();
  const second = useSecond();
  const proof = useProof(citizen?.id);
  const allowed = useSession((state) => may(state.session, 'citizen:verify'));
  const caller = party === 'CALLER';
  const level = levelAt(proof, second);
  return (
    <div className="seat" data-testid={`seat-${party}`}>
      <span className="seat-role">{t(`party.${party}`)}</span>
      {!caller && same && known ? (
        <span className="seat-name quiet">{t('people.same')}</span>
      ) : (
        <span className="seat-name">
          {citizen ? <b>{citizen.name}</b> : <span className="quiet">{known ? '…' : t('people.unknown')}</span>}
          {known && <LevelTag proof={proof} testId={`level-${party}`} />}
        </span>
      )}
      {known && (caller || !same) && level !== 'STRONG' && allowed && (
        <Button
          size="small"
          type={level === 'NONE' ? 'primary' : 'default'}
          data-testid={`verify-${party}`}
          disabled={!citizen || (!caller && !callerProved)}
          title={!caller && !callerProved ? t('people.callerFirst') : caller ? keysOf('verify') : undefined}
          onClick={onVerify}
        >
          {t(level === 'BASIC' ? 'verify.raise' : caller ? 'verify.open' : 'verify.openSubject')}
        </Button>
      )}
      {caller && level !== 'STRONG' && onPassword && allowed && (
        <Button size="small" data-testid="verify-by-password" title={t('verify.passwordHint')} onClick={onPassword}>
          {t('verify.password')}
        </Button>
      )}
      {checking && <span className="small quiet">{t('call.checking')}</span>}
      {!caller && known && !same && onSame && (
        <Button size="small" type="text" data-testid="subject-same" title={t('people.same')} onClick={onSame}>
          {t('people.backToCaller')}
        </Button>
      )}
    </div>
  );
}
