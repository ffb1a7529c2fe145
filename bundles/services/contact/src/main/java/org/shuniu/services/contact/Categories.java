// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import jakarta.persistence.EntityManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tree of business categories. An empty table is filled with the tree of a social-security
 * hotline; after that the table counts. Kept in memory for a minute: there are some hundred.
 */
@Component(service = Categories.class)
public class Categories {
  private static final Logger LOG = LoggerFactory.getLogger(Categories.class);
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final EntityManager em;
  private final Transactions transactions;
  private volatile List<Category> tree = List.of();
  private volatile Instant freshUntil = Instant.MIN;

  /** Made by the component runtime. */
  @Activate
  public Categories(
      @Reference(target = "(osgi.unit.name=contact)") EntityManager entityManager,
      @Reference Transactions transactions) {
    this.em = entityManager;
    this.transactions = transactions;
  }

  /**
   * Categories whose label, pinyin or initials contain the text, the best match first; with an
   * empty text the whole tree, parents before their children.
   */
  List<Category> find(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return all();
    }
    String letters = wanted.replace(" ", "");
    return all().stream()
        .filter(category -> rank(category, wanted, letters) < Rank.NONE)
        .sorted(Comparator.comparingInt(category -> rank(category, wanted, letters)))
        .toList();
  }

  private static final class Rank {
    static final int NONE = 9;
  }

  private static int rank(Category category, String wanted, String letters) {
    if (category.labelZh().equals(wanted) || category.initials().equals(letters)) {
      return 0;
    }
    if (category.labelZh().startsWith(wanted) || category.initials().startsWith(letters)) {
      return 1;
    }
    String pinyin = category.pinyin().replace(" ", "");
    if (pinyin.startsWith(letters)) {
      return 2;
    }
    boolean within =
        category.labelZh().contains(wanted)
            || category.labelEn().toLowerCase(Locale.ROOT).contains(wanted)
            || category.initials().contains(letters)
            || syllables(category.pinyin(), letters);
    return within ? 3 : Rank.NONE;
  }

  /** Whether the pinyin contains the letters from the beginning of a syllable on. */
  private static boolean syllables(String pinyin, String letters) {
    for (int start = pinyin.indexOf(' '); start >= 0; start = pinyin.indexOf(' ', start + 1)) {
      if (pinyin.substring(start).replace(" ", "").startsWith(letters)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a contact may be noted under this code. */
  boolean leaf(String code) {
    return all().stream().anyMatch(c -> c.leaf() && c.code().equals(code));
  }

  List<Category> all() {
    if (freshUntil.isBefore(Instant.now())) {
      refresh();
    }
    return tree;
  }

  private synchronized void refresh() {
    if (freshUntil.isBefore(Instant.now())) {
      tree = transactions.call(this::read);
      freshUntil = Instant.now().plus(FRESH);
    }
  }

  private List<Category> read() {
    List<CategoryRow> rows = rows();
    if (rows.isEmpty()) {
      seed().forEach(em::persist);
      em.flush();
      rows = rows();
      LOG.info("Filled the tree of business categories with {} entries", rows.size());
    }
    Set<String> parents = new HashSet<>();
    rows.stream().map(row -> row.parent).filter(Objects::nonNull).forEach(parents::add);
    return rows.stream().map(row -> category(row, !parents.contains(row.code))).toList();
  }

  private List<CategoryRow> rows() {
    return em.createQuery(
            "select c from CategoryRow c where c.enabled = true order by c.sortNo",
            CategoryRow.class)
        .getResultList();
  }

  private static Category category(CategoryRow row, boolean leaf) {
    return new Category(
        row.code,
        Optional.ofNullable(row.parent),
        row.labelZh,
        row.labelEn,
        row.pinyin,
        row.initials,
        leaf);
  }

  private static List<CategoryRow> seed() {
    List<CategoryRow> rows = new ArrayList<>();
    try (InputStream in = Categories.class.getResourceAsStream("categories.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(row(line.split("\t"), rows.size()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static CategoryRow row(String[] cells, int place) {
    CategoryRow row = new CategoryRow();
    row.code = cells[0];
    int dot = row.code.lastIndexOf('.');
    row.parent = dot < 0 ? null : row.code.substring(0, dot);
    row.labelZh = cells[1];
    row.labelEn = cells[2];
    row.pinyin = Pinyin.of(row.labelZh);
    row.initials = Pinyin.initials(row.pinyin);
    row.sortNo = place;
    row.enabled = true;
    return row;
  }
}
