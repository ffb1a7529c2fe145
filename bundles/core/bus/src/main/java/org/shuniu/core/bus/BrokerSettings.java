// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The broker. Apart from {@link BusSettings}: a changed setting restarts the broker alone. */
@ObjectClassDefinition(
    id = "org.shuniu.core.bus.broker",
    name = "%name",
    description = "%description",
    localization = "OSGI-INF/l10n/broker")
public @interface BrokerSettings {
  /** Where the journal lies; {@code ${name}} stands for a system property. */
  @AttributeDefinition(name = "%directory", description = "%directory.help")
  String directory() default "${karaf.data}/artemis";

  /** TCP port on the loopback interface for tools; 0: none. */
  @AttributeDefinition(name = "%tcpPort", description = "%tcpPort.help", min = "0", max = "65535")
  int tcpPort() default 0;

  /** How long the journal gathers writes before it forces them to the disk. */
  @AttributeDefinition(
      name = "%journalBufferMicros",
      description = "%journalBufferMicros.help",
      min = "0",
      max = "20000")
  int journalBufferMicros() default 100;

  /** Messages in memory before they go to the disk. */
  @AttributeDefinition(name = "%memoryMiB", description = "%memoryMiB.help", min = "8")
  int memoryMiB() default 96;

  /** No message is accepted when less than this is free on the disk. */
  @AttributeDefinition(name = "%minDiskFreeMiB", description = "%minDiskFreeMiB.help", min = "0")
  int minDiskFreeMiB() default 256;
}
