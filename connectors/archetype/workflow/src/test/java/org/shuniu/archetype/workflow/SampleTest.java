// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.workflow;

import org.shuniu.api.testkit.workflow.PackContract;

/** The pack is one that the engine takes. */
class SampleTest extends PackContract {}
