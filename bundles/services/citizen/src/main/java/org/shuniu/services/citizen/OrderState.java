// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

/** Where an order to a business system stands. */
public enum OrderState {
  WAITING,
  DONE,
  /** It will not be carried out; a person may order it again. */
  REJECTED,
  /** Nobody knows whether it was carried out; only a person may order it again. */
  UNCERTAIN
}
