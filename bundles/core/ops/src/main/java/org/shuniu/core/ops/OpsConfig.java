// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.core.ops.cfg}. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/ops", name = "%name", description = "%help")
@interface OpsConfig {
  @AttributeDefinition(name = "%requiredProbes.name", description = "%requiredProbes.help")
  String[] requiredProbes() default {"accounts", "bus", "rest", "store"};

  @AttributeDefinition(name = "%startGraceMs.name", description = "%startGraceMs.help")
  long startGraceMs() default 120_000;
}
