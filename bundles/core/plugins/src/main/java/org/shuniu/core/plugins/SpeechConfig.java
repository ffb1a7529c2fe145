// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.core.plugins.speech.cfg}. */
@ObjectClassDefinition(
    localization = "OSGI-INF/l10n/plugins",
    name = "%speech.name",
    description = "%speech.help")
@interface SpeechConfig {
  @AttributeDefinition(name = "%cacheDirectory.name", description = "%cacheDirectory.help")
  String cacheDirectory() default "data/speech";

  @AttributeDefinition(name = "%cacheLimitMiB.name", description = "%cacheLimitMiB.help")
  int cacheLimitMiB() default 512;

  @AttributeDefinition(name = "%concurrency.name", description = "%concurrency.help")
  int concurrency() default 2;

  @AttributeDefinition(name = "%sayTimeoutMs.name", description = "%sayTimeoutMs.help")
  long sayTimeoutMs() default 5_000;

  @AttributeDefinition(name = "%engineTimeoutMs.name", description = "%engineTimeoutMs.help")
  long engineTimeoutMs() default 30_000;
}
