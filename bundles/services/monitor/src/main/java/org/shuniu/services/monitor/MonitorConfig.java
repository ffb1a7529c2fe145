// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the wall goes by. */
@ObjectClassDefinition(
    name = "%name",
    description = "%description",
    localization = "OSGI-INF/l10n/monitor")
public @interface MonitorConfig {
  @AttributeDefinition(
      name = "%targetSeconds.name",
      description = "%targetSeconds.help",
      min = "1",
      max = "600")
  int targetSeconds() default 15;

  @AttributeDefinition(
      name = "%shortAbandonSeconds.name",
      description = "%shortAbandonSeconds.help",
      min = "0",
      max = "60")
  int shortAbandonSeconds() default 5;

  @AttributeDefinition(name = "%shortAbandonsCount.name", description = "%shortAbandonsCount.help")
  boolean shortAbandonsCount() default false;

  @AttributeDefinition(name = "%thresholds.name", description = "%thresholds.help")
  String[] thresholds() default {
    "serviceLevel|below|95|80",
    "serviceLevel15|below|95|80",
    "serviceLevel24H|below|95|80",
    "connectRate|below|95|85",
    "connectRate15|below|95|85",
    "waiting|above|5|20",
    "longestWait|above|15|60",
    "expectedWait|above|15|60",
    "occupancy|above|85|95"
  };

  @AttributeDefinition(name = "%lines.name", description = "%lines.help")
  String[] lines() default {};

  @AttributeDefinition(name = "%homeRegion.name", description = "%homeRegion.help")
  String homeRegion() default "000000000000";

  @AttributeDefinition(name = "%historyDays.name", description = "%historyDays.help", min = "2")
  int historyDays() default 400;

  @AttributeDefinition(name = "%timeZone.name", description = "%timeZone.help")
  String timeZone() default "Asia/Shanghai";
}
