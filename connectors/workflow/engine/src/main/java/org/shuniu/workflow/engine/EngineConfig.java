// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The workflow engine. Help texts are in OSGI-INF/l10n. */
@ObjectClassDefinition(
    id = "org.shuniu.workflow.engine",
    localization = "OSGI-INF/l10n/engine",
    name = "%name",
    description = "%description")
@interface EngineConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "engine";

  @AttributeDefinition(
      name = "%timerPollMs.name",
      description = "%timerPollMs.help",
      min = "100",
      max = "60000")
  int timerPollMs() default 1_000;
}
