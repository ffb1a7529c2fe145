// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.core.plugins.cfg}. */
@ObjectClassDefinition(
    localization = "OSGI-INF/l10n/plugins",
    name = "%plugins.name",
    description = "%plugins.help")
@interface PluginsConfig {
  @AttributeDefinition(name = "%startTimeoutMs.name", description = "%startTimeoutMs.help")
  long startTimeoutMs() default 5_000;

  @AttributeDefinition(name = "%drainTimeoutMs.name", description = "%drainTimeoutMs.help")
  long drainTimeoutMs() default 2_000;

  @AttributeDefinition(name = "%stopTimeoutMs.name", description = "%stopTimeoutMs.help")
  long stopTimeoutMs() default 6_000;

  @AttributeDefinition(name = "%orderTimeoutMs.name", description = "%orderTimeoutMs.help")
  long orderTimeoutMs() default 5_000;

  @AttributeDefinition(name = "%dataDirectory.name", description = "%dataDirectory.help")
  String dataDirectory() default "data/connectors";
}
