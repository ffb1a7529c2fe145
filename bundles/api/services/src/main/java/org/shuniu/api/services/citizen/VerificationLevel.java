// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.citizen;

/** How sure the hub is who it speaks with; each level allows what the ones before it allow. */
public enum VerificationLevel {
  /** A phone number gives candidates, never a person. */
  NONE,
  /** Questions answered that only this person should know. Own history may be shown. */
  BASIC,
  /** Identity number and a secret checked. Business data may be shown. */
  STRONG
}
