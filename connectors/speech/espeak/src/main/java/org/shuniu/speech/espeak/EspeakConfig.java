// SPDX-License-Identifier: Apache-2.0
package org.shuniu.speech.espeak;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One espeak-ng. Help texts are in OSGI-INF/l10n. */
@ObjectClassDefinition(
    id = "org.shuniu.speech.espeak",
    localization = "OSGI-INF/l10n/espeak",
    name = "%name",
    description = "%description")
@interface EspeakConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "espeak";

  @AttributeDefinition(name = "%executable.name", description = "%executable.help")
  String executable() default "espeak-ng";

  @AttributeDefinition(name = "%converter.name", description = "%converter.help")
  String converter() default "sox";

  @AttributeDefinition(name = "%voiceZh.name", description = "%voiceZh.help")
  String voiceZh() default "cmn-latn-pinyin";

  @AttributeDefinition(name = "%voiceEn.name", description = "%voiceEn.help")
  String voiceEn() default "en";

  @AttributeDefinition(
      name = "%wordsPerMinute.name",
      description = "%wordsPerMinute.help",
      min = "80",
      max = "450")
  int wordsPerMinute() default 160;

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
