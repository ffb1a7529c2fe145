// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.util.function.Supplier;

/** The libraries look for classes and resources by the thread's context class loader. */
final class Loaders {
  private Loaders() {}

  /** Runs work while the thread's context class loader is this bundle's. */
  static <T> T ours(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Loaders.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
