// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.util.List;
import java.util.Map;

/**
 * What a bundle brings.
 *
 * @param bundle its symbolic name
 * @param files its processes
 */
record Pack(String bundle, List<ProcessFile> files) {
  /**
   * One file of processes.
   *
   * @param name {@code complaint.bpmn20.xml}
   * @param forms JSON by the name of the process
   */
  record ProcessFile(String name, byte[] bpmn, Map<String, String> forms) {}

  Pack {
    files = List.copyOf(files);
  }
}
