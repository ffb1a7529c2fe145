// SPDX-License-Identifier: Apache-2.0
import type { Contact, Verification, VerificationLevel } from '../api/types';

/** Who is in a contact: who speaks and whom it is about, which need not be one person. */
export interface People {
  callerId?: string;
  subjectId?: string;
  /** The caller is known by proof, not by the agent's choice. */
  callerProved: boolean;
  /** The caller speaks for himself, as far as anybody said. */
  same: boolean;
}

/**
 * @param proof of the caller, as it holds now
 * @param chosen whom the agent takes for the caller, unproved
 */
export function peopleOf(
  contact: Pick<Contact, 'citizenId'>,
  proof: Verification | undefined,
  chosen: string | undefined,
): People {
  const callerId = proof?.citizen ?? chosen ?? contact.citizenId ?? undefined;
  const subjectId = contact.citizenId ?? callerId;
  return { callerId, subjectId, callerProved: Boolean(proof), same: callerId === subjectId };
}

const RANK: Record<VerificationLevel, number> = { NONE: 0, BASIC: 1, STRONG: 2 };

/** What is proved at this second; a proof that has run out proves nothing. */
export function levelAt(proof: Verification | undefined, atSecond: number): VerificationLevel {
  return proof && Date.parse(proof.expires) / 1000 > atSecond ? proof.level : 'NONE';
}

export function reaches(level: VerificationLevel, wanted: VerificationLevel): boolean {
  return RANK[level] >= RANK[wanted];
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/**
 * Whether a resident identity number can be one (GB 11643: 18 characters, the last one checks the others). A slip of
 * the finger is told before it costs one of three attempts.
 */
export function isResidentIdentity(number: string): boolean {
  const text = tidyIdentity(number);
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return CHECKS[sum % 11] === text[17];
}

/** Without spaces, full-width characters made plain, the check character in capitals. */
export function tidyIdentity(number: string): string {
  return number.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}
