// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.services.acd.cfg}. */
@ObjectClassDefinition(
    localization = "OSGI-INF/l10n/acd",
    name = "%acd.name",
    description = "%acd.help")
@interface AcdConfig {
  @AttributeDefinition(name = "%reservationLeaseMs.name", description = "%reservationLeaseMs.help")
  long reservationLeaseMs() default 25_000;

  @AttributeDefinition(name = "%consoleGraceMs.name", description = "%consoleGraceMs.help")
  long consoleGraceMs() default 60_000;

  @AttributeDefinition(name = "%breakByRule.name", description = "%breakByRule.help")
  boolean breakByRule() default true;

  @AttributeDefinition(
      name = "%breakMinWorkingPerSkill.name",
      description = "%breakMinWorkingPerSkill.help",
      min = "0")
  int breakMinWorkingPerSkill() default 0;

  @AttributeDefinition(
      name = "%breakMaxAtOnce.name",
      description = "%breakMaxAtOnce.help",
      min = "0")
  int breakMaxAtOnce() default 0;

  @AttributeDefinition(
      name = "%breakMaxSharePercent.name",
      description = "%breakMaxSharePercent.help",
      min = "1",
      max = "100")
  int breakMaxSharePercent() default 100;

  @AttributeDefinition(
      name = "%breakWaitingLimit.name",
      description = "%breakWaitingLimit.help",
      min = "0")
  int breakWaitingLimit() default 10;

  @AttributeDefinition(name = "%historyDays.name", description = "%historyDays.help", min = "2")
  int historyDays() default 400;

  @AttributeDefinition(name = "%timeZone.name", description = "%timeZone.help")
  String timeZone() default "Asia/Shanghai";
}
