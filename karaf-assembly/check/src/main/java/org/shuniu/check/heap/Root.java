// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.heap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What keeps an object by itself. */
enum Root {
  UNKNOWN(0xff, 0, "the JVM"),
  GLOBAL(0x01, 8, "native code"),
  LOCAL(0x02, 8, "native code"),
  FRAME(0x03, 8, "a local variable of a thread"),
  NATIVE_STACK(0x04, 4, "native code"),
  STICKY_CLASS(0x05, 0, "a class of the JDK"),
  THREAD_BLOCK(0x06, 4, "a thread"),
  MONITOR(0x07, 0, "a monitor that is held"),
  THREAD(0x08, 8, "a thread");

  private static final Map<Integer, Root> BY_TAG = new HashMap<>();

  static {
    for (Root root : values()) {
      BY_TAG.put(root.tag, root);
    }
  }

  private final int tag;
  private final int bytes;
  private final String words;

  Root(int tag, int bytes, String words) {
    this.tag = tag;
    this.bytes = bytes;
    this.words = words;
  }

  /** By its number in a dump. */
  static Optional<Root> of(int tag) {
    return Optional.ofNullable(BY_TAG.get(tag));
  }

  /** How many follow the object's id. */
  int bytes() {
    return bytes;
  }

  String words() {
    return words;
  }
}
