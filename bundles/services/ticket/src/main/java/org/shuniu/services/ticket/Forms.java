// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowCommand.TellPacks;
import org.shuniu.api.workflow.WorkflowEvent.PackDeployed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The forms of the processes that are deployed; the newest version of each. */
final class Forms {
  private static final Logger LOG = LoggerFactory.getLogger(Forms.class);
  private static final int LONGEST_LABEL = 100;

  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  private final EntityManager em;
  private final Transactions transactions;
  private final Bus bus;
  private final Clock clock;
  private Instant asked = Instant.EPOCH;

  Forms(EntityManager em, Transactions transactions, Bus bus, Clock clock) {
    this.em = em;
    this.transactions = transactions;
    this.bus = bus;
    this.clock = clock;
  }

  /** Keeps the form unless a newer one is known; one that cannot be used changes nothing. */
  void deployed(PackDeployed pack) {
    try {
      Form.parse(pack.process(), pack.form());
    } catch (HubException e) {
      LOG.warn(
          "The form of {} {} cannot be used: {}", pack.process(), pack.version(), e.getMessage());
      return;
    }
    transactions.run(() -> keep(pack));
  }

  private void keep(PackDeployed pack) {
    @Nullable FormRow known = em.find(FormRow.class, pack.process());
    if (known != null && known.formVersion > pack.version()) {
      return;
    }
    FormRow row = known == null ? new FormRow() : known;
    row.formVersion = pack.version();
    String label = pack.label();
    row.label = label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL);
    row.form = new LongText(pack.form());
    row.deployedAt = pack.time();
    if (known == null) {
      row.process = pack.process();
      em.persist(row);
    }
  }

  Optional<FormView> find(String process) {
    return transactions.call(
        () -> Optional.ofNullable(em.find(FormRow.class, process)).map(Forms::view));
  }

  /** All forms; where none is known the engines are asked, for they may have told before us. */
  List<FormView> all() {
    List<FormView> forms =
        transactions.call(
            () ->
                em
                    .createQuery("select f from FormRow f order by f.process", FormRow.class)
                    .getResultList()
                    .stream()
                    .map(Forms::view)
                    .toList());
    if (forms.isEmpty()) {
      ask();
    }
    return forms;
  }

  private synchronized void ask() {
    Instant now = clock.instant();
    if (now.isAfter(asked.plus(ASK_AGAIN))) {
      asked = now;
      bus.publish(new TellPacks(WorkflowCommand.ALL));
    }
  }

  private static FormView view(FormRow row) {
    Form form = Form.parse(row.process, LongText.of(row.form));
    return new FormView(row.process, row.formVersion, row.label, form);
  }
}
