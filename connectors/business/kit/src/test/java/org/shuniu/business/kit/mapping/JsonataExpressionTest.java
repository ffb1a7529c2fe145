// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSONata does, and what it may not do. */
@Timeout(20)
class JsonataExpressionTest {
  private static final Codes CODES =
      new Codes(
          Map.of(
              "status",
              new CodeTable(
                  "status",
                  Map.of("1", "normal", "2", "suspended"),
                  Map.of("normal", "1", "suspended", "2"),
                  Optional.empty(),
                  false)));

  private static Object result(String text, Object input) {
    return compiled(text).apply(input, Map.of("request", "R-1"));
  }

  private static Expression compiled(String text) {
    return JsonataExpression.compile(
        new Passage(text, 10),
        CODES,
        Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC));
  }

  private static MappingError fault(String text, Object input) {
    return catchThrowableOfType(MappingError.class, () -> result(text, input));
  }

  @Test
  void mapsAnObject() {
    Object mapped =
        result(
            "{'id': $request, 'no': identity, 'months': items.month, 'state': $ours('status', st)}",
            Map.of(
                "identity", "110",
                "st", "1",
                "items", List.of(Map.of("month", "2026-01"), Map.of("month", "2026-02"))));
    assertThat(mapped)
        .isEqualTo(
            Map.of(
                "id", "R-1",
                "no", "110",
                "months", List.of("2026-01", "2026-02"),
                "state", "normal"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$theirs('status', 'suspended')|2",
        "$replace('2026-01-02', /(\\d+)-(\\d+)-(\\d+)/, '$3.$2.$1')|02.01.2026",
        "$replace('a.b.c', '.', '-', 1)|a-b.c",
        "$pad('7', -3, '0')|007",
        "$pad('7', 3)& 'x'|7  x",
        "$join($split('a,b;c', /[,;]/), '-')|a-b-c",
        "$match('ab12', /[0-9]+/).match|12",
        "$now()|2026-03-01T00:00:00Z"
      })
  void functionsWithBoundsDoWhatTheyShall(String text, String expected) {
    assertThat(String.valueOf(result(text, Map.of()))).isEqualTo(expected);
  }

  @Test
  void nothingIsNothing() {
    assertThat(result("missing", Map.of())).isEqualTo(Values.NOTHING);
    assertThat(result("$ours('status', missing)", Map.of())).isEqualTo(Values.NOTHING);
    assertThat(result("{'a': missing, 'b': null}", Map.of())).isEqualTo(Map.of());
  }

  @Test
  void whatCannotBeReadIsToldWithItsLine() {
    MappingError fault = fault("{\n 'a': b,\n 'c': (d\n}", Map.of());
    assertThat(fault.fault().code()).isEqualTo("business.mapping.expression");
    assertThat(fault.fault().line()).isBetween(12, 13);
  }

  @Test
  void anUnknownCodeAndAnUnknownTableAreFaultsThatQuoteNothing() {
    MappingError code = fault("$ours('status', st)", Map.of("st", "secret-9"));
    assertThat(code.fault().code()).isEqualTo("business.mapping.code");
    assertThat(code.fault().detail()).contains("status").doesNotContain("secret-9");
    assertThat(fault("$ours('sex', '1')", Map.of()).fault().detail()).contains("sex");
  }

  @Test
  void whatThrowsIsToldWithItsLine() {
    assertThat(fault("\n\n$error('no such thing')", Map.of()).fault().code())
        .isEqualTo("business.mapping.evaluation");
    assertThat(fault("'a' + 1", Map.of()).fault().code()).isEqualTo("business.mapping.evaluation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($n) { $f($n + 1) }; $f(1))",
        "($f := function($n) { 1 + $f($n + 1) }; $f(1))",
        "[1..10000000].([1..10000000].(1))",
        "($f := function($s) { $f($s & $s) }; $f('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'))",
        "($f := function($l) { $f($append($l, $l)) }; $f([1,2,3]))",
        "$pad('', 2000000000)",
        "[1..1000000].$pad('', 4000000)",
        "$map([1..9999999], function($x) { $string($x) & $pad('', 1000) })",
        "$reduce([1..9999999], function($a, $b) { $a & $b })",
        "$contains($pad('', 5000, 'a'), /^(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x$/)",
        "$replace($pad('', 4000000, 'a'), 'a', $pad('', 4000000, 'a'))"
      })
  void whatHasNoEndIsEnded(String text) {
    long begin = System.nanoTime();
    MappingError fault = fault(text, Map.of());
    assertThat(fault).as(text).isNotNull();
    assertThat(fault.fault().code()).matches("business.mapping.too-(slow|deep|large)");
    assertThat(fault.fault().line()).isEqualTo(10);
    assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
    assertThat(result("1 + 1", Map.of())).isEqualTo(2);
  }

  @Test
  void whatIsMadeAtRunTimeIsNotRun() {
    assertThat(fault("$eval('1 + 1')", Map.of()).fault().detail()).contains("$eval");
  }

  @Test
  void aFunctionIsNoResult() {
    assertThat(fault("function($x) { $x }", Map.of())).isNotNull();
    assertThat(fault("$sum", Map.of())).isNotNull();
  }

  @Test
  void manyThreadsUseOneExpression() throws InterruptedException {
    Expression expression = compiled("{'twice': n * 2, 'r': $request}");
    List<Object> wrong = new CopyOnWriteArrayList<>();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                n ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < 500; i++) {
                            Object got =
                                expression.apply(Map.of("n", n), Map.of("request", "r" + n));
                            if (!got.equals(Map.of("twice", n * 2, "r", "r" + n))) {
                              wrong.add(got);
                            }
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).isEmpty();
  }
}
