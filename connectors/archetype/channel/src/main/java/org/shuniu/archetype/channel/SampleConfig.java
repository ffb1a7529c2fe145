// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One account at a gateway. Help texts are in OSGI-INF/l10n; the README has the table. */
@ObjectClassDefinition(
    id = "org.shuniu.archetype.channel",
    localization = "OSGI-INF/l10n/sample",
    name = "%name",
    description = "%description")
@interface SampleConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "sample";

  @AttributeDefinition(name = "%base.name", description = "%base.help")
  String base() default "http://127.0.0.1:8096/api";

  @AttributeDefinition(name = "%token.name", description = "%token.help")
  String token() default "file:secrets/sample-token";

  @AttributeDefinition(
      name = "%connectTimeoutMs.name",
      description = "%connectTimeoutMs.help",
      min = "100",
      max = "30000")
  int connectTimeoutMs() default 3_000;

  @AttributeDefinition(
      name = "%answerTimeoutMs.name",
      description = "%answerTimeoutMs.help",
      min = "100",
      max = "60000")
  int answerTimeoutMs() default 10_000;

  @AttributeDefinition(
      name = "%pollMs.name",
      description = "%pollMs.help",
      min = "50",
      max = "60000")
  int pollMs() default 2_000;

  @AttributeDefinition(
      name = "%replyMaxBytes.name",
      description = "%replyMaxBytes.help",
      min = "1024",
      max = "16777216")
  int replyMaxBytes() default 1_048_576;
}
