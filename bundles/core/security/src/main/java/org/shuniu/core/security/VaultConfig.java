// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.core.security.vault.cfg}. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/vault", name = "%name", description = "%help")
@interface VaultConfig {
  /** The persistent identity of these settings. */
  String PID = "org.shuniu.core.security.vault";

  @AttributeDefinition(name = "%keySecret.name", description = "%keySecret.help")
  String keySecret() default "file:secrets/vault-key";

  @AttributeDefinition(name = "%formerKeySecrets.name", description = "%formerKeySecrets.help")
  String[] formerKeySecrets() default {};
}
