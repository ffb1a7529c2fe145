// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

/**
 * What is wrong with a flow.
 *
 * @param path where: {@code nodes.main.keys.1}
 * @param code what, for translation
 */
record FlowProblem(String path, String code) {}
