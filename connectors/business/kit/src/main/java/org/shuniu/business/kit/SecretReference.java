// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.util.function.Supplier;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;

/** A secret that is asked for at each use, so that a changed one needs no restart. */
public final class SecretReference {
  private SecretReference() {}

  /**
   * Gives the secret behind a reference. One that is not there yet is a state of the link, reason
   * {@code secret-missing}: requests are tried again.
   */
  public static Supplier<String> of(Secrets secrets, String reference) {
    return () -> {
      try {
        return secrets.resolve(reference);
      } catch (HubException e) {
        throw Faults.offline("secret-missing");
      }
    };
  }
}
