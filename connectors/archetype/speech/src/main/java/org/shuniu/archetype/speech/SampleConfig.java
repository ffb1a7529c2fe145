// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.speech;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One program that speaks. Help texts are in OSGI-INF/l10n; the README has the table. */
@ObjectClassDefinition(
    id = "org.shuniu.archetype.speech",
    localization = "OSGI-INF/l10n/sample",
    name = "%name",
    description = "%description")
@interface SampleConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "sample";

  @AttributeDefinition(name = "%command.name", description = "%command.help")
  String command() default "espeak-ng --stdin -b 1 -v cmn-latn-pinyin -w {out}";

  @AttributeDefinition(name = "%converter.name", description = "%converter.help")
  String converter() default "sox -D {in} -r 8000 -b 16 -c 1 {out} gain -3";

  @AttributeDefinition(name = "%languages.name", description = "%languages.help")
  String languages() default "zh-CN";

  @AttributeDefinition(
      name = "%processes.name",
      description = "%processes.help",
      min = "1",
      max = "16")
  int processes() default 2;

  @AttributeDefinition(
      name = "%timeoutMs.name",
      description = "%timeoutMs.help",
      min = "500",
      max = "60000")
  int timeoutMs() default 10_000;
}
