// SPDX-License-Identifier: Apache-2.0
/**
 * The seam of workflow engines (W1, W3), seen from the hub. An engine runs processes; each belongs
 * to one ticket, whose id is the key of all messages. The engine decides what is next, the hub does
 * it: a process asks for work by {@link org.shuniu.api.workflow.WorkflowEvent.WorkRequested} and
 * goes on when it is told the outcome. All of it is durable, and idempotent by ticket and request.
 *
 * <p>A <b>pack</b> is a bundle with the header {@code Shuniu-Workflow: NAME}, processes under
 * {@code workflow/*.bpmn20.xml} and forms under {@code workflow/*.form.json}; the engine finds it
 * by itself.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.workflow;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
