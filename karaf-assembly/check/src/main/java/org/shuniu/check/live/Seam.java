// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import java.util.List;
import java.util.Optional;
import org.shuniu.check.Verdict;

/** What is particular to one kind of connector: how it is used through its host, over the bus. */
interface Seam {
  /** Messages given to a connector, whose ends are told one by one. */
  interface Batch {
    /** Which of them have no end yet, ended badly, or ended more than once: in words; waits. */
    List<String> lost();

    /** How many there are. */
    int size();
  }

  /** Tries what the contract promises. */
  List<Verdict> contract(Stage stage);

  /** Uses it once, whatever comes of it, so that a lost link shows. */
  default void use(Stage stage) {}

  /** Gives it messages that shall survive its stop; none where the seam has no such messages. */
  default Optional<Batch> give(Stage stage, int count) {
    return Optional.empty();
  }

  /** Why nothing can be given to it. */
  default String nothingToGive() {
    return "messages of this seam are of the moment: after a stop the hub asks anew";
  }

  /** The seam of a profile. */
  static Seam of(String seam) {
    return switch (seam) {
      case "business" -> new BusinessSeam();
      case "channel" -> new ChannelSeam();
      case "speech" -> new SpeechSeam();
      case "pbx" -> new PbxSeam();
      default -> new WorkflowSeam();
    };
  }
}
