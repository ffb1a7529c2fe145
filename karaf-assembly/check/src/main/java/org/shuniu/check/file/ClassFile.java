// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which packages a class needs to run: those of its ancestors and of the classes whose methods and
 * fields it uses. A class that is only named, as the compiler leaves the owner of an inlined
 * constant and annotations, may be missing.
 */
final class ClassFile {
  private static final int MAGIC = 0xCAFEBABE;

  private final Map<Integer, String> texts = new TreeMap<>();
  private final Map<Integer, Integer> names = new TreeMap<>();
  private final Set<Integer> used = new TreeSet<>();

  private ClassFile(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("no class file");
    }
    in.readInt();
    int size = in.readUnsignedShort();
    for (int i = 1; i < size; i++) {
      i += constant(in, i);
    }
    in.skipNBytes(4); // flags, the class itself
    used.add(in.readUnsignedShort());
    int interfaces = in.readUnsignedShort();
    for (int i = 0; i < interfaces; i++) {
      used.add(in.readUnsignedShort());
    }
  }

  /** Reads a constant; one if it takes two places. */
  private int constant(DataInputStream in, int place) throws IOException {
    int tag = in.readUnsignedByte();
    switch (tag) {
      case 1 -> texts.put(place, in.readUTF());
      case 7 -> names.put(place, in.readUnsignedShort());
      case 8, 16, 19, 20 -> in.skipNBytes(2);
      case 9, 10, 11 -> {
        used.add(in.readUnsignedShort());
        in.skipNBytes(2);
      }
      case 3, 4, 12, 17, 18 -> in.skipNBytes(4);
      case 5, 6 -> {
        in.skipNBytes(8);
        return 1;
      }
      case 15 -> in.skipNBytes(3);
      default -> throw new IOException("unknown constant " + tag);
    }
    return 0;
  }

  /** The packages. */
  static Set<String> packages(byte[] content) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      ClassFile file = new ClassFile(in);
      Set<String> packages = new TreeSet<>();
      for (int name : file.used) {
        note(file.texts.getOrDefault(file.names.getOrDefault(name, 0), ""), packages);
      }
      return packages;
    }
  }

  /** {@code a/b/C}, {@code [La/b/C;}, {@code [I}. */
  private static void note(String name, Set<String> packages) {
    String bare = name.replaceFirst("^\\[+L", "").replaceFirst(";$", "");
    if (!bare.startsWith("[") && bare.indexOf('/') > 0) {
      packages.add(BundleFile.packageOf(bare));
    }
  }
}
