// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.heap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the references are in instances of classes. */
final class Shapes {
  /** The type of a field that refers to an object. */
  static final int REFERENCE = 2;

  private static final int[] SIZES = {0, 0, 8, 0, 1, 2, 4, 8, 1, 2, 4, 8};

  /** A field of a class, which need not be a reference. */
  record Part(String name, int type) {}

  /** A reference, and how far from the beginning of an instance it is. */
  record Slot(int offset, HeapDump.Field field) {}

  private record Shape(String name, long parent, List<Part> parts) {}

  private final Map<Long, Shape> shapes = new HashMap<>();
  private final Map<Long, List<Slot>> slots = new HashMap<>();

  /** How many bytes a value of a type takes. */
  static int size(int type) {
    return SIZES[type];
  }

  boolean knows(long type) {
    return shapes.containsKey(type);
  }

  void add(long type, String name, long parent, List<Part> parts) {
    shapes.put(type, new Shape(name, parent, parts));
  }

  /** The references of instances of a class: its own come first, then those it inherits. */
  List<Slot> references(long type) {
    return slots.computeIfAbsent(type, this::laidOut);
  }

  private List<Slot> laidOut(long type) {
    List<Slot> found = new ArrayList<>();
    int offset = 0;
    for (Shape shape = shapes.get(type); shape != null; shape = shapes.get(shape.parent)) {
      for (Part part : shape.parts) {
        if (part.type == REFERENCE) {
          found.add(new Slot(offset, new HeapDump.Field(shape.name, part.name)));
        }
        offset += size(part.type);
      }
    }
    return found;
  }
}
