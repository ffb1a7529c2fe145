// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The packs that are there now, and which of them the engine has yet to read. */
final class Shelf {
  private final Map<String, Pack> packs = new LinkedHashMap<>();
  private final Set<Pack> unread = new LinkedHashSet<>();

  /** A pack came, or came anew. */
  synchronized void put(Pack pack) {
    remove(pack.bundle());
    packs.put(pack.bundle(), pack);
    unread.add(pack);
  }

  /** A pack went; what it brought goes on. */
  synchronized void remove(String bundle) {
    Pack gone = packs.remove(bundle);
    if (gone != null) {
      unread.remove(gone);
    }
  }

  synchronized List<Pack> unread() {
    return List.copyOf(unread);
  }

  synchronized void read(Pack pack) {
    unread.remove(pack);
  }

  /** A new engine has read nothing. */
  synchronized void readAgain() {
    unread.addAll(packs.values());
  }

  synchronized boolean holds(String bundle) {
    return packs.containsKey(bundle);
  }
}
