// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;

/** The departments in the database. */
final class Departments {
  private final EntityManager em;
  private final Transactions transactions;

  Departments(EntityManager em, Transactions transactions) {
    this.em = em;
    this.transactions = transactions;
  }

  Optional<Department> find(String code) {
    return transactions.call(
        () ->
            Optional.ofNullable(em.find(DepartmentRow.class, code)).map(DepartmentRow::department));
  }

  List<Department> all() {
    return transactions.call(
        () ->
            em
                .createQuery("select d from DepartmentRow d order by d.code", DepartmentRow.class)
                .getResultList()
                .stream()
                .map(DepartmentRow::department)
                .toList());
  }

  /** {@code ticket.department.exists} if the code is taken. */
  void add(Department department) {
    transactions.run(
        () -> {
          if (em.find(DepartmentRow.class, department.code()) != null) {
            throw HubException.conflict(
                "ticket.department.exists", Map.of("code", department.code()));
          }
          DepartmentRow row = new DepartmentRow();
          row.code = department.code();
          fill(row, department);
          em.persist(row);
        });
  }

  /** {@code ticket.department.unknown} (404) if there is none of this code. */
  void change(Department department) {
    transactions.run(
        () -> {
          @Nullable DepartmentRow row = em.find(DepartmentRow.class, department.code());
          if (row == null) {
            throw HubException.notFound("ticket.department.unknown", department.code());
          }
          fill(row, department);
        });
  }

  private static void fill(DepartmentRow row, Department department) {
    row.labelZh = department.labelZh();
    row.labelEn = department.labelEn();
    row.link = department.link().orElse(null);
    row.phone = department.phone().orElse(null);
    row.enabled = department.enabled();
  }
}
