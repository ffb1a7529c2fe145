// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.pbx.simulator-NAME.cfg}; each file makes one switch. */
@ObjectClassDefinition(
    localization = "OSGI-INF/l10n/simulator",
    name = "%simulator.name",
    description = "%simulator.help")
@interface SimulatorConfig {
  @AttributeDefinition(name = "%name.name", description = "%name.help")
  String name() default "main";

  @AttributeDefinition(name = "%callsPerHour.name", description = "%callsPerHour.help")
  int callsPerHour() default 360;

  @AttributeDefinition(name = "%callsPerSecond.name", description = "%callsPerSecond.help")
  double callsPerSecond() default 0;

  @AttributeDefinition(name = "%maxCalls.name", description = "%maxCalls.help")
  int maxCalls() default 200;

  @AttributeDefinition(name = "%seed.name", description = "%seed.help")
  long seed() default 1;

  @AttributeDefinition(name = "%hotlines.name", description = "%hotlines.help")
  String[] hotlines() default {"12333"};

  @AttributeDefinition(name = "%callerPrefix.name", description = "%callerPrefix.help")
  String callerPrefix() default "1380000";

  @AttributeDefinition(name = "%humanPercent.name", description = "%humanPercent.help")
  int humanPercent() default 70;

  @AttributeDefinition(name = "%infoPercent.name", description = "%infoPercent.help")
  int infoPercent() default 20;

  @AttributeDefinition(name = "%silentPercent.name", description = "%silentPercent.help")
  int silentPercent() default 5;

  @AttributeDefinition(name = "%humanKey.name", description = "%humanKey.help")
  String humanKey() default "0";

  @AttributeDefinition(name = "%infoKey.name", description = "%infoKey.help")
  String infoKey() default "1";

  @AttributeDefinition(name = "%thinkMs.name", description = "%thinkMs.help")
  long thinkMs() default 2_500;

  @AttributeDefinition(name = "%patienceSeconds.name", description = "%patienceSeconds.help")
  int patienceSeconds() default 90;

  @AttributeDefinition(name = "%talkSeconds.name", description = "%talkSeconds.help")
  int talkSeconds() default 45;

  @AttributeDefinition(name = "%autoAnswerDevices.name", description = "%autoAnswerDevices.help")
  String autoAnswerDevices() default "1101-1120";

  @AttributeDefinition(name = "%answerMs.name", description = "%answerMs.help")
  long answerMs() default 1_500;

  @AttributeDefinition(name = "%personDevices.name", description = "%personDevices.help")
  String personDevices() default "1001-1020";

  @AttributeDefinition(name = "%recordingSeconds.name", description = "%recordingSeconds.help")
  int recordingSeconds() default 60;
}
