// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** Entities of two units. */
final class Rows {
  private Rows() {}

  @Entity(name = "LeftRow")
  @Table(name = "left_row")
  static class Left {
    @Id String id;
    @Version long version;
    int amount;

    @Column(name = "at")
    Instant at = Instant.now();

    @Lob String text = "字".repeat(3000);
    boolean open;

    protected Left() {}

    Left(String id) {
      this.id = id;
    }
  }

  @Entity(name = "RightRow")
  @Table(name = "right_row")
  static class Right {
    @Id String id;

    protected Right() {}

    Right(String id) {
      this.id = id;
    }
  }
}
