// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Ids;
import org.shuniu.api.workflow.WorkflowCommand;

/** A command to a workflow engine that waits until there is one. */
@Entity(name = "CommandRow")
@Table(name = "plugins_command")
class CommandRow {
  /** Grows with the time of acceptance. */
  @Id
  @Column(name = "place")
  String place = "";

  @Column(name = "ticket")
  String ticket = "";

  /** Simple name of the record. */
  @Column(name = "type")
  String type = "";

  @Embedded Origin origin = new Origin();

  @Lob
  @Column(name = "content")
  String content = "";

  protected CommandRow() {}

  CommandRow(Envelope<? extends WorkflowCommand> envelope) {
    place = Ids.next();
    ticket = envelope.data().ticket();
    type = envelope.data().getClass().getSimpleName();
    origin = new Origin(envelope);
    content = Contents.write(envelope.data());
  }

  WorkflowCommand command() {
    for (Class<?> known : WorkflowCommand.class.getPermittedSubclasses()) {
      if (known.getSimpleName().equals(type)) {
        return Contents.read(content, known.asSubclass(WorkflowCommand.class));
      }
    }
    throw new IllegalStateException("no command is called " + type);
  }
}
