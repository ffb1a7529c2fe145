// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.heap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A heap as a JVM writes it (HPROF 1.0.2, ids of eight bytes, less than 2 GB): its objects, and who
 * refers to whom. Objects are numbered; nothing but their places in the file is kept in memory. For
 * one thread.
 */
final class HeapDump implements Closeable {
  private static final int ID = 8;
  private static final int CLASS = 0x20;
  private static final int INSTANCE = 0x21;
  private static final int OBJECTS = 0x22;
  private static final int PRIMITIVES = 0x23;

  /** A field that refers to something: who declares it, and its name. */
  record Field(String declarer, String name) {}

  /** Sees what an object refers to. */
  interface Eye {
    /** {@code target}: the object's number. */
    void sees(Field field, int target);
  }

  private final FileChannel channel;
  private final ByteBuffer file;
  private final Map<Long, String> texts = new HashMap<>();
  private final Map<Long, Long> classNames = new HashMap<>();
  private final Shapes shapes = new Shapes();
  private final Map<Integer, String> roots = new LinkedHashMap<>();
  private final Map<Integer, Integer> threads = new HashMap<>();
  private final Map<Integer, Integer> frames = new HashMap<>();
  private long[] ids = new long[1 << 16];
  private int[] places = new int[0];
  private int count;

  HeapDump(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
    if (channel.size() > Integer.MAX_VALUE) {
      throw new IOException("a heap of more than 2 GB");
    }
    file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    read(false);
    ids = Arrays.copyOf(ids, count);
    Arrays.sort(ids);
    places = new int[count];
    read(true);
  }

  /** How many objects there are. */
  int size() {
    return count;
  }

  /** Objects that are kept by themselves, with what keeps them. */
  Map<Integer, String> roots() {
    return roots;
  }

  private void read(boolean placing) throws IOException {
    file.position(0);
    while (file.get() != 0) {
      // the name of the format
    }
    if (file.getInt() != ID) {
      throw new IOException("ids of another size than eight bytes");
    }
    file.getLong();
    while (file.hasRemaining()) {
      int tag = file.get();
      file.getInt();
      int end = file.getInt() + file.position();
      if (tag == 0x01 && !placing) {
        long id = file.getLong();
        byte[] text = new byte[end - file.position()];
        file.get(text);
        texts.put(id, new String(text, StandardCharsets.UTF_8));
      } else if (tag == 0x02) {
        file.getInt();
        long id = file.getLong();
        file.getInt();
        classNames.put(id, file.getLong());
      } else if (tag == 0x0c || tag == 0x1c) {
        while (file.position() < end) {
          object(placing);
        }
      }
      file.position(end);
    }
  }

