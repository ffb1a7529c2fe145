// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How flows run. */
@ObjectClassDefinition(
    name = "%ivr.name",
    description = "%ivr.description",
    localization = "OSGI-INF/l10n/ivr")
public @interface IvrConfig {
  @AttributeDefinition(
      name = "%speech.name",
      description = "%speech.description",
      min = "100",
      max = "5000")
  int speechTimeoutMs() default 1_500;

  @AttributeDefinition(name = "%fallback.name", description = "%fallback.description")
  String fallbackSkill() default "general";

  @AttributeDefinition(name = "%zone.name", description = "%zone.description")
  String timeZone() default "Asia/Shanghai";
}
