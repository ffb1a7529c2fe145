// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One system. Help texts are in OSGI-INF/l10n, in both languages; the README has the table. */
@ObjectClassDefinition(
    id = "org.shuniu.archetype.business",
    localization = "OSGI-INF/l10n/sample",
    name = "%name",
    description = "%description")
@interface SampleConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "sample";

  @AttributeDefinition(name = "%base.name", description = "%base.help")
  String base() default "http://127.0.0.1:8095/api";

  @AttributeDefinition(name = "%token.name", description = "%token.help")
  String token() default "file:secrets/sample-token";

  @AttributeDefinition(
      name = "%connectTimeoutMs.name",
      description = "%connectTimeoutMs.help",
      min = "100",
      max = "30000")
  int connectTimeoutMs() default 3_000;

  @AttributeDefinition(
      name = "%receiveTimeoutMs.name",
      description = "%receiveTimeoutMs.help",
      min = "100",
      max = "60000")
  int receiveTimeoutMs() default 10_000;

  @AttributeDefinition(
      name = "%replyMaxBytes.name",
      description = "%replyMaxBytes.help",
      min = "1024",
      max = "16777216")
  int replyMaxBytes() default 262_144;

  @AttributeDefinition(
      name = "%concurrency.name",
      description = "%concurrency.help",
      min = "1",
      max = "1000")
  int concurrency() default 200;

  @AttributeDefinition(
      name = "%breakerFailures.name",
      description = "%breakerFailures.help",
      min = "1",
      max = "1000")
  int breakerFailures() default 5;

  @AttributeDefinition(
      name = "%breakerOpenMs.name",
      description = "%breakerOpenMs.help",
      min = "100",
      max = "600000")
  int breakerOpenMs() default 10_000;
}