  private void object(boolean placing) throws IOException {
    int place = file.position();
    int tag = file.get() & 0xff;
    long id = file.getLong();
    Optional<Root> root = Root.of(tag);
    if (root.isPresent()) {
      if (placing) {
        number(id).ifPresent(number -> root(number, root.get()));
      }
      file.position(place + 1 + ID + root.get().bytes());
      return;
    }
    skip(4);
    switch (tag) {
      case CLASS -> shape(id);
      case INSTANCE -> {
        skip(ID);
        skip(file.getInt());
      }
      case OBJECTS -> {
        int length = file.getInt();
        skip(ID + length * ID);
      }
      case PRIMITIVES -> {
        int length = file.getInt();
        skip(length * Shapes.size(file.get()));
      }
      default -> throw new IOException("an unknown thing: " + tag);
    }
    if (placing) {
      places[Arrays.binarySearch(ids, id)] = place;
    } else {
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, count * 2);
      }
      ids[count++] = id;
    }
  }

  private void root(int number, Root kind) {
    roots.putIfAbsent(number, kind.words());
    if (kind == Root.FRAME) {
      frames.putIfAbsent(number, file.getInt());
    } else if (kind == Root.THREAD) {
      threads.put(file.getInt(), number);
    }
  }

  /** The thread of a local variable. */
  Optional<Integer> threadOf(int number) {
    return Optional.ofNullable(frames.get(number)).map(threads::get);
  }

  private void shape(long id) {
    long parent = file.getLong();
    skip(5 * ID + 4);
    skipConstants();
    for (int i = file.getShort(); i > 0; i--) {
      skip(ID);
      skip(Shapes.size(file.get()));
    }
    if (shapes.knows(id)) {
      skip(file.getShort() * (ID + 1));
      return;
    }
    List<Shapes.Part> parts = new ArrayList<>();
    for (int i = file.getShort(); i > 0; i--) {
      parts.add(new Shapes.Part(texts.getOrDefault(file.getLong(), "?"), file.get()));
    }
    shapes.add(id, className(id), parent, parts);
  }

  private void skipConstants() {
    for (int i = file.getShort(); i > 0; i--) {
      skip(2);
      skip(Shapes.size(file.get()));
    }
  }

  private void skip(int bytes) {
    file.position(file.position() + bytes);
  }

  private Optional<Integer> number(long id) {
    int number = Arrays.binarySearch(ids, id);
    return number < 0 ? Optional.empty() : Optional.of(number);
  }

  private String className(long id) {
    Long text = classNames.get(id);
    return text == null ? "?" : texts.getOrDefault(text, "?").replace('/', '.');
  }

  /** Name of the class of an object; of a class its own. */
  String nameOf(int number) {
    int tag = file.get(places[number]) & 0xff;
    return switch (tag) {
      case CLASS -> className(ids[number]);
      case INSTANCE -> className(file.getLong(places[number] + 1 + ID + 4));
      case OBJECTS -> className(file.getLong(places[number] + 1 + ID + 8));
      default -> "an array";
    };
  }

  /** All that an object refers to, itself, its class and, of a class, its loader included. */
  void look(int number, Eye eye) {
    file.position(places[number]);
    int tag = file.get() & 0xff;
    skip(ID + 4);
    if (tag == CLASS) {
      lookAtClass(number, eye);
    } else if (tag == INSTANCE) {
      long type = file.getLong();
      int begin = file.position() + 4;
      see(eye, "", "class", type);
      for (Shapes.Slot slot : shapes.references(type)) {
        see(eye, slot.field(), file.getLong(begin + slot.offset()));
      }
    } else if (tag == OBJECTS) {
      int length = file.getInt();
      see(eye, "", "class", file.getLong());
      Field element = new Field(nameOf(number), "[]");
      for (int i = 0; i < length; i++) {
        see(eye, element, file.getLong());
      }
    }
  }

  private void lookAtClass(int number, Eye eye) {
    String name = nameOf(number);
    see(eye, name, "superclass", file.getLong());
    see(eye, name, "loader", file.getLong());
    see(eye, name, "signers", file.getLong());
    see(eye, name, "domain", file.getLong());
    skip(2 * ID + 4);
    skipConstants();
    for (int i = file.getShort(); i > 0; i--) {
      String field = texts.getOrDefault(file.getLong(), "?");
      int type = file.get();
      if (type == Shapes.REFERENCE) {
        see(eye, name, "static " + field, file.getLong());
      } else {
        skip(Shapes.size(type));
      }
    }
  }

  /** What a string of plain letters says. */
  String text(int number) {
    StringBuilder text = new StringBuilder();
    look(
        number,
        (field, target) -> {
          if (field.name().equals("value")) {
            file.position(places[target] + 1 + ID + 4);
            byte[] letters = new byte[file.getInt()];
            skip(1);
            file.get(letters);
            text.append(new String(letters, StandardCharsets.ISO_8859_1));
          }
        });
    return text.toString();
  }

  private void see(Eye eye, String declarer, String name, long id) {
    see(eye, new Field(declarer, name), id);
  }

  private void see(Eye eye, Field field, long id) {
    if (id != 0) {
      number(id).ifPresent(target -> eye.sees(field, target));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
