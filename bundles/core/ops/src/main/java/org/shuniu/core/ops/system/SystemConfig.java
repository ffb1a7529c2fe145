// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.core.ops.system.cfg}. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/system", name = "%name", description = "%help")
public @interface SystemConfig {
  @AttributeDefinition(
      name = "%sampleMs.name",
      description = "%sampleMs.help",
      min = "1000",
      max = "60000")
  int sampleMs() default 10_000;

  @AttributeDefinition(
      name = "%historyMinutes.name",
      description = "%historyMinutes.help",
      min = "5",
      max = "1440")
  int historyMinutes() default 60;

  @AttributeDefinition(name = "%thresholds.name", description = "%thresholds.help")
  String[] thresholds() default {
    "hub_machine_cpu_percent|above|85|97|120",
    "hub_machine_load|above|4|8|300",
    "hub_machine_files_percent|above|70|90|60",
    "hub_jvm_heap_percent|above|85|95|60",
    "hub_jvm_gc_percent|above|10|30|60",
    "hub_disk_free_percent|below|15|5|30",
    "hub_database_latency_ms|above|100|1000|60",
    "hub_database_waiting|above|5|20|30",
    "hub_broker_depth|above|1000|10000|60",
    "hub_broker_letters|above|0|100|30",
    "hub_link_down|above||0|30",
    "hub_part_level|above|0|1|60",
    "hub_bundle_inactive|above|0||120",
    "hub_backup_age_hours|above|36|168|60",
    "hub_audit_broken|above||0|0",
    "acd_waiting|above|20|100|60"
  };
}
