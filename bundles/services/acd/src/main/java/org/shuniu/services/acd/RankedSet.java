// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An ordered set that also knows the place of each element: adding, removing, {@link #rank} and
 * {@link #at} take time in the order of the logarithm of its size. A treap with subtree sizes.
 */
final class RankedSet<T extends Comparable<? super T>> {
  private final SplittableRandom weights = new SplittableRandom(0x51A7);
  private @Nullable Node<T> root;

  int size() {
    return size(root);
  }

  /** Adds an element unless an equal one is there; whether it was added. */
  boolean add(T value) {
    if (contains(value)) {
      return false;
    }
    root = insert(root, new Node<>(value, weights.nextInt()));
    return true;
  }

  boolean remove(T value) {
    if (!contains(value)) {
      return false;
    }
    root = delete(root, value);
    return true;
  }

  boolean contains(T value) {
    Node<T> node = root;
    while (node != null) {
      int order = value.compareTo(node.value);
      if (order == 0) {
        return true;
      }
      node = order < 0 ? node.left : node.right;
    }
    return false;
  }

  /** How many elements come before {@code value}. */
  int rank(T value) {
    int before = 0;
    Node<T> node = root;
    while (node != null) {
      int order = value.compareTo(node.value);
      if (order <= 0) {
        node = node.left;
      } else {
        before += size(node.left) + 1;
        node = node.right;
      }
    }
    return before;
  }

  /** The element before which {@code rank} others come. */
  T at(int rank) {
    int rest = rank;
    Node<T> node = root;
    while (node != null) {
      int left = size(node.left);
      if (rest == left) {
        return node.value;
      }
      if (rest < left) {
        node = node.left;
      } else {
        rest -= left + 1;
        node = node.right;
      }
    }
    throw new NoSuchElementException("rank " + rank);
  }

  private static <T> Node<T> insert(@Nullable Node<T> at, Node<T> fresh) {
    if (at == null) {
      return fresh;
    }
    if (compare(fresh.value, at.value) < 0) {
      Node<T> left = insert(at.left, fresh);
      at.left = left;
      if (left.weight > at.weight) {
        at.left = left.right;
        left.right = at.counted();
        return left.counted();
      }
    } else {
      Node<T> right = insert(at.right, fresh);
      at.right = right;
      if (right.weight > at.weight) {
        at.right = right.left;
        right.left = at.counted();
        return right.counted();
      }
    }
    return at.counted();
  }

  private static <T> @Nullable Node<T> delete(@Nullable Node<T> at, T value) {
    if (at == null) {
      return null;
    }
    int order = compare(value, at.value);
    if (order == 0) {
      return merge(at.left, at.right);
    }
    if (order < 0) {
      at.left = delete(at.left, value);
    } else {
      at.right = delete(at.right, value);
    }
    return at.counted();
  }

  private static <T> @Nullable Node<T> merge(@Nullable Node<T> left, @Nullable Node<T> right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    if (left.weight > right.weight) {
      left.right = merge(left.right, right);
      return left.counted();
    }
    right.left = merge(left, right.left);
    return right.counted();
  }

  @SuppressWarnings("unchecked")
  private static <T> int compare(T a, T b) {
    return ((Comparable<? super T>) a).compareTo(b);
  }

  private static int size(@Nullable Node<?> node) {
    return node == null ? 0 : node.size;
  }

  private static final class Node<T> {
    private final T value;
    private final int weight;
    private int size = 1;
    private @Nullable Node<T> left;
    private @Nullable Node<T> right;

    Node(T value, int weight) {
      this.value = value;
      this.weight = weight;
    }

    Node<T> counted() {
      size = RankedSet.size(left) + RankedSet.size(right) + 1;
      return this;
    }
  }
}
