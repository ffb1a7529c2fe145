// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

/** What a citizen is in the eyes of the law. */
public enum CitizenKind {
  PERSON,
  ORGANISATION
}
