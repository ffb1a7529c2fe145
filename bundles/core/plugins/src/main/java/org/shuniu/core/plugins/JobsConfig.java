// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.core.plugins.jobs.cfg}. */
@ObjectClassDefinition(
    localization = "OSGI-INF/l10n/plugins",
    name = "%jobs.name",
    description = "%jobs.help")
@interface JobsConfig {
  /** The persistent identity of these settings. */
  String PID = "org.shuniu.core.plugins.jobs";

  @AttributeDefinition(
      name = "%queriesPerLink.name",
      description = "%queriesPerLink.help",
      min = "1")
  int queriesPerLink() default 32;

  @AttributeDefinition(name = "%ordersPerLink.name", description = "%ordersPerLink.help", min = "1")
  int ordersPerLink() default 16;

  @AttributeDefinition(
      name = "%textsPerChannel.name",
      description = "%textsPerChannel.help",
      min = "1")
  int textsPerChannel() default 64;

  @AttributeDefinition(
      name = "%attemptTimeoutMs.name",
      description = "%attemptTimeoutMs.help",
      min = "1000")
  long attemptTimeoutMs() default 60_000;

  @AttributeDefinition(name = "%retryPauseMs.name", description = "%retryPauseMs.help", min = "10")
  long retryPauseMs() default 1_000;

  @AttributeDefinition(
      name = "%retryPauseMaxMs.name",
      description = "%retryPauseMaxMs.help",
      min = "10")
  long retryPauseMaxMs() default 60_000;

  @AttributeDefinition(name = "%retentionDays.name", description = "%retentionDays.help", min = "1")
  int retentionDays() default 30;

  @AttributeDefinition(name = "%exchangeDays.name", description = "%exchangeDays.help", min = "1")
  int exchangeDays() default 30;
}
