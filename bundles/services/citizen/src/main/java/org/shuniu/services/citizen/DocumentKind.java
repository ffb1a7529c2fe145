// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

/** Kinds of identity documents. */
public enum DocumentKind {
  /** 居民身份证: 18 characters with a check digit (GB 11643). */
  RESIDENT_IDENTITY,
  /** 统一社会信用代码 of an organisation: 18 characters with a check character (GB 32100). */
  CREDIT_CODE,
  PASSPORT,
  /** 港澳台居民 travel permits. */
  TRAVEL_PERMIT,
  OTHER;

  /** Whether such a citizen may have such a document. */
  boolean suits(CitizenKind citizen) {
    return this == OTHER || (citizen == CitizenKind.ORGANISATION) == (this == CREDIT_CODE);
  }

  /** What is meant where only a number is given. */
  static DocumentKind usual(CitizenKind citizen) {
    return citizen == CitizenKind.PERSON ? RESIDENT_IDENTITY : CREDIT_CODE;
  }
}
