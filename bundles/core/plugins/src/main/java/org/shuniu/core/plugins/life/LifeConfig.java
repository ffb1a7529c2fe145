// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.core.plugins.life.cfg}. */
@ObjectClassDefinition(
    localization = "OSGI-INF/l10n/life",
    name = "%life.name",
    description = "%life.help")
@interface LifeConfig {
  String PID = "org.shuniu.core.plugins.life";

  @AttributeDefinition(name = "%signaturesRequired.name", description = "%signaturesRequired.help")
  boolean signaturesRequired() default false;

  @AttributeDefinition(name = "%watchMs.name", description = "%watchMs.help", min = "1000")
  long watchMs() default 10_000;

  @AttributeDefinition(name = "%startTimeoutMs.name", description = "%startTimeoutMs.help")
  long startTimeoutMs() default 20_000;

  @AttributeDefinition(name = "%stopTimeoutMs.name", description = "%stopTimeoutMs.help")
  long stopTimeoutMs() default 45_000;

  @AttributeDefinition(
      name = "%errorPercent.name",
      description = "%errorPercent.help",
      min = "1",
      max = "100")
  int errorPercent() default 50;

  @AttributeDefinition(
      name = "%heapPercent.name",
      description = "%heapPercent.help",
      min = "50",
      max = "100")
  int heapPercent() default 95;

  @AttributeDefinition(
      name = "%keepVersions.name",
      description = "%keepVersions.help",
      min = "1",
      max = "50")
  int keepVersions() default 5;

  @AttributeDefinition(name = "%fileMaxMiB.name", description = "%fileMaxMiB.help", min = "1")
  int fileMaxMiB() default 128;

  @AttributeDefinition(
      name = "%unpackedMaxMiB.name",
      description = "%unpackedMaxMiB.help",
      min = "1")
  int unpackedMaxMiB() default 512;
}
